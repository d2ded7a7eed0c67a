"""What a webhook is told of a ticket: enough to act on, the rest is for the API to ask."""

from datetime import datetime
from typing import Final

import msgspec

from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import (
    AnyEntry,
    ChangeEntry,
    ClockEntry,
    MailEventEntry,
    MessageEntry,
    NoteEntry,
)

MOST_TEXT: Final = 20_000
"""Characters of a message that are told; `truncated` says when there were more."""

OPENED: Final = "ticket.opened"
TRIAL: Final = "webhook.trial"

_EVENT_OF: Final[dict[type, str]] = {
    MessageEntry: "message.added",
    NoteEntry: "note.added",
    ChangeEntry: "ticket.changed",
    ClockEntry: "promise.changed",
    MailEventEntry: "mail.failed",
}


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """A person, as the ticket remembers them."""

    id: str | None
    name: str
    email: str | None


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The ticket as it stands when it is told, which may be later than the event."""

    key: str
    desk: str
    tenant: str
    type: str
    subject: str
    state: str
    priority: str
    channel: str
    requester: Who
    team: str | None
    assignee: Who | None
    next_due_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


class Happened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The entry of the timeline that is told."""

    id: str
    at: datetime
    by: Who
    side: str  # requester, agent, system
    text: str = ""
    truncated: bool = False
    attachments: tuple[str, ...] = ()  # names; the API gives links
    field: str = ""
    old: str | None = None
    new: str | None = None
    clock: str = ""
    step: str = ""
    due_at: datetime | None = None
    detail: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The body, as the specification lays it out: `type`, `timestamp`, `data`."""

    type: str
    timestamp: datetime
    data: dict[str, TicketFacts | Happened | str]


def event_of(entry: AnyEntry) -> str:
    """The event that adding this entry is."""
    return _EVENT_OF[type(entry)]


def told(event: str, ticket: Ticket, entry: AnyEntry) -> Told:
    """The body of a message about `entry`."""
    return Told(type=event, timestamp=entry.at, data={"ticket": _ticket(ticket), "entry": _entry(entry)})


def told_for_trial(desk: str, at: datetime) -> Told:
    """The body of a message that only shows that messages arrive."""
    return Told(type=TRIAL, timestamp=at, data={"desk": desk, "note": "Sent by hand, to try this webhook."})


def _ticket(ticket: Ticket) -> TicketFacts:
    assignee = ticket.assignee
    return TicketFacts(
        key=ticket.key,
        desk=ticket.ref.scope.desk,
        tenant=ticket.ref.scope.tenant,
        type=ticket.type,
        subject=ticket.subject,
        state=ticket.state,
        priority=ticket.priority,
        channel=ticket.channel,
        requester=Who(id=ticket.requester.id, name=ticket.requester.name, email=ticket.requester.email),
        team=ticket.team,
        assignee=Who(id=assignee.id, name=assignee.name, email=assignee.email) if assignee else None,
        next_due_at=ticket.next_due_at,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        version=ticket.version,
    )


def _entry(entry: AnyEntry) -> Happened:
    common = Happened(
        id=entry.id,
        at=entry.at,
        by=Who(id=entry.by.id, name=entry.by.name, email=entry.by.email),
        side=entry.by.kind,
    )
    return msgspec.structs.replace(common, **_particulars(entry))


def _particulars(entry: AnyEntry) -> dict[str, object]:
    match entry:
        case MessageEntry() | NoteEntry():
            cut = len(entry.text) > MOST_TEXT or bool(getattr(entry, "full_text", None))
            return {
                "text": entry.text[:MOST_TEXT],
                "truncated": cut,
                "attachments": tuple(file.name for file in entry.attachments),
            }
        case ChangeEntry():
            return {"field": entry.field, "old": entry.old, "new": entry.new, "detail": entry.reason or ""}
        case ClockEntry():
            return {"clock": entry.clock, "step": entry.step, "due_at": entry.due_at}
        case MailEventEntry():
            return {"step": entry.event, "detail": f"{entry.recipient} {entry.detail}".strip()}
