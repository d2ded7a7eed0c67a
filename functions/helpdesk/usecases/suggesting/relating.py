"""Two tickets that have to do with one another: linked on both sides, or taken apart again.

Each side is a write of its own; doing it again completes what a fault in between left undone.
"""

from collections.abc import Callable

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.errors import Forbidden, Invalid, NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Principal
from helpdesk.domain.relations import OPPOSITE, apart, check_relation, related
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import TicketWrite
from helpdesk.usecases.deps import Deps, home_of, retrying
from helpdesk.usecases.tickets import caller, find

Side = Callable[[Ticket, Ticket, Act], Moved]


def relate(deps: Deps, principal: Principal, key: str, other: str, relation: str) -> Ticket:
    """`key` is `relation` (of domain.relations) of `other` from now on; gives it as it is then.

    Raises NotFound, Forbidden, Invalid when there is no such other ticket at this desk, Conflict.
    """
    refs = _both(deps, principal, key, other)
    opposite = OPPOSITE[relation]

    def link() -> Ticket:
        _write(deps, principal, refs, lambda t, o, act: _checked(t, o, act, relation))
        _write(deps, principal, refs[::-1], lambda t, o, act: related(t, o, act, opposite))
        return deps.stores.for_principal(principal).tickets.get(refs[0])

    return retrying(link)


def take_apart(deps: Deps, principal: Principal, key: str, other: str) -> Ticket:
    """They are linked no more; a second time changes nothing. Raises as `relate` does."""
    refs = _both(deps, principal, key, other)

    def unlink() -> Ticket:
        _write(deps, principal, refs, apart)
        _write(deps, principal, refs[::-1], apart)
        return deps.stores.for_principal(principal).tickets.get(refs[0])

    return retrying(unlink)


def _both(deps: Deps, principal: Principal, key: str, other: str) -> tuple[TicketRef, TicketRef]:
    ref = find(deps, key)
    if not caller(principal, ref).works_here:
        raise Forbidden("only the desk links tickets")
    store = deps.stores.for_principal(principal).tickets
    store.get(ref)
    try:
        found = store.get(find(deps, other)).ref
    except NotFound as error:
        raise Invalid(field="other", reason="there is no such ticket") from error
    return ref, found


def _checked(ticket: Ticket, other: Ticket, act: Act, relation: str) -> Moved:
    check_relation(ticket, other, relation)
    return related(ticket, other, act, relation)


def _write(deps: Deps, principal: Principal, refs: tuple[TicketRef, TicketRef], side: Side) -> None:
    store = deps.stores.for_principal(principal).tickets
    ticket, other = store.get(refs[0]), store.get(refs[1])
    home = home_of(deps.directory, deps.agreements, ticket.ref.scope)
    by = caller(principal, ticket.ref).actor
    act = Act(by=by, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    after, entries = side(ticket, other, act)
    if entries:
        store.write(TicketWrite(ticket=after, entries=entries))
