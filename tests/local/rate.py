"""Mails a second from the SMTP door to the table with 1, 2 and 4 workers: a bounded run of its own.

`python -m tests.local.rate 60` starts a private local cloud, sends so many mails for each number of workers,
waits until every one is an entry, and prints the rates and their ratio to one worker.
"""

import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import msgspec

from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.desks import Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.timeline import AnyEntry, MessageEntry
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.running import RunningCloud, deployed, wait_for

ADDRESS = "help@alder.example"
WORKERS = (1, 2, 4)
_DEADLINE_SECONDS = 180.0


class Rate(msgspec.Struct, frozen=True):
    """Mails a second from the first byte at the door to the last entry."""

    workers: int
    mails: int
    mails_per_second: float
    times_one_worker: float


def furnish(cloud: RunningCloud) -> None:
    """One desk with one tenant that takes mail at any hour."""
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="wood", name="Wood"))
    whole_day: Hours = (("00:00", "24:00"),)
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), whole_day)
    editor.put_calendar(
        "wood", NamedCalendar(id="always", name="Always", spec=CalendarSpec(zone="UTC", week=week))
    )
    rule = Rule(id="all", calendar="always", targets={ClockKind.FIRST_RESPONSE: "PT4H"})
    editor.put_policy("wood", Policy(id="usual", rules=(rule,)))
    tenant = Tenant(
        ref=TenantRef("wood", "alder"),
        name="Alder",
        prefix="ALDER",
        address=ADDRESS,
        policy="usual",
        mail_key="a1" * 16,
    )
    editor.put_tenant(tenant)


def letter(name: str) -> EmailMessage:
    """A plain new mail."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{name}@people.example", ADDRESS, f"Mail {name}"
    mail["Message-ID"] = f"<{name}@people.example>"
    mail.set_content(f"This is mail {name}.\n")
    return mail


def landed(cloud: RunningCloud) -> list[str]:
    """The raw mail behind each entry of the table."""
    rows = table_of(cloud.local, cloud.outputs).row.scan()
    entries = [msgspec.json.decode(row.body, type=AnyEntry) for row in rows if row.kind == "entry"]
    return [entry.raw for entry in entries if isinstance(entry, MessageEntry) and entry.raw]


def measure(cloud: RunningCloud, workers: int, mails: int) -> float:
    """Mails a second with at most so many intake functions at once."""
    functions = cloud.client("lambda")
    name = next(
        each["FunctionName"]
        for each in functions.list_functions()["Functions"]
        if "IntakeEmail" in each["FunctionName"]
    )
    functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=workers)
    cloud.send(letter(f"warm-{workers}"), sender="warm@people.example", to=ADDRESS)
    before = len(wait_for(lambda: _with(cloud, f"warm-{workers}"), "the first mail", 60))
    began = time.monotonic()
    for number in range(mails):
        person = f"w{workers}-{number}"
        cloud.send(letter(person), sender=f"{person}@people.example", to=ADDRESS)
    wait_for(lambda: len(landed(cloud)) >= before + mails, "all mails to land", _DEADLINE_SECONDS)
    return mails / (time.monotonic() - began)


def _with(cloud: RunningCloud, _name: str) -> list[str]:
    time.sleep(2)
    return landed(cloud)


def main(mails: int) -> None:
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as cloud:
        furnish(cloud)
        measure(cloud, 1, 5)
        rates = [(workers, measure(cloud, workers, mails)) for workers in WORKERS]
    found = [Rate(workers, mails, round(rate, 1), round(rate / rates[0][1], 2)) for workers, rate in rates]
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
