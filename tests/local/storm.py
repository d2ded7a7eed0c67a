"""A fault run: mixed mail while calls fail, workers die, and the queue delivers twice and out of order.

`python -m tests.local.storm 1000` runs it at any size and prints what it found; `test_faults.py` runs a
small one. Whoever reads it: `Storm.run` is the plot, `Account` is what must hold afterwards.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import requests

from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.timeline import AnyEntry, MailEventEntry, MessageEntry, NoteEntry
from ops.local import process
from ops.local.table import table_of
from ops.mail.redriving import dead_letters, redrive
from tests.local.post import mixed
from tests.local.running import RunningCloud, deployed, wait_for
from tests.local.storm_account import Account, is_unsent, judge
from tests.local.storm_faults import faults, fired, lead_functions_through, workers_of
from tests.local.storm_setting import furnish, notice_of

SEED = 20261122
DRAIN_SECONDS = 900.0
FAILED_BEFORE_DEATH = 8


class Storm:
    """One run on a cloud of its own."""

    def __init__(self, cloud: RunningCloud, size: int) -> None:
        self._cloud = cloud
        self._chance = random.Random(SEED)
        self._pieces = list(mixed(size, self._chance))
        self._sqs = cloud.client("sqs")
        self._killed = 0

    def run(self) -> Account:
        """Send everything through the storm, let it calm down, redrive, and count."""
        began = time.monotonic()
        furnish(self._cloud)
        local = self._cloud.local
        with faults(local.aws_url) as aws, faults(local.portal_url) as portal:
            lead_functions_through(self._cloud, aws, f"{portal}/_ses")
            self._send()
            self._kill_until_quiet(aws)
            failed = sum(fired(proxy) for proxy in (aws, portal))
            for proxy in (aws, portal):
                requests.post(f"{proxy}/_microburst/rules", json=[], timeout=60)
            dead_before = sum(each.waiting for each in dead_letters(self._sqs))
            self._redrive()
            self._sweep()
        return self._account(failed, dead_before, time.monotonic() - began)

    def _send(self) -> None:
        """Raw mail into the bucket; its notices out of order, a third of them twice."""
        s3, bucket = self._cloud.client("s3"), self._cloud.outputs["MailBucket"]
        for piece in self._pieces:
            s3.put_object(Bucket=bucket, Key=piece.key, Body=piece.raw)
        notices = [notice_of(piece) for piece in self._pieces]
        notices += [notice for notice in notices if self._chance.random() < 0.33]
        self._chance.shuffle(notices)
        inbound = self._queue("InboundMailQueue")
        for start in range(0, len(notices), 10):
            entries = [
                {"Id": str(i), "MessageBody": body} for i, body in enumerate(notices[start : start + 10])
            ]
            self._sqs.send_message_batch(QueueUrl=inbound, Entries=entries)

    def _kill_until_quiet(self, aws: str) -> None:
        """A worker dies each time a few more calls have failed, not by the clock.

        A busy machine starts workers slowly: killed every second, none of them would come to do anything, and
        all mail would be given up before the storm reached it.
        """
        most = max(5, len(self._pieces) // 20)
        deadline = time.monotonic() + DRAIN_SECONDS
        quiet = 0
        while quiet < 5 and time.monotonic() < deadline:
            if self._killed < most and fired(aws) >= (self._killed + 1) * FAILED_BEFORE_DEATH:
                self._kill_one()
            time.sleep(1)
            quiet = 0 if self._waiting() else quiet + 1

    def _kill_one(self) -> None:
        server = process.running(self._cloud.local.state)
        workers = workers_of(server.pid) if server else []
        if workers:
            with suppress(ProcessLookupError):
                os.kill(self._chance.choice(workers), signal.SIGKILL)
                self._killed += 1

    def _redrive(self) -> None:
        for _ in range(5):
            waiting = [each for each in dead_letters(self._sqs) if each.waiting]
            if not waiting:
                return
            for letters in waiting:
                redrive(self._sqs, letters, lambda _: None)
            self._kill_nobody_until_quiet()

    def _kill_nobody_until_quiet(self) -> None:
        quiet = 0
        deadline = time.monotonic() + DRAIN_SECONDS
        while quiet < 3 and time.monotonic() < deadline:
            time.sleep(0.5)
            quiet = 0 if self._waiting() else quiet + 1

    def _sweep(self) -> None:
        """The checker sends on what was left behind; it calls a delivery stale after two minutes."""
        functions = self._cloud.client("lambda")
        name = next(
            each["FunctionName"]
            for each in functions.list_functions()["Functions"]
            if "SlaChecker" in each["FunctionName"]
        )

        def settled() -> bool:
            pending = [d for d in self._deliveries() if d.state is DeliveryState.PENDING]
            if pending:
                functions.invoke(FunctionName=name, Payload=b"{}")
                time.sleep(2)
            return not pending

        with suppress(AssertionError):  # counted by the account
            wait_for(settled, "all deliveries to be settled", seconds=300)
        self._kill_nobody_until_quiet()

    def _waiting(self) -> int:
        """Messages in the queues of mail, visible or not."""
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        total = 0
        for queue in ("InboundMailQueue", "OutboxQueue", "MailEventsQueue"):
            found = self._sqs.get_queue_attributes(QueueUrl=self._queue(queue), AttributeNames=list(names))
            total += sum(int(found["Attributes"][name]) for name in names)
        return total

    def _queue(self, name: str) -> str:
        urls: list[str] = self._sqs.list_queues()["QueueUrls"]
        return next(url for url in urls if name in url and "DeadLetters" not in url)

    def _deliveries(self) -> list[Delivery]:
        return [msgspec.json.decode(row.body, type=Delivery) for row in self._rows("delivery")]

    def _rows(self, kind: str) -> list[Any]:
        table = table_of(self._cloud.local, self._cloud.outputs)
        return [row for row in table.row.scan() if row.kind == kind]

    def _account(self, failed: int, dead_before: int, seconds: float) -> Account:
        entries = [msgspec.json.decode(row.body, type=AnyEntry) for row in self._rows("entry")]
        kept = [msgspec.json.decode(row.body, type=QuarantinedMail) for row in self._rows("quarantine")]
        from_mail = [e for e in entries if isinstance(e, MessageEntry | NoteEntry) and e.raw]
        reports = [e for e in entries if isinstance(e, MailEventEntry) and e.event == "bounced"]
        landed = Counter([e.raw or "" for e in from_mail] + [mail.raw for mail in kept])
        lost, doubled = judge(self._pieces, landed)
        deliveries = self._deliveries()
        outward = Counter(mail.tags.get("delivery", "") for mail in self._cloud.sent())
        return Account(
            mails=len(self._pieces),
            entries=len(from_mail) + len(reports),
            quarantined=len(kept),
            stopped=sum(piece.stopped for piece in self._pieces),
            lost=lost,
            doubled=doubled,
            sent=sum(d.state is DeliveryState.SENT for d in deliveries),
            held_back=sum(d.state is DeliveryState.STOPPED for d in deliveries),
            unsent=[d.id for d in deliveries if is_unsent(d, outward)],
            sent_again=sum(count - 1 for count in outward.values()),
            dead_before=dead_before,
            dead=sum(each.waiting for each in dead_letters(self._sqs)),
            failed_calls=failed,
            killed=self._killed,
            seconds=round(seconds, 1),
        )


def main(size: int) -> None:
    """Run one storm and print its account."""
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as cloud:
        account = Storm(cloud, size).run()
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(account), indent=2).decode() + "\n")
    sys.exit(bool(account.lost or account.doubled or account.unsent or account.dead))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
