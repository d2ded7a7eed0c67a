"""SQS batches and a Lambda context for the queue-driven functions."""

import copy

import msgspec

from tests.events import load


class Context:
    """What Powertools and our handlers ask of a Lambda context."""

    function_name = "under-test"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:under-test"
    aws_request_id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"

    def __init__(self, milliseconds_left: int = 60_000) -> None:
        self._left = milliseconds_left

    def get_remaining_time_in_millis(self) -> int:
        """Always the same."""
        return self._left


def batch(*bodies: str) -> dict[str, object]:
    """An SQS event with these bodies, ids m0, m1..."""
    (record,) = load("sqs-batch")["Records"]
    records = []
    for number, body in enumerate(bodies):
        one = copy.deepcopy(record)
        one["messageId"], one["body"] = f"m{number}", body
        records.append(one)
    return {"Records": records}


def event_body(name: str) -> str:
    """`tests/events/{name}.json` as one message's body."""
    return msgspec.json.encode(load(name)).decode()
