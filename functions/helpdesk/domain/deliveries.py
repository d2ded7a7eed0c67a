"""Side effects that a timeline entry asks for: written with the entry, carried out by `outbox`."""

import enum
from datetime import datetime

import msgspec

from helpdesk.domain.ids import TicketRef


class DeliveryKind(enum.StrEnum):
    """Which mail to compose."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"


class DeliveryState(enum.StrEnum):
    """PENDING carries the outbox mark; SENT and STOPPED are final."""

    PENDING = "pending"
    SENT = "sent"
    STOPPED = "stopped"


class Delivery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to tell the world about one entry. `id` stays the same however often it is tried."""

    id: str
    ticket: TicketRef
    entry: str
    kind: DeliveryKind
    to: str
    cc: tuple[str, ...] = ()
    created_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    message_id: str | None = None  # ours, stable: computed from the delivery's id
    sent_at: datetime | None = None
    sent_id: str | None = None  # the id SES gave it
    reason: str = ""  # why it was stopped
