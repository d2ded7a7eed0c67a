"""Many notices to one person become one digest: after an outage nobody gets hundreds of mails.

Each transaction settles some notices and tells them in the digest, so that none is told twice or never,
wherever this is killed; the digest goes to the outbox with the last of them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.ports import CheckerStore, NewId

PATIENCE = timedelta(minutes=15)
"""While there is still more to come, a digest waits this long for it."""

MOST_LISTED = 200
_AT_ONCE = 90


def send_digests(
    store: CheckerStore, now: datetime, new_id: NewId, time_left: Callable[[], bool], *, more_to_come: bool
) -> int:
    """Gather what waits; returns how many digests were handed to the outbox."""
    sent = 0
    for held in _by_reader(store):
        if not time_left():
            break
        if more_to_come and now - held[0].created_at < PATIENCE:
            continue
        sent += _gather(store, held, now, new_id)
    return sent


def _by_reader(store: CheckerStore) -> Iterator[list[Delivery]]:
    for _, held in groupby(store.held_notices(), key=lambda one: (one.ticket.scope.desk, one.to.lower())):
        yield list(held)


def _gather(store: CheckerStore, held: list[Delivery], now: datetime, new_id: NewId) -> bool:
    begun = next((one for one in held if one.kind is DeliveryKind.DIGEST), None)
    waiting = [one for one in held if one.kind is DeliveryKind.NOTICE]
    digest = begun or _empty(waiting[0], now, new_id)
    chunks = [waiting[i : i + _AT_ONCE] for i in range(0, len(waiting), _AT_ONCE)] or [[]]
    for number, chunk in enumerate(chunks, start=1):
        before = len(digest.notices) + digest.more
        digest = _with(digest, chunk)
        if number == len(chunks):
            digest = replace(digest, state=DeliveryState.PENDING)
        if not store.gather(digest, chunk, before=before):
            return False  # another run is at it
    return True


def _empty(first: Delivery, now: datetime, new_id: NewId) -> Delivery:
    """It stands with the first ticket it tells of."""
    return Delivery(
        id=new_id(),
        ticket=first.ticket,
        entry=first.entry,
        kind=DeliveryKind.DIGEST,
        to=first.to,
        created_at=now,
        state=DeliveryState.HELD,
    )


def _with(digest: Delivery, chunk: Sequence[Delivery]) -> Delivery:
    everything = (*digest.notices, *(notice for one in chunk for notice in one.notices))
    listed = everything[:MOST_LISTED]
    return replace(digest, notices=listed, more=digest.more + len(everything) - len(listed))
