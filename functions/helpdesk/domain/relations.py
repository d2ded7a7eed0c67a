"""Tickets that stand under another one: what happens to an incident concerns all of them."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.tickets import Link, Ticket
from helpdesk.domain.timeline import NoteEntry

CHILD_OF: Final = "child-of"
PARENT_OF: Final = "parent-of"


def under(ticket: Ticket, other: Ticket, act: Act, *, parent: bool) -> Moved:
    """`ticket` with `other` as its parent (or its child). Nothing when it is so already.

    The other may be another organisation's: it is told in a note, which the requester does not read, and
    linked only within one organisation, as links are shown to both sides.
    """
    relation = CHILD_OF if parent else PARENT_OF
    if any(link.relation == relation and link.ticket == other.ref for link in ticket.links):
        return ticket, ()
    said = (
        f"Part of {other.key}: {other.subject}" if parent else f"Also concerns {other.key}: {other.subject}"
    )
    told = NoteEntry(id=act.new_id(), at=act.at, by=act.by, text=said)
    same = ticket.ref.scope == other.ref.scope
    links = (
        (*ticket.links, Link(relation=relation, ticket=other.ref, key=other.key)) if same else ticket.links
    )
    return replace(ticket, links=links, updated_at=act.at), (told,)
