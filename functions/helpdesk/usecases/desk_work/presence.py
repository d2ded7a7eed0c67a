"""Telling colleagues that one is on a ticket, and hearing who else is."""

from helpdesk.domain.desk_work.presence import LASTS, Doing, Presence, others
from helpdesk.domain.people import Principal
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.tickets import caller, desk_only, find


def be_on(deps: Deps, principal: Principal, key: str, doing: Doing) -> tuple[Presence, ...]:
    """Say what one does on the ticket; who else is there. One write, one Query.

    Raises NotFound, Forbidden.
    """
    ref = find(deps, key)
    who = caller(principal, ref)
    stores = deps.stores.for_principal(principal)
    stores.tickets.get(ref)
    desk_only(who, "see who is on a ticket")
    me, now = who.membership.person, deps.now()
    until = now if doing is Doing.GONE else now + LASTS
    book = stores.presence
    book.tell(ref, Presence(agent=me.id, name=me.name, doing=doing, until=until))
    return () if doing is Doing.GONE else others(book.known(ref, now), me.id, now)
