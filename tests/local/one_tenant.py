"""A desk with one tenant that takes mail at any hour, plain mails to it, and which of them landed."""

from email.message import EmailMessage

import msgspec

from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.desks import Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.timeline import AnyEntry, MessageEntry
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.running import RunningCloud

ADDRESS = "help@alder.example"


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
