"""How much waits for an agent: a few bounded reads a desk, however long its queue is."""

from datetime import datetime

from helpdesk.domain.desk_work.counts import MOST, QueueCounts, Sample, counted
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.people import Membership, Principal
from helpdesk.ports import PageRequest, TicketStore
from helpdesk.usecases.deps import Deps

_READ = PageRequest(limit=MOST + 1)


def counts(deps: Deps, principal: Principal) -> QueueCounts:
    """Over all desks of the caller. Raises Forbidden for people who work for none."""
    members = [m for m in principal.memberships if m.desk in principal.desks and m.scope is None]
    if not members or principal.ticket is not None:
        raise Forbidden("this is for people who work for a desk")
    store = deps.stores.for_principal(principal).tickets
    now = deps.now()
    total = QueueCounts()
    for member in members:
        total = total + _of_desk(store, member, now)
    return total


def _of_desk(store: TicketStore, member: Membership, now: datetime) -> QueueCounts:
    """One Query for a desk with up to a hundred open tickets, else three."""
    me = member.person.id
    first = store.queue(member.desk, _READ)
    if first.next is None:
        return counted(Sample(by_due=first.tickets), None, me, now)
    known = {ticket.ref for ticket in first.tickets}
    last = store.queue_behind(member.desk, MOST)
    behind = tuple(ticket for ticket in last if ticket.ref not in known)
    sample = Sample(by_due=first.tickets, behind=behind, complete=len(behind) < len(last))
    mine = store.assigned_to(member.desk, me, _READ)
    return counted(sample, mine.tickets, me, now)
