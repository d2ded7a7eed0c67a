"""Side effects that a timeline entry asks for: written with the entry, carried out by `outbox`."""

import enum
from datetime import datetime
from typing import Final

import msgspec

from helpdesk.domain.ids import TicketRef
from helpdesk.domain.timeline import Actor


class DeliveryKind(enum.StrEnum):
    """Which mail to compose; or, of ANNOUNCEMENT, which tickets to write on."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    NOTICE = "notice"  # to the desk's own people, about a promise
    DIGEST = "digest"  # many notices to one person, as one mail
    ANNOUNCEMENT = "announcement"  # a word on each of the tickets under this one


NOTICES = frozenset({DeliveryKind.NOTICE, DeliveryKind.DIGEST})


class DeliveryState(enum.StrEnum):
    """PENDING carries the outbox mark, HELD the digest mark; SENT, STOPPED and GATHERED are final."""

    PENDING = "pending"
    HELD = "held"  # waits to be gathered into a digest; of a digest: it is not complete yet
    SENT = "sent"
    STOPPED = "stopped"
    GATHERED = "gathered"  # told by a digest


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a letter to the desk's own people is about: a promise, or a note that names the reader."""

    key: str
    subject: str
    priority: str
    clock: str
    step: str  # a clocks.FactKind: "warned", "breached", "escalated"; or MENTIONED
    percent: int | None = None
    due_at: datetime | None = None
    zone: str = "UTC"  # of the calendar that the promise runs on
    by: str = ""  # of MENTIONED: who wrote it, and what
    text: str = ""


MENTIONED: Final = "mentioned"
"""The step of a notice that is about no promise: a colleague was asked to look."""


class Announcement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the tickets under one are told. `text` "": our own sentence, in each requester's language."""

    by: Actor
    text: str = ""
    solve: bool = True  # they are solved with it
    left: tuple[TicketRef, ...] = ()  # those still to be told


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
    notices: tuple[Notice, ...] = ()  # of NOTICE and DIGEST
    more: int = 0  # of a DIGEST: how many further notices it stands for
    digest: str | None = None  # of a GATHERED notice: the delivery that told it
    announcement: Announcement | None = None  # of an ANNOUNCEMENT that is not done yet
