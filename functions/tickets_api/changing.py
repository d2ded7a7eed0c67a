"""What all changes of a ticket answer: the ticket as it stands now, or the one that was first."""

from collections.abc import Callable

from msgspec.structs import replace

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.once import AlreadyDone, OnceStores, once_of
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from tickets_api.views.shapes import TicketView
from tickets_api.views.tickets import Viewer


def changed(call: Call[ApiDeps], change: Callable[[], Ticket]) -> Answer[TicketView]:
    """Do `change`, unless it was done before, and show its ticket.

    VersionConflict goes on with the present one as clients see it.
    """
    viewer = Viewer(call.deps, call.principal)
    try:
        ticket = change()
    except AlreadyDone as done:
        ticket = done.ticket
    except VersionConflict as conflict:
        current = viewer.ticket(conflict.current) if isinstance(conflict.current, Ticket) else None
        raise VersionConflict(conflict.detail, current=current) from conflict
    return Answer(body=viewer.ticket(ticket), version=ticket.version)


def carried_out_once(deps: ApiDeps, principal: Principal, key: str, request: bytes) -> ApiDeps:
    """The deps of a request that carries an Idempotency-Key: what it writes is written once."""
    return replace(deps, stores=OnceStores(deps.stores, once_of(principal, key, request, deps.now)))
