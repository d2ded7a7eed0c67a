"""What travels on the queues behind the table's stream."""

import msgspec

from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.ids import TicketRef


class DeliveryMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery to carry out."""

    desk: str
    tenant: str
    number: int
    delivery: str


class TicketMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One ticket whose story changed."""

    desk: str
    tenant: str
    number: int


class ArticleMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One article of which readers see something else now."""

    desk: str
    article: str


class PersonMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One of a tenant's people who changed, or is gone."""

    desk: str
    tenant: str
    person: str


class EventMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", tag="tell"):
    """Something that webhooks may want to hear: an entry, or (None) that the ticket was opened."""

    desk: str
    tenant: str
    number: int
    entry: str | None


class RetryMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", tag="tell-again"):
    """A webhook's message whose next attempt is due."""

    desk: str
    hook: str
    message: str


def of_delivery(delivery: Delivery) -> DeliveryMessage:
    """The message that asks for `delivery`."""
    return of_ref(delivery.ticket, delivery.id)


def of_ref(ref: TicketRef, delivery: str) -> DeliveryMessage:
    """The message that asks for the delivery with this id, about that ticket."""
    return DeliveryMessage(desk=ref.scope.desk, tenant=ref.scope.tenant, number=ref.number, delivery=delivery)


def of_ticket(ref: TicketRef) -> TicketMessage:
    """The message that says that the story of `ref` changed."""
    return TicketMessage(desk=ref.scope.desk, tenant=ref.scope.tenant, number=ref.number)
