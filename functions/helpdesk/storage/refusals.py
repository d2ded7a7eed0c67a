"""Turns what DynamoDB and the way to it can answer into our own errors; the rest stays as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from pynamodb.exceptions import PynamoDBException, TransactWriteError

from helpdesk.domain.errors import Unavailable

CONDITION_FAILED = "ConditionalCheckFailedException"

_BUSY = frozenset(
    {
        "InternalServerError",
        "InternalFailure",
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


@contextmanager
def reaching() -> Iterator[None]:
    """Raises Unavailable when the table does not answer or is throttled, after the SDK's own retries."""
    try:
        yield
    except PynamoDBException as error:
        if isinstance(error.cause, NoConnection | HTTPClientError) or is_busy(error):
            raise busy() from error
        raise


def busy() -> Unavailable:
    return Unavailable("the table does not keep up right now; try again in a moment")


def is_busy(error: PynamoDBException) -> bool:
    """Whether trying again later can help."""
    if error.cause_response_code in _BUSY:
        return True
    reasons = error.cancellation_reasons if isinstance(error, TransactWriteError) else []
    return any(reason is not None and reason.code in _BUSY for reason in reasons)
