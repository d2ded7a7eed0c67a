"""Dead letters back to their queues. At least once: what is moved twice is stopped by its marks."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

_OURS = "Loket-"
_AT_ONCE = 10


class DeadLetters(msgspec.Struct, frozen=True, kw_only=True):
    """A queue of dead letters and the queue they come from; `waiting` when it was looked at."""

    name: str
    source_url: str
    dead_url: str
    waiting: int


def dead_letters(sqs: Any) -> list[DeadLetters]:
    """Every queue of ours that has a queue of dead letters."""
    urls = {url.rpartition("/")[2]: url for url in _queues(sqs)}
    found = []
    for name, url in sorted(urls.items()):
        policy = _attribute(sqs, url, "RedrivePolicy")
        dead = json.loads(policy)["deadLetterTargetArn"].rpartition(":")[2] if policy else ""
        if dead in urls:
            waiting = int(_attribute(sqs, urls[dead], "ApproximateNumberOfMessages") or 0)
            found.append(DeadLetters(name=name, source_url=url, dead_url=urls[dead], waiting=waiting))
    return found


def redrive(sqs: Any, letters: DeadLetters, moved: Callable[[int], None]) -> int:
    """Move what waited, not what comes back meanwhile; `moved` hears of every batch. Returns how many.

    A letter is deleted only after its queue took it.
    """
    done, seen = 0, set[str]()
    while done < letters.waiting:
        got = sqs.receive_message(
            QueueUrl=letters.dead_url, MaxNumberOfMessages=_AT_ONCE, WaitTimeSeconds=1, VisibilityTimeout=60
        ).get("Messages", [])
        fresh = [message for message in got if message["MessageId"] not in seen]
        if not fresh:
            break
        seen.update(message["MessageId"] for message in fresh)
        for message in fresh:
            sqs.send_message(QueueUrl=letters.source_url, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=letters.dead_url, ReceiptHandle=message["ReceiptHandle"])
        done += len(fresh)
        moved(len(fresh))
    return done


def _queues(sqs: Any) -> Iterator[str]:
    for page in sqs.get_paginator("list_queues").paginate(QueueNamePrefix=_OURS):
        yield from page.get("QueueUrls", [])


def _attribute(sqs: Any, url: str, name: str) -> str:
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name]).get("Attributes", {})
    return str(found.get(name, ""))
