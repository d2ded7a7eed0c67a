"""`loket mail replay --since` and `redrive` on a local cloud: what landed stays, what was lost lands."""

import time
from collections import Counter
from pathlib import Path

import pytest

from ops.commands.mail_redrive import redrive_all
from ops.commands.mail_replay import replay
from ops.commands.where import Place
from tests.local.one_tenant import ADDRESS, furnish, landed, letter
from tests.local.running import RunningCloud, deployed, wait_for

pytestmark = pytest.mark.local

FEW = 5


def test_replay_takes_in_what_was_lost_and_doubles_nothing(tmp_path: Path) -> None:
    with deployed(tmp_path) as cloud:
        furnish(cloud)
        for number in range(FEW):
            cloud.send(letter(f"p{number}"), sender=f"p{number}@people.example", to=ADDRESS)
        wait_for(lambda: len(landed(cloud)) == FEW, "all mails to land", 120)
        lost = _lose_one(cloud)
        place = Place(state=cloud.local.state)

        replay(place, since="1h")
        wait_for(lambda: lost in landed(cloud), "the lost mail to land", 120)
        replay(place, since="1h")
        redrive_all(place)
        _quiet(cloud)

        assert Counter(landed(cloud)).most_common(1)[0][1] == 1
        assert len(landed(cloud)) == FEW + 1


def _lose_one(cloud: RunningCloud) -> str:
    """A mail in the bucket that nobody was told of."""
    s3, bucket = cloud.client("s3"), cloud.outputs["MailBucket"]
    known = landed(cloud)[0]
    raw: bytes = s3.get_object(Bucket=bucket, Key=known)["Body"].read()
    name = next(f"p{number}" for number in range(FEW) if f"<p{number}@people.example>".encode() in raw)
    key = "inbound/nobody-was-told-of-this"
    s3.put_object(Bucket=bucket, Key=key, Body=raw.replace(name.encode(), b"lost"))
    return key


def _quiet(cloud: RunningCloud) -> None:
    """Until the queue of inbound mail has been empty for a while."""
    sqs = cloud.client("sqs")
    url = next(
        u for u in sqs.list_queues()["QueueUrls"] if "InboundMailQueue" in u and "DeadLetters" not in u
    )
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    empty: list[float] = []

    def seen_empty() -> bool:
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        if any(int(found[name]) for name in names):
            empty.clear()
        else:
            empty.append(time.monotonic())
        return bool(empty) and empty[-1] - empty[0] > 2

    wait_for(seen_empty, "an empty queue", 120)
