"""Tickets made up for looking at extremes: none, one, three hundred, names that do not end, other scripts."""

from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

STATES = ("new", "open", "waiting-customer", "waiting-other", "solved", "closed")
PRIORITIES = ("normal", "high", "normal", "urgent", "low", "normal")
SUBJECTS = (
    "Printer on the third floor is dead",
    "VPN drops every hour",
    "New colleague starts on Monday: laptop, mail, badge",
    "Invoice mail from our own address, is this real?",
    "Cannot open the shared calendar since the update of last night, neither on the phone nor in the browser",
    "打印机坏了，会议室三楼",
)
PEOPLE = ("Pim de Vries", "Li Wei", "Ingrid Solheim", "Jan", "王芳", "Ольга Петровна Кузнецова-Задунайская")
LONG_NAME = "Maximiliana-Theodora van der Bergh-Zonneveld tot Hoogwoud-Aartswoud en Wognum"
LONG_TENANT = "Vereinigte Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH"
LONG_WORD = "https://intranet.example/" + "verylongpathwithoutanyspaces" * 6


def instant(at: datetime) -> str:
    """As the API writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(name: str) -> Json:
    """Somebody."""
    local = "".join(c for c in name.lower() if c.isascii() and c.isalpha()) or "somebody"
    return {"id": local[:12], "name": name, "email": f"{local[:20]}@customer.example"}


def clock(kind: str, due: datetime | None, now: datetime, state: str = "running") -> Json:
    """One promise."""
    return {
        "kind": kind,
        "state": state,
        "target": "PT4H",
        "started_at": instant(now - timedelta(hours=2)),
        "due_at": instant(due) if due else None,
        "remaining_seconds": int((due - now).total_seconds()) if due else 5000,
        "met_at": instant(now - timedelta(hours=1)) if state == "met" else None,
        "breached_at": instant(due) if due and due < now else None,
        "team": None,
    }


def ticket(number: int, now: datetime, **changes: Any) -> Json:
    """The n-th ticket; the same number gives the same ticket."""
    state = changes.get("state", STATES[number % 4])
    paused = state.startswith("waiting")
    due = None if paused or state in {"solved", "closed"} else now + timedelta(minutes=number * 47 - 90)
    made = {
        "key": f"ACME-{1000 + number}",
        "desk": "noord",
        "tenant": {"ref": {"desk": "noord", "tenant": "acme"}, "name": "Acme"},
        "type": "incident",
        "subject": SUBJECTS[number % len(SUBJECTS)],
        "state": state,
        "priority": PRIORITIES[number % len(PRIORITIES)],
        "channel": "mail",
        "requester": person(PEOPLE[number % len(PEOPLE)]),
        "assignee": {"id": "ana", "name": "Ana Lima", "email": "ana@noord.example"} if number % 2 else None,
        "team": {"id": "first", "name": "First line"},
        "clocks": [
            clock("first-response", now, now, "met"),
            clock("resolution", due, now, "paused" if paused else "running"),
        ],
        "next_due_at": instant(due) if due else None,
        "last_by": "requester",
        "created_at": instant(now - timedelta(hours=number + 2)),
        "updated_at": instant(now - timedelta(minutes=number)),
        "version": 3,
        "participants": [],
        "language": "en",
        "category": None,
        "service": None,
        "service_name": None,
        "tags": [],
        "vip": False,
        "links": [],
        "solved_at": None,
        "closed_at": None,
    }
    return made | changes


def message(number: int, at: datetime, by: Json, text: str, **changes: Any) -> Json:
    """A message; numbers order them."""
    made = {
        "kind": "message",
        "id": f"01hx{number:022d}",
        "at": instant(at),
        "by": by,
        "text": text,
        "quoted": "",
        "whole": True,
        "html": False,
        "channel": "mail",
        "attachments": [],
        "sent_at": None,
        "unverified": False,
        "warnings": [],
        "deliveries": [],
    }
    return made | changes


def attachment(name: str, size: int, **changes: Any) -> Json:
    """A file."""
    made = {"id": "a1", "name": name, "type": "image/jpeg", "size": size, "inline": False, "cid": None}
    return made | {"dangerous": False} | changes


def delivery(to: str) -> Json:
    """A mail that went out."""
    return {"kind": "answer", "to": to, "cc": [], "state": "sent", "sent_at": None, "reason": ""}


def story(about: Json, now: datetime) -> list[Json]:
    """A life of a ticket with one entry of every kind."""
    theirs = {"kind": "requester", **about["requester"]}
    ours = {"kind": "agent", "id": "ana", "name": "Ana Lima", "email": "ana@noord.example"}
    system = {"kind": "system", "id": None, "name": "Loket", "email": None}

    def entry(number: int, kind: str, by: Json, **rest: Any) -> Json:
        at = instant(now - timedelta(minutes=90 - number * 9))
        return {"kind": kind, "id": f"01hx{number:022d}", "at": at, "by": by, **rest}

    return [
        message(
            1,
            now - timedelta(minutes=80),
            theirs,
            "It stopped after the move this morning. The display says E-07 and it smells a little.\n\n"
            "We found this page: https://printers.example/help/e07, but it did not help.",
            quoted="> On Friday somebody wrote:\n> The printers will be moved to the third floor.",
            attachments=[
                attachment("photo of the display.jpg", 2_481_000),
                attachment("install-driver.exe", 911_000, id="a2", dangerous=True),
            ],
            unverified=True,
        ),
        entry(2, "change", ours, field="state", old="new", new="open", reason=None),
        entry(3, "change", ours, field="assignee", old=None, new="Ana Lima", reason=None),
        entry(4, "note", ours, text="Fuser unit, ordered one. Comes tomorrow.", attachments=[], warnings=[]),
        entry(
            5, "clock", system, clock="resolution", step="warned", team=None,
            due_at=instant(now + timedelta(minutes=42)), was_due_at=None, percent=75, happened_at=None,
        ),
        message(
            6,
            now - timedelta(minutes=30),
            ours,
            "Thank you for the photo. A part has to be replaced; we come tomorrow at nine.",
            channel="portal",
            deliveries=[
                delivery(theirs["email"])
            ],
        ),
        entry(
            7, "clock", system, clock="resolution", step="breached", team=None,
            due_at=instant(now - timedelta(minutes=5)), was_due_at=None, percent=None, happened_at=None,
        ),
        entry(8, "mail-event", system, event="bounced", recipient="old@acme.example", detail="no such user"),
        message(9, now - timedelta(minutes=2), theirs, "Nine is fine. The room is open, ask for Joost."),
    ]  # fmt: skip


def me(role: str, *, tenant_name: str = "Acme", colour: str = "#0a7d4f", name: str = "Pim de Vries") -> Json:
    """Who is signed in: an agent of a desk, or somebody of a tenant."""
    desk_side = role in {"agent", "lead", "admin"}
    tenant = {
        "ref": {"desk": "noord", "tenant": "acme"},
        "name": tenant_name,
        "prefix": "ACME",
        "branding": {"colour": colour, "logo": None, "footer": ""},
        "language": "en",
    }
    return {
        "person": {"id": None, "name": name, "email": "me@loket.example"},
        "operator": False,
        "memberships": [
            {"role": role, "desk": "noord", "tenant": None if desk_side else "acme", "person": "ana"}
        ],
        "desks": [{"id": "noord", "name": "Noord IT"}],
        "tenants": [tenant],
    }
