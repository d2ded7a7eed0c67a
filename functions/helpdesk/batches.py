"""SQS batches: every record for itself, and only the failed ones come back."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext


def each_record(
    event: dict[str, Any], context: LambdaContext, take: Callable[[str], None], log: Logger
) -> PartialItemFailureResponse:
    """Give every record's body to `take`; what raises is logged and goes back to the queue alone."""

    def one(record: SQSRecord) -> None:
        try:
            take(record.body)
        except Exception:
            log.exception("record failed", extra={"sqs_message": record.message_id})
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event=event, record_handler=one, processor=processor, context=context)
