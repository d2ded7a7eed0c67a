"""Mails a second from the SMTP door to the table with 1, 2 and 4 workers, in a private local cloud."""

import smtplib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table as Shown

from helpdesk.domain.timeline import AnyEntry, MessageEntry
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.table import Table
from ops.bench.intake_house import ADDRESS, furnish
from ops.bench.intake_mails import mail
from ops.local import process
from ops.local.builds.assembly import ASSEMBLY, synthesise
from ops.local.cloud import HOST, ROOT, LocalCloud
from ops.local.deploy.deploy import deploy
from ops.local.outputs import StackOutputs
from ops.local.ports import free_ports
from ops.local.problems import Problem
from ops.local.table import table_of

WORKERS = (1, 2, 4)
_SENDERS = 4
_WARM_UP = 40
_POLL_SECONDS = 0.2
_PATIENCE_SECONDS = 180.0  # for one setting; then it says so instead of waiting on
_ENOUGH_SECONDS = 240.0  # after which no further round begins

_REMEDY = "Take fewer mails (--mails), or measure on a machine that has less to do."


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One setting. Seconds are from the first byte at the door until every mail is an entry of a ticket."""

    workers: int
    mails: int
    seconds: float
    door_seconds: float  # until the door had taken them all

    @property
    def per_second(self) -> float:
        return self.mails / self.seconds


def measured(mails: int, rounds: int) -> list[Rate]:
    """So many mails for each number of workers, in turn, in one cloud, `rounds` times. Raises Problem."""
    with Console(stderr=True).status("…") as status:
        return _rates(mails, rounds, status.update)


def show(rates: Sequence[Rate]) -> None:
    """A table: the median of the rounds, beside one worker's, and each round."""
    by_workers: dict[int, list[float]] = {}
    for rate in rates:
        by_workers.setdefault(rate.workers, []).append(rate.per_second)
    one = median(by_workers[min(by_workers)])
    table = Shown(
        "at a time", "mails a second", "times one", "each round", title="From the door to the table"
    )
    for workers, found in by_workers.items():
        rounds = ", ".join(f"{each:.1f}" for each in found)
        table.add_row(str(workers), f"{median(found):.1f}", f"{median(found) / one:.2f}", rounds)
    Console().print(table)


def _rates(mails: int, rounds: int, tell: Callable[[str], None]) -> list[Rate]:
    with _deployed(tell) as cloud:
        bench = _Bench(cloud)
        tell("Warming up…")
        bench.measure(max(WORKERS), _WARM_UP)
        found: list[Rate] = []
        began = time.monotonic()
        for turn, workers in product(range(1, rounds + 1), WORKERS):
            if turn > 1 and workers == WORKERS[0] and time.monotonic() - began > _ENOUGH_SECONDS:
                break
            tell(f"Round {turn} of {rounds}: {mails} mails, {workers} at a time…")
            found.append(bench.measure(workers, mails))
        return found


@contextmanager
def _deployed(tell: Callable[[str], None]) -> Iterator[LocalCloud]:
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        aws, portal, smtp = free_ports(3)
        cloud = LocalCloud(state=Path(folder), aws_port=aws, portal_port=portal, smtp_port=smtp)
        tell("Starting a private local cloud…")
        synthesise()
        server = process.start(cloud)
        try:
            deploy(cloud, ASSEMBLY, ROOT / "functions")
            yield cloud
        finally:
            process.stop(cloud.state, server.pid)
            server.wait()


class _Bench:
    """One tenant on that cloud, and how many workers may serve it at once."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._table: Table = table_of(cloud, StackOutputs(cloud))
        self._functions: Any = cloud.client("lambda")
        self._sqs: Any = cloud.client("sqs")
        self._intake = self._name_of("IntakeEmail")
        self._queue = self._only_inbound_mail()
        self._sent = 0
        furnish(TableDirectoryEditor(self._table))

    def measure(self, workers: int, mails: int) -> Rate:
        """Send, and wait until all are there. Before: until earlier mails leave nothing to do."""
        self._until_quiet()
        self._functions.put_function_concurrency(
            FunctionName=self._intake, ReservedConcurrentExecutions=workers
        )
        numbers = range(self._sent, self._sent + mails)
        self._sent += mails
        began = time.monotonic()
        with ThreadPoolExecutor(_SENDERS) as senders:
            list(senders.map(self._send, [numbers[lane::_SENDERS] for lane in range(_SENDERS)]))
        at_the_door = time.monotonic() - began
        seconds = self._until_landed(began)
        return Rate(workers=workers, mails=mails, seconds=seconds, door_seconds=at_the_door)

    def _send(self, numbers: range) -> None:
        with smtplib.SMTP(HOST, self._cloud.smtp_port, timeout=60) as door:
            for number in numbers:
                door.sendmail(f"person{number % 50}@customer.example", [ADDRESS], mail(number))

    def _until_landed(self, began: float) -> float:
        """The queue is cheap to ask; the table, which is not, is counted only once the queue is empty."""
        while (passed := time.monotonic() - began) < _PATIENCE_SECONDS:
            if self._waiting(self._queue) == 0 and self._landed() >= self._sent:
                return passed
            time.sleep(_POLL_SECONDS)
        raise Problem(
            f"Only {self._landed()} of {self._sent} mails landed within {_PATIENCE_SECONDS:.0f} seconds.",
            _REMEDY,
        )

    def _until_quiet(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        read = [each for each in self._mappings() if each["State"] == "Enabled"]
        queues = [self._url_of(each) for each in read if ":sqs:" in each["EventSourceArn"]]
        while any(self._waiting(queue) for queue in queues):
            if time.monotonic() > deadline:
                raise Problem("What the mails before left to do does not come to an end.", _REMEDY)
            time.sleep(_POLL_SECONDS)

    def _waiting(self, queue: str) -> int:
        wanted = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        found = self._sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=list(wanted))
        return sum(int(found["Attributes"][name]) for name in wanted)

    def _landed(self) -> int:
        """Mails that are an entry, each counted once."""
        bodies = (row.body for row in self._table.row.scan() if row.kind == "entry")
        entries = (msgspec.json.decode(body, type=AnyEntry) for body in bodies)
        return len({entry.raw for entry in entries if isinstance(entry, MessageEntry) and entry.raw})

    def _name_of(self, part: str) -> str:
        names = [str(each["FunctionName"]) for each in self._functions.list_functions()["Functions"]]
        return next(name for name in names if part in name)

    def _only_inbound_mail(self) -> str:
        """The queue of inbound mail. The function reads news of sent mail as well: those are
        switched off, for they would count towards its limit."""
        inbound = ""
        for mapping in self._mappings(FunctionName=self._intake):
            if "InboundMail" in mapping["EventSourceArn"]:
                inbound = self._url_of(mapping)
            else:
                self._functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        return inbound

    def _mappings(self, **of: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._functions.list_event_source_mappings(**of)["EventSourceMappings"]
        return found

    def _url_of(self, mapping: dict[str, str]) -> str:
        name = mapping["EventSourceArn"].rsplit(":", 1)[1]
        return str(self._sqs.get_queue_url(QueueName=name)["QueueUrl"])
