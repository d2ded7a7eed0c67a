"""Tickets with their story, and the lists they stand in."""

import re

from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.domain.tickets import Ticket
from helpdesk.storage.keys.parts import Key, check_row_id, instant, scope_text

TICKET_ROW = "TICKET"
ENTRY_ROWS = "ENTRY#"
DELIVERY_ROWS = "DELIVERY#"
_TICKET_PK = re.compile(r"([a-z0-9-]{1,31})/([a-z0-9-]{1,31})#TICKET#([0-9]{1,12})")


def ticket(ref: TicketRef) -> Key:
    return Key(f"{scope_text(ref.scope)}#TICKET#{ref.number}", TICKET_ROW)


def entry(ref: TicketRef, entry_id: str) -> Key:
    return Key(ticket(ref).pk, ENTRY_ROWS + check_row_id(entry_id))


def delivery(ref: TicketRef, delivery_id: str) -> Key:
    return Key(ticket(ref).pk, DELIVERY_ROWS + check_row_id(delivery_id))


def sequence(scope: TenantRef) -> Key:
    return Key(f"{scope_text(scope)}#SEQUENCE", "TICKET")


def ticket_of(pk: str) -> TicketRef | None:
    """The ticket whose story has this partition key; None when it is another kind of row."""
    match = _TICKET_PK.fullmatch(pk)
    return TicketRef(TenantRef(match[1], match[2]), int(match[3])) if match else None


def queue(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#OPEN"


def assignee(desk_id: str, agent: str) -> str:
    return f"{check_id(desk_id, 'desk')}#AGENT#{check_id(agent, 'agent')}"


def requester(scope: TenantRef, person_id: str) -> str:
    return f"{scope_text(scope)}#REQUESTER#{check_id(person_id, 'person')}"


def tickets(scope: TenantRef) -> str:
    return f"{scope_text(scope)}#TICKETS"


def by_due(stored: Ticket) -> str:
    """Sorts tickets with a promise by when it falls due, the others after them, oldest first."""
    due = stored.next_due_at
    first = instant(due) if due else f"~{instant(stored.created_at)}"
    return f"{first}#{stored.ref.scope}#{stored.ref.number}"


def by_age(stored: Ticket) -> str:
    return f"{instant(stored.created_at)}#{stored.ref.number:012d}"
