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

MOST_CHILDREN: Final = 500
"""Tickets under one: its row has room for them, and telling them all ends within minutes."""

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
    if relation == CHILD_OF and not _has(ticket, other, CHILD_OF) and len(children(other)) >= MOST_CHILDREN:
        raise Conflict(f"{MOST_CHILDREN} tickets stand under {other.key} already")


def children(ticket: Ticket) -> tuple[Link, ...]:
    """The tickets that stand under this one, of all organisations."""
    return tuple(link for link in (*ticket.links, *ticket.across) if link.relation == PARENT_OF)


def related(ticket: Ticket, other: Ticket, act: Act, relation: str) -> Moved:
    """One side of it: `ticket` is `relation` of `other` from now on. Nothing when it is so already.

    The other may be another organisation's: requesters read neither the note nor the link then.
    """
    if _has(ticket, other, relation):
        return ticket, ()
    told = NoteEntry(
        id=act.new_id(), at=act.at, by=act.by, text=f"{_SAID[relation]} {other.key}: {other.subject}"
    )
    link = Link(relation=relation, ticket=other.ref, key=other.key)
    alone = _without(ticket, other)
    if ticket.ref.scope == other.ref.scope:
        linked = replace(alone, links=(*alone.links, link))
    else:
        linked = replace(alone, across=(*alone.across, link))
    return replace(linked, updated_at=act.at), (told,)


def apart(ticket: Ticket, other: Ticket, act: Act) -> Moved:
    """One side of taking it back. Nothing when they are not linked; a merge stays one."""
    alone = _without(ticket, other)
    if alone == ticket:
        return ticket, ()
    told = NoteEntry(id=act.new_id(), at=act.at, by=act.by, text=f"Not linked to {other.key} any more")
    return replace(alone, updated_at=act.at), (told,)


def is_child(ticket: Ticket, parent: Ticket) -> bool:
    """Whether it stands under that one."""
    return _has(ticket, parent, CHILD_OF)


def _has(ticket: Ticket, other: Ticket, relation: str) -> bool:
    links = (*ticket.links, *ticket.across)
    return any(link.relation == relation and link.ticket == other.ref for link in links)


def _without(ticket: Ticket, other: Ticket) -> Ticket:
    """As it is when nobody linked the two by hand."""

    def kept(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(link for link in links if link.ticket != other.ref or link.relation not in OPPOSITE)

    return replace(ticket, links=kept(ticket.links), across=kept(ticket.across))
