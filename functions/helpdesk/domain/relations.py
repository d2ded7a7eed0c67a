"""Tickets that have to do with one another: under an incident that concerns all of them, or side by side."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.tickets import Link, Ticket
from helpdesk.domain.timeline import NoteEntry

CHILD_OF: Final = "child-of"
PARENT_OF: Final = "parent-of"
RELATED_TO: Final = "related-to"

OPPOSITE: Final = {CHILD_OF: PARENT_OF, PARENT_OF: CHILD_OF, RELATED_TO: RELATED_TO}
"""What the other ticket's side says."""

_SAID: Final = {CHILD_OF: "Part of", PARENT_OF: "Also concerns", RELATED_TO: "See also"}


def check_relation(ticket: Ticket, other: Ticket, relation: str) -> None:
    """Raises Invalid or Conflict when `ticket` cannot be `relation` of `other`."""
    if ticket.ref == other.ref:
        raise Invalid(field="other", reason="a ticket cannot be linked to itself")
    if ticket.ref.scope.desk != other.ref.scope.desk:
        raise Invalid(field="other", reason="that ticket belongs to another desk")
    for one in (ticket, other):
        if one.merged_into is not None:
            raise Conflict(f"{one.key} was merged into another ticket")
    if relation == CHILD_OF and _has(ticket, other, PARENT_OF):
        raise Conflict(f"{other.key} stands under {ticket.key} already")


def related(ticket: Ticket, other: Ticket, act: Act, relation: str) -> Moved:
    """One side of it: `ticket` is `relation` of `other` from now on. Nothing when it is so already.

    The other may be another organisation's: it is told in a note, which the requester does not read, and
    linked only within one organisation, as links are shown to both sides.
    """
    if _has(ticket, other, relation):
        return ticket, ()
    told = NoteEntry(
        id=act.new_id(), at=act.at, by=act.by, text=f"{_SAID[relation]} {other.key}: {other.subject}"
    )
    same = ticket.ref.scope == other.ref.scope
    kept = tuple(link for link in ticket.links if link.ticket != other.ref or link.relation not in OPPOSITE)
    links = (*kept, Link(relation=relation, ticket=other.ref, key=other.key)) if same else ticket.links
    return replace(ticket, links=links, updated_at=act.at), (told,)


def apart(ticket: Ticket, other: Ticket, act: Act) -> Moved:
    """One side of taking it back. Nothing when they are not linked; a merge stays one."""
    kept = tuple(link for link in ticket.links if link.ticket != other.ref or link.relation not in OPPOSITE)
    if kept == ticket.links:
        return ticket, ()
    told = NoteEntry(id=act.new_id(), at=act.at, by=act.by, text=f"Not linked to {other.key} any more")
    return replace(ticket, links=kept, updated_at=act.at), (told,)


def _has(ticket: Ticket, other: Ticket, relation: str) -> bool:
    return any(link.relation == relation and link.ticket == other.ref for link in ticket.links)
