"""Merging a ticket into another one of the same organisation.

Two writes, the closing one first: from then on replies follow the link. Doing it again completes what a
fault in between left undone.
"""

from helpdesk.domain import merging
from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.errors import Forbidden, Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import TicketStore, TicketWrite
from helpdesk.usecases.deps import Deps, home_of, retrying
from helpdesk.usecases.tickets import Caller, caller, find


def merge(
    deps: Deps, principal: Principal, key: str, into: str, *, keep_informed: bool = False,
    expected: int | None = None,
) -> Ticket:  # fmt: skip
    """Close `key` in favour of `into`; gives the closed ticket.

    Raises NotFound, Forbidden, Invalid, VersionConflict, and Conflict when it was merged elsewhere.
    """
    source_ref = find(deps, key)
    who = caller(principal, source_ref)
    if not who.works_here:
        raise Forbidden("only the desk can merge tickets")
    store = deps.stores.for_principal(principal).tickets
    target_ref = _target(deps, store, into)

    def end() -> Ticket:
        source = store.get(source_ref)
        if expected is not None and source.version != expected:
            raise VersionConflict(f"{source.key} was changed while you had it open", current=source)
        target = store.get(target_ref)
        merging.check_merge(source, target)
        return _write(store, source, merging.merge_away(source, target, _act(deps, who, source_ref)))

    def go_on() -> Ticket:
        source, target = store.get(source_ref), store.get(target_ref)
        act = _act(deps, who, target_ref)
        going_on, opened = merging.still_going_on(target, source, act)
        after, entries = merging.take_over(going_on, source, act, keep_informed=keep_informed)
        return _write(store, target, (after, (*opened, *entries)))

    ended = end() if expected is not None else retrying(end)
    retrying(go_on)
    return ended


def _target(deps: Deps, store: TicketStore, into: str) -> TicketRef:
    try:
        return store.get(find(deps, into)).ref
    except NotFound as error:
        raise Invalid(field="ticket", reason="there is no such ticket") from error


def _act(deps: Deps, who: Caller, ref: TicketRef) -> Act:
    home = home_of(deps.directory, deps.agreements, ref.scope)
    return Act(by=who.actor, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)


def _write(store: TicketStore, before: Ticket, moved: Moved) -> Ticket:
    after, entries = moved
    return store.write(TicketWrite(ticket=after, entries=entries)) if entries else before
