"""One word to all tickets that stand under this one; written down here, carried out by the outbox."""

from typing import Final

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.deliveries import Announcement, Delivery, DeliveryKind
from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.people import Principal
from helpdesk.domain.relations import children, is_child
from helpdesk.domain.tickets import DONE, Link, Ticket
from helpdesk.domain.timeline import NoteEntry
from helpdesk.usecases.bodies import MAX_TEXT
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.tickets import Caller, caller, change_ticket, desk_only, find

_NAMED: Final = 20
"""Keys that the note lists; of more it says how many."""


def announce(
    deps: Deps, principal: Principal, key: str, text: str, *, solve: bool, expected: int | None = None
) -> Ticket:
    """Tell the tickets under `key`, of whatever organisation, and solve them too when `solve`.

    They are told `text`, or our own sentence when it is blank, and nothing of what stands on this ticket.
    Raises NotFound, Forbidden, Invalid, VersionConflict, and Conflict when none stands under it or it is not
    solved itself.
    """
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise Invalid(field="text", reason=f"they can be told {MAX_TEXT:,} characters at most")
    if not solve and not text:
        raise Invalid(field="text", reason="write something first")

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "tell other tickets")
        under = children(ticket)
        if not under:
            raise Conflict(f"no ticket stands under {ticket.key}")
        if solve and ticket.state not in DONE:
            raise Conflict(f"{ticket.key} is not solved itself")
        note = NoteEntry(id=act.new_id(), at=act.at, by=act.by, text=_told(under, solve=solve))
        word = Announcement(by=act.by, text=text, solve=solve, left=tuple(link.ticket for link in under))
        delivery = Delivery(
            id=act.new_id(), ticket=ticket.ref, entry=note.id, kind=DeliveryKind.ANNOUNCEMENT, to="",
            created_at=act.at, announcement=word,
        )  # fmt: skip
        return (ticket, (note,)), (delivery,)

    return change_ticket(deps, principal, key, expected, change)


def still_waiting(deps: Deps, principal: Principal, key: str) -> tuple[tuple[str, ...], int]:
    """Whom a word would reach: the keys of those that are open, and how many more stand under `key`.

    Raises NotFound, Forbidden.
    """
    store, ref = deps.stores.for_principal(principal).tickets, find(deps, key)
    desk_only(caller(principal, ref), "tell other tickets")
    parent = store.get(ref)
    under = children(parent)
    found = store.get_all([link.ticket for link in under])

    def waits(link: Link) -> bool:
        child = found.get(link.ticket)
        return child is not None and child.open and not child.merged_into and is_child(child, parent)

    waiting = tuple(link.key for link in under if waits(link))
    return waiting, len(under) - len(waiting)


def _told(under: tuple[Link, ...], *, solve: bool) -> str:
    keys = ", ".join(link.key for link in under[:_NAMED])
    more = f" and {len(under) - _NAMED} more" if len(under) > _NAMED else ""
    return f"{'Solved too, and told' if solve else 'Told'}: {keys}{more}"
