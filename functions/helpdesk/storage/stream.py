"""What a record of the table's stream means to those who listen; knows keys, so that nobody else must."""

from collections.abc import Mapping
from typing import Final

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.storage.keys import knowledge as knowledge_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys

ARTICLE_SHOWN: Final = "article"  # the kind of the row that readers see
WRITTEN: Final = frozenset({ARTICLE_SHOWN, "delivery", "entry", "person", "ticket"})
REMOVED: Final = frozenset({"person", "ticket"})
"""Kinds of rows that say something when they are written, or removed: the stream need carry no others."""

Image = Mapping[str, Mapping[str, object]]


class TicketChanged(msgspec.Struct, frozen=True):
    """The ticket or its timeline has something new."""

    ref: TicketRef


class DeliveryPending(msgspec.Struct, frozen=True):
    """Something is to be told to the world."""

    ref: TicketRef
    delivery: str


class ArticleChanged(msgspec.Struct, frozen=True):
    """What readers see of the article is something else now, or nothing any more."""

    desk: str
    article: str


class PersonChanged(msgspec.Struct, frozen=True):
    """Somebody has another name or address, is new, or is gone."""

    scope: TenantRef
    person: str


class TicketEvent(msgspec.Struct, frozen=True):
    """Something that webhooks may want to hear: a new entry, or (None) that there is a new ticket."""

    ref: TicketRef
    entry: str | None


News = TicketChanged | DeliveryPending | ArticleChanged | PersonChanged


def read_removed(image: Image) -> News | None:
    """What it says that the row with this OldImage is gone; None: nothing."""
    return read_image(image) if image.get("kind", {}).get("S") in REMOVED else None


def read_image(image: Image) -> News | None:
    """What the NewImage of a stream record (attribute values as in `{"pk": {"S": …}}`) says; None: nothing.

    A delivery carries the outbox's `work_pk` as long as it is pending; `times` only when the sweep has put it
    on the queue already.
    """
    kind, pk, sk, work = (str(image.get(name, {}).get("S", "")) for name in ("kind", "pk", "sk", "work_pk"))
    if kind == ARTICLE_SHOWN and (place := knowledge_keys.article_of(pk)):
        return ArticleChanged(*place)
    if kind == "person" and (who := people_keys.person_of(pk, sk)):
        return PersonChanged(*who)
    ref = ticket_keys.ticket_of(pk)
    if ref is None:
        return None
    if kind in {"ticket", "entry"}:
        return TicketChanged(ref)
    if kind == "delivery" and work.startswith(work_keys.OUTBOX_WORK) and "times" not in image:
        return DeliveryPending(ref, sk.removeprefix(ticket_keys.DELIVERY_ROWS))
    return None


def read_event(image: Image) -> TicketEvent | None:
    """The event that writing this row was, if any. Entries are written once, and so is a first version."""
    kind, pk, sk = (str(image.get(name, {}).get("S", "")) for name in ("kind", "pk", "sk"))
    ref = ticket_keys.ticket_of(pk)
    if ref is None:
        return None
    if kind == "entry":
        return TicketEvent(ref, sk.removeprefix(ticket_keys.ENTRY_ROWS))
    if kind == "ticket" and image.get("version", {}).get("N") == "1":
        return TicketEvent(ref, None)
    return None
