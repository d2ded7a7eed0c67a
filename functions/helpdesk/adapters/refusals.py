"""Turns what AWS services and the way to them can answer into our own errors; the rest stays as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection

from helpdesk.domain.errors import Unavailable

_BUSY = frozenset(
    {
        "InternalError",
        "InternalErrorException",
        "InternalFailure",
        "InternalServiceErrorException",
        "LimitExceededException",
        "RequestTimeout",
        "RequestThrottled",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)


@contextmanager
def reaching(service: str) -> Iterator[None]:
    """Raises Unavailable, naming the service, when it does not answer after the SDK's own retries."""
    try:
        yield
    except (NoConnection, HTTPClientError) as error:
        raise Unavailable(f"{service} does not answer; try again in a moment") from error
    except ClientError as error:
        if code_of(error) in _BUSY or _status_of(error) >= 500:
            raise Unavailable(f"{service} does not keep up; try again in a moment") from error
        raise


def code_of(error: ClientError) -> str:
    """The service's word for what went wrong."""
    return error.response.get("Error", {}).get("Code", "")


def _status_of(error: ClientError) -> int:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
