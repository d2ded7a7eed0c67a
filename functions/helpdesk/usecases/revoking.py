"""Taking back the links that a ticket's mails carry."""

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.people import Principal
from helpdesk.domain.ticket_links import revoke_links
from helpdesk.domain.tickets import Ticket
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.tickets import Caller, change_ticket


def revoke(deps: Deps, principal: Principal, key: str) -> None:
    """From now on no link mailed so far opens the ticket. For its desk, and its people once signed in.

    Raises NotFound, and Forbidden for who came by such a link: it may be in the wrong hands.
    """

    def change(ticket: Ticket, _who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        if principal.ticket is not None:
            raise Forbidden("sign in to take back the links of this ticket")
        after, entry = revoke_links(ticket, act.by, act.at, act.new_id())
        return (after, (entry,)), ()

    change_ticket(deps, principal, key, None, change)
