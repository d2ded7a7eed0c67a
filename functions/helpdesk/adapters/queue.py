"""Sending to an SQS queue in as few calls as it allows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from helpdesk.adapters.refusals import reaching
from helpdesk.domain.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_MOST = 10  # messages of one SendMessageBatch
_LARGEST = 256 * 1024  # bytes of one SendMessageBatch, all bodies together
_TRIES = 3


class SqsQueue:
    """One queue, by its URL."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, bodies: Sequence[str]) -> None:
        with reaching("the queue"):
            for batch in _batches(bodies):
                self._send(batch)

    def _send(self, batch: Sequence[str]) -> None:
        """SQS may take some of a batch and not others; those are tried again."""
        left: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(i), "MessageBody": body} for i, body in enumerate(batch)
        ]
        for _ in range(_TRIES):
            failed = self._client.send_message_batch(QueueUrl=self._url, Entries=left).get("Failed", [])
            refused = {failure["Id"] for failure in failed}
            left = [entry for entry in left if entry["Id"] in refused]
            if not left:
                return
        raise Unavailable(f"the queue did not take {len(left)} of {len(batch)} messages")


def _batches(bodies: Sequence[str]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    size = 0
    for body in bodies:
        length = len(body.encode())
        if batch and (len(batch) == _MOST or size + length > _LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(body)
        size += length
    if batch:
        yield batch
