"""Making two of two people who were merged by mistake, in steps that can be taken again after being killed.

First one transaction: both are there again with their own addresses; new mail goes to whom it belongs. Then
tickets that came with the other go back, some at each call; what came later stays where it is.
"""

from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from helpdesk.domain.changes import Act
from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef, is_id
from helpdesk.domain.people import Person, Principal, Role
from helpdesk.domain.person_merges import PersonMerge, given_back, separated, told_apart
from helpdesk.domain.timeline import Actor
from helpdesk.ports import PageRequest, TicketStore, TicketWrite
from helpdesk.usecases.administration.rights import scope_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import home_of, retrying
from helpdesk.usecases.desk_roles import acting

AT_ONCE: Final = 50
"""Tickets that one call gives back."""

_LOOKED_AT: Final = 1000
"""Tickets that one call looks at: the one who was kept may have many of their own."""


class _Back(NamedTuple):
    """What tickets go back by."""

    store: TicketStore
    record: PersonMerge
    kept: Person
    gone: Person
    by: Actor


def merges(deps: ApiDeps, principal: Principal, scope: TenantRef) -> tuple[PersonMerge, ...]:
    """Newest first, undone ones too. Raises NotFound, Forbidden."""
    scope_of(deps, principal, scope, Role.LEAD)
    return tuple(sorted(deps.admin.rows.merges(scope), key=lambda one: one.at, reverse=True))


def separate(
    deps: ApiDeps, principal: Principal, scope: TenantRef, gone_id: str,
    *, most: int = AT_ONCE,
) -> PersonMerge:  # fmt: skip
    """Go on with undoing this person's merge, from wherever it stopped; `apart` says that nothing is left.

    Raises NotFound, Forbidden, and Conflict when it is too late, or something has to be done first.
    """
    scope_of(deps, principal, scope, Role.LEAD)
    record = retrying(lambda: _part(deps, principal, scope, gone_id))
    return record if record.apart else _go_on(deps, principal, record, most)


def _part(deps: ApiDeps, principal: Principal, scope: TenantRef, gone_id: str) -> PersonMerge:
    record = deps.admin.rows.merge_of(scope, gone_id) if is_id(gone_id) else None
    if record is None:
        raise NotFound("This person was not merged into another one.")
    if record.undone_at:
        return record
    if not record.done:
        raise Conflict("The merge is still under way: let it finish first.")
    if deps.now() > record.undo_until:
        raise Conflict(f"This could be undone until {record.undo_until.date()}.")
    kept, gone = _person(deps, scope, record.kept.id), _person(deps, scope, gone_id)
    if kept.merged_into:
        raise Conflict(
            f"{record.kept.name or kept.id} was merged into another person since: undo that first."
        )
    one, other = separated(record, kept)
    after = replace(record, undone_at=deps.now(), undone_by=principal.email)
    deps.admin.rows.separate(after, before=record, kept=(kept, one), gone=(gone, other))
    return after


def _go_on(deps: ApiDeps, principal: Principal, record: PersonMerge, most: int) -> PersonMerge:
    scope, store = record.gone.scope, deps.stores.for_principal(principal).tickets
    by = acting(principal, scope.desk)
    back = _Back(
        store, record, _person(deps, scope, record.kept.id), _person(deps, scope, record.gone.id), by
    )
    count, seen, cursor, left = 0, 0, record.cursor, True
    while left and count < most and seen < _LOOKED_AT:
        page = store.of_requester(
            scope, record.kept.id, PageRequest(limit=min(25, most - count), cursor=cursor)
        )
        for ticket in page.tickets:
            if record.gone.id in ticket.former:
                count += retrying(partial(_move, deps, back, ticket.ref))
        seen, cursor, left = seen + len(page.tickets), page.next, page.next is not None
    after = replace(record, returned=record.returned + count, cursor=cursor)
    return _noted(deps, record, after if left else told_apart(after))


def _noted(deps: ApiDeps, before: PersonMerge, after: PersonMerge) -> PersonMerge:
    """Of two calls at a time the later one to end has done no harm: it says so, and the next goes on."""
    deps.admin.rows.note_merge(after, before=before)
    return after


def _move(deps: ApiDeps, back: _Back, ref: TicketRef) -> int:
    """1 when the ticket goes back; 0 when it did already."""
    home = home_of(deps.directory, deps.agreements, ref.scope)
    act = Act(by=back.by, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    ticket, entries = given_back(back.store.get(ref), back.record, back.kept, back.gone, act)
    if entries:
        back.store.write(TicketWrite(ticket=ticket, entries=entries))
    return len(entries)


def _person(deps: ApiDeps, scope: TenantRef, person_id: str) -> Person:
    found = deps.admin.rows.person(scope, person_id)
    if found is None:
        raise NotFound("One of the two is not there any more.")
    return found
