"""What a record of the table's stream means to those who listen; knows keys, so that nobody else must."""

from collections.abc import Mapping

import msgspec

from helpdesk.domain.ids import TicketRef
from helpdesk.storage import keys

ARTICLE_SHOWN = "article"  # the kind of the row that readers see


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


class TicketEvent(msgspec.Struct, frozen=True):
    """Something that webhooks may want to hear: a new entry, or (None) that there is a new ticket."""

    ref: TicketRef
    entry: str | None


News = TicketChanged | DeliveryPending | ArticleChanged


def read_image(image: Mapping[str, Mapping[str, object]]) -> News | None:
    """What the NewImage of a stream record (attribute values as in `{"pk": {"S": …}}`) says; None: nothing.

    A delivery carries the outbox's `work_pk` as long as it is pending; `times` only when the sweep has put it
    on the queue already.
    """
    kind, pk, sk, work = (str(image.get(name, {}).get("S", "")) for name in ("kind", "pk", "sk", "work_pk"))
    if kind == ARTICLE_SHOWN and (place := keys.article_of(pk)):
        return ArticleChanged(*place)
    ref = keys.ticket_of(pk)
    if ref is None:
        return None
    if kind in {"ticket", "entry"}:
        return TicketChanged(ref)
    if kind == "delivery" and work.startswith(keys.OUTBOX_WORK) and "times" not in image:
        return DeliveryPending(ref, sk.removeprefix(keys.DELIVERY_ROWS))
    return None


def read_event(image: Mapping[str, Mapping[str, object]]) -> TicketEvent | None:
    """The event that writing this row was, if any. Entries are written once, and so is a first version."""
    kind, pk, sk = (str(image.get(name, {}).get("S", "")) for name in ("kind", "pk", "sk"))
    ref = keys.ticket_of(pk)
    if ref is None:
        return None
    if kind == "entry":
        return TicketEvent(ref, sk.removeprefix(keys.ENTRY_ROWS))
    if kind == "ticket" and image.get("version", {}).get("N") == "1":
        return TicketEvent(ref, None)
    return None
