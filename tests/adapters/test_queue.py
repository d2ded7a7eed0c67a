"""Batches that SQS takes only in part."""

import pytest
from botocore.stub import ANY, Stubber

from helpdesk.adapters.clients import Clients
from helpdesk.adapters.queue import SqsQueue
from helpdesk.domain.errors import Unavailable

URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/outbox"


def test_what_was_not_taken_is_sent_again_and_nothing_else(clients: Clients) -> None:
    with Stubber(clients.sqs) as stub:
        stub.add_response("send_message_batch", answer(taken=["0", "2"], failed=["1"]), asked("a", "b", "c"))
        again = {"QueueUrl": URL, "Entries": [{"Id": "1", "MessageBody": "b"}]}
        stub.add_response("send_message_batch", answer(taken=["1"]), again)
        SqsQueue(clients.sqs, URL).send(["a", "b", "c"])
        stub.assert_no_pending_responses()


def test_what_is_never_taken_is_not_lost_silently(clients: Clients) -> None:
    with Stubber(clients.sqs) as stub:
        for _ in range(3):
            stub.add_response("send_message_batch", answer(failed=["0"]))
        with pytest.raises(Unavailable, match="1 of 1"):
            SqsQueue(clients.sqs, URL).send(["a"])


def test_ten_messages_are_one_call_and_nothing_is_none(clients: Clients) -> None:
    with Stubber(clients.sqs) as stub:
        stub.add_response("send_message_batch", answer(taken=list("0123456789")), asked(*"abcdefghij"))
        SqsQueue(clients.sqs, URL).send(list("abcdefghij"))
        SqsQueue(clients.sqs, URL).send([])
        stub.assert_no_pending_responses()


def test_large_messages_share_no_call(clients: Clients) -> None:
    large = "é" * 70_000  # 140 KB
    with Stubber(clients.sqs) as stub:
        for _ in range(2):
            stub.add_response("send_message_batch", answer(taken=["0"]), {"QueueUrl": URL, "Entries": ANY})
        SqsQueue(clients.sqs, URL).send([large, large])
        stub.assert_no_pending_responses()


def asked(*bodies: str) -> dict[str, object]:
    entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies)]
    return {"QueueUrl": URL, "Entries": entries}


def answer(taken: list[str] | None = None, failed: list[str] | None = None) -> dict[str, object]:
    return {
        "Successful": [{"Id": i, "MessageId": "m", "MD5OfMessageBody": "x"} for i in taken or []],
        "Failed": [{"Id": i, "SenderFault": False, "Code": "InternalError"} for i in failed or []],
    }
