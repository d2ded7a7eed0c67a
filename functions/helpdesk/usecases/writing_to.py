"""Where the person who asked is written to: at the address they have now, not when the ticket was opened."""

from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.ids import is_id
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import OutboxStore


def as_of_now(store: OutboxStore, ticket: Ticket, delivery: Delivery) -> Delivery:
    """An answer, to the first address of the requester's. Whom nobody knows (any more) keeps the ticket's.

    An acknowledgement goes back to where the mail came from, whichever of their addresses that was.
    """
    if delivery.kind is not DeliveryKind.ANSWER or not delivery.to or not is_id(ticket.requester.id):
        return delivery
    known = store.person(ticket.ref.scope, ticket.requester.id)
    if known is None or known.merged_into or not known.emails:
        return delivery
    return replace(delivery, to=known.ref.email)
