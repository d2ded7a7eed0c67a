"""Making one of two people, in steps that can be taken again after being killed at any moment.

First one transaction makes them one person who signs in with all addresses; from then on new mail is theirs.
Then tickets follow, some at each call, until none is left.
"""

from functools import partial
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.changes import Act
from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person, Principal, Role
from helpdesk.domain.person_merges import PersonMerge, absorbed, moved, united
from helpdesk.domain.timeline import Actor
from helpdesk.ports import PageRequest, TicketStore, TicketWrite
from helpdesk.usecases.administration.rights import scope_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import home_of, retrying
from helpdesk.usecases.desk_roles import acting

AT_ONCE: Final = 50
"""Tickets that one call moves: a few seconds of work."""


def merge(
    deps: ApiDeps, principal: Principal, scope: TenantRef, gone_id: str, kept_id: str,
    *, most: int = AT_ONCE,
) -> PersonMerge:  # fmt: skip
    """Go on with the merge of these two, from wherever it stopped; `done` says whether more is to do.

    Raises NotFound, Forbidden, Invalid, and Conflict when `gone_id` was merged into somebody else before, or
    while a merge of theirs is being undone.
    """
    scope_of(deps, principal, scope, Role.LEAD)
    record = deps.admin.rows.merge_of(scope, gone_id)
    if record is not None and record.undone_at and not record.apart:
        raise Conflict("A merge of theirs is being undone: let that finish first.")
    if record is None or record.undone_at:
        record = retrying(lambda: _unite(deps, principal, scope, gone_id, kept_id))
    if record.kept.id != kept_id:
        raise Conflict(f"They were merged into {record.kept.name or record.kept.ref.email} before.")
    return record if record.done else _go_on(deps, principal, record, most)


def _unite(deps: ApiDeps, principal: Principal, scope: TenantRef, gone_id: str, kept_id: str) -> PersonMerge:
    if gone_id == kept_id:
        raise Invalid(field="into", reason="is the same person")
    gone, kept = _person(deps, scope, gone_id), _person(deps, scope, kept_id)
    record = PersonMerge(gone=gone, kept=kept, by=principal.email, at=deps.now())
    one = united(kept, gone)
    deps.admin.rows.absorb(record, one, absorbed(gone, kept))
    return record


def _go_on(deps: ApiDeps, principal: Principal, record: PersonMerge, most: int) -> PersonMerge:
    scope, store = record.gone.scope, deps.stores.for_principal(principal).tickets
    by = acting(principal, scope.desk)
    record = replace(record, kept=_person(deps, scope, record.kept.id))
    count, cursor, left = 0, None, True
    while left and count < most:
        page = store.of_requester(
            scope, record.gone.id, PageRequest(limit=min(25, most - count), cursor=cursor)
        )
        for ticket in page.tickets:
            count += retrying(partial(_move, deps, store, ticket.ref, record, by))
        cursor, left = page.next, page.next is not None
    return retrying(partial(_noted_so_far, deps, record, count, done=not left))


def _move(deps: ApiDeps, store: TicketStore, ref: TicketRef, record: PersonMerge, by: Actor) -> int:
    """1 when the ticket was the other's until now; 0 when a list that lags behind still shows it."""
    home = home_of(deps.directory, deps.agreements, ref.scope)
    act = Act(by=by, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    ticket, entries = moved(store.get(ref), record.gone, record.kept, act)
    if entries:
        store.write(TicketWrite(ticket=ticket, entries=entries))
    return len(entries)


def _noted_so_far(deps: ApiDeps, record: PersonMerge, count: int, *, done: bool) -> PersonMerge:
    """On the record as it is stored: who they both were before stays as it was."""
    stored = deps.admin.rows.merge_of(record.gone.scope, record.gone.id) or record
    if stored.undone_at:
        raise Conflict("It was undone meanwhile.")
    after = replace(stored, tickets=stored.tickets + count, done=stored.done or done)
    deps.admin.rows.note_merge(after, before=stored)
    return after


def _person(deps: ApiDeps, scope: TenantRef, person_id: str) -> Person:
    found = deps.admin.rows.person(scope, person_id)
    if found is None:
        raise NotFound("There is no such person.")
    if found.merged_into:
        raise Conflict(f"{found.name or person_id} was merged into another person before.")
    return found
