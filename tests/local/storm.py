"""A fault run: mixed mail while calls fail, workers die, and the queue delivers twice and out of order.

`python -m tests.local.storm 1000` runs it at any size and prints what it found; `test_faults.py` runs a
small one. Whoever reads it: `Storm.run` is the plot, `Account` is what must hold afterwards.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import requests

from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.desks import Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.timeline import AnyEntry, MailEventEntry, MessageEntry, NoteEntry
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local import process
from ops.local.cloud import HOST, ROOT
from ops.local.ports import free_ports
from ops.local.table import table_of
from ops.mail.redriving import dead_letters, redrive
from tests.local.post import Piece, mixed
from tests.local.running import RunningCloud, deployed, wait_for

_ALL_DAY: Hours = (("00:00", "24:00"),)
SEED = 20261122
FAILING = 0.1
DRAIN_SECONDS = 900.0
_EACH = FAILING / 4
RULES = [
    {"probability": _EACH, "error": {"code": "ThrottlingException", "status": 400}},
    {"probability": _EACH, "error": {"code": "InternalServerError", "status": 500}},
    {"probability": _EACH, "reset": True},
    {"probability": _EACH, "timeout_ms": 4000},
]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything."""

    mails: int
    entries: int
    quarantined: int
    stopped: int
    lost: list[str]
    doubled: list[str]
    sent: int
    held_back: int  # more than ten automatic answers to one person in three hours
    unsent: list[str]
    sent_again: int  # towards the world; the table knows each of them once
    dead_before: int
    dead: int
    failed_calls: int
    killed: int
    seconds: float


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
        _furnish(self._cloud)
        local = self._cloud.local
        with _faults(local.aws_url) as aws, _faults(local.portal_url) as portal:
            _lead_functions_through(self._cloud, aws, f"{portal}/_ses")
            self._send()
            self._kill_until_quiet()
            failed = sum(_fired(proxy) for proxy in (aws, portal))
            for proxy in (aws, portal):
                requests.post(f"{proxy}/_microburst/rules", json=[], timeout=10)
            dead_before = sum(each.waiting for each in dead_letters(self._sqs))
            self._redrive()
            self._sweep()
        return self._account(failed, dead_before, time.monotonic() - began)

    def _send(self) -> None:
        """Raw mail into the bucket; its notices out of order, a third of them twice."""
        s3, bucket = self._cloud.client("s3"), self._cloud.outputs["MailBucket"]
        for piece in self._pieces:
            s3.put_object(Bucket=bucket, Key=piece.key, Body=piece.raw)
        notices = [_notice(piece) for piece in self._pieces]
        notices += [notice for notice in notices if self._chance.random() < 0.33]
        self._chance.shuffle(notices)
        inbound = self._queue("InboundMailQueue")
        for start in range(0, len(notices), 10):
            entries = [
                {"Id": str(i), "MessageBody": body} for i, body in enumerate(notices[start : start + 10])
            ]
            self._sqs.send_message_batch(QueueUrl=inbound, Entries=entries)

    def _kill_until_quiet(self) -> None:
        """A worker dies every second while the first half of the work goes on; then it calms down."""
        most = max(5, len(self._pieces) // 20)
        deadline = time.monotonic() + DRAIN_SECONDS
        quiet = 0
        while quiet < 5 and time.monotonic() < deadline:
            if self._killed < most:
                self._kill_one()
            time.sleep(1)
            quiet = 0 if self._waiting() else quiet + 1

    def _kill_one(self) -> None:
        server = process.running(self._cloud.local.state)
        workers = _children(server.pid) if server else []
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
        lost, doubled = _judge(self._pieces, landed)
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
            unsent=[d.id for d in deliveries if _is_unsent(d, outward)],
            sent_again=sum(count - 1 for count in outward.values()),
            dead_before=dead_before,
            dead=sum(each.waiting for each in dead_letters(self._sqs)),
            failed_calls=failed,
            killed=self._killed,
            seconds=round(seconds, 1),
        )


def _is_unsent(delivery: Delivery, outward: Counter[str]) -> bool:
    """Still to be sent, or called sent without a mail."""
    if delivery.state is DeliveryState.STOPPED:
        return "automatic answers" not in delivery.reason
    return delivery.state is not DeliveryState.SENT or not outward[delivery.id]


def _judge(pieces: list[Piece], landed: Counter[str]) -> tuple[list[str], list[str]]:
    """Which groups of mails landed too seldom, and which too often."""
    wanted: dict[str, int] = {}
    found: Counter[str] = Counter()
    for piece in pieces:
        wanted[piece.group] = 0 if piece.stopped else len(piece.recipients)
        found[piece.group] += landed[piece.key]
    lost = [group for group, count in wanted.items() if found[group] < count]
    return lost, [group for group, count in wanted.items() if found[group] > count]


def _furnish(cloud: RunningCloud) -> None:
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="grove", name="Grove"))
    days: dict[str, Hours] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), _ALL_DAY)
    always = NamedCalendar(id="always", name="Always", spec=CalendarSpec(zone="UTC", week=days))
    editor.put_calendar("grove", always)
    targets = {ClockKind.FIRST_RESPONSE: "PT4H"}
    editor.put_policy(
        "grove", Policy(id="usual", rules=(Rule(id="all", calendar="always", targets=targets),))
    )
    for name in ("birch", "larch"):
        editor.put_tenant(
            Tenant(
                ref=TenantRef("grove", name), name=name.title(), prefix=name.upper(),
                address=f"help@{name}.example", policy="usual", mail_key=name.encode().hex() * 6,
            )
        )  # fmt: skip


@contextmanager
def _faults(upstream: str) -> Iterator[str]:
    """A proxy in which a tenth of all calls fails; its address."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "rules.yml"
        config.write_text(json.dumps({"rules": RULES}))  # JSON is YAML
        proxy = subprocess.Popen(
            [sys.executable, "-m", "microburst", "--upstream", upstream, "--host", HOST,
             "--port", str(port), "--config", str(config)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        address = f"http://{HOST}:{port}"
        try:
            wait_for(lambda: _is_up(address), "the proxy that makes calls fail")
            yield address
        finally:
            proxy.terminate()
            proxy.wait()


def _is_up(address: str) -> bool:
    try:
        return requests.get(f"{address}/_microburst/health", timeout=2).ok
    except requests.ConnectionError:
        return False


def _fired(proxy: str) -> int:
    rules = requests.get(f"{proxy}/_microburst/rules", timeout=10).json()
    return sum(rule.get("fired_count", 0) for rule in rules)


def _lead_functions_through(cloud: RunningCloud, aws: str, ses: str) -> None:
    """Every function's calls go through the proxies from now on; its own road to SES too."""
    functions = cloud.client("lambda")
    for each in functions.list_functions()["Functions"]:
        variables = each.get("Environment", {}).get("Variables", {})
        functions.update_function_configuration(
            FunctionName=each["FunctionName"],
            Environment={"Variables": {**variables, "AWS_ENDPOINT_URL": aws, "AWS_ENDPOINT_URL_SESV2": ses}},
        )


def _children(pid: int) -> list[int]:
    """The server's worker processes."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += [int(child) for child in task.read_text().split()]
    return children


def _notice(piece: Piece) -> str:
    verdicts = dict.fromkeys(("spam", "spf", "dkim", "dmarc"), "PASS")
    verdicts["virus"] = "FAIL" if piece.virus else "PASS"
    at = "2026-11-16T09:00:00.000Z"
    return json.dumps(
        {
            "notificationType": "Received",
            "mail": {"timestamp": at, "source": piece.sender, "messageId": piece.key},
            "receipt": {
                "timestamp": at,
                "recipients": list(piece.recipients),
                **{f"{name}Verdict": {"status": status} for name, status in verdicts.items()},
                "action": {"type": "S3", "objectKey": piece.key},
            },
        }
    )


def main(size: int) -> None:
    """Run one storm and print its account."""
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as cloud:
        account = Storm(cloud, size).run()
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(account), indent=2).decode() + "\n")
    sys.exit(bool(account.lost or account.doubled or account.unsent or account.dead))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
