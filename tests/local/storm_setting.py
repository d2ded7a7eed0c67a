"""The desk that a storm goes over, and how it is told of a mail."""

import json

from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.desks import Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.post import Piece
from tests.local.running import RunningCloud

_ALL_DAY: Hours = (("00:00", "24:00"),)


def furnish(cloud: RunningCloud) -> None:
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


def notice_of(piece: Piece) -> str:
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
