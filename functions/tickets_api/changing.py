"""What all changes of a ticket answer: the ticket as it stands now, or the one that was first."""

from collections.abc import Callable

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.tickets import Ticket
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from tickets_api.views.shapes import TicketView
from tickets_api.views.tickets import Viewer


def changed(call: Call[ApiDeps], change: Callable[[], Ticket]) -> Answer[TicketView]:
    """Do `change` and show its ticket. VersionConflict goes on with the present one as clients see it."""
    viewer = Viewer(call.deps, call.principal)
    try:
        ticket = change()
    except VersionConflict as conflict:
        current = viewer.ticket(conflict.current) if isinstance(conflict.current, Ticket) else None
        raise VersionConflict(conflict.detail, current=current) from conflict
    return Answer(body=viewer.ticket(ticket), version=ticket.version)
