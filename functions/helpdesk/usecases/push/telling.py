"""From a new entry to the devices of those who asked to hear of it.

A notice is a hint beside the mail and the queue: who may still see the ticket is looked up at that moment,
what cannot be handed over is tried again for a while, and then let go.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import msgspec

from helpdesk.domain.clock_data import FactKind
from helpdesk.domain.errors import NotFound, Unavailable
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.push.devices import Device
from helpdesk.domain.push.telling import News, is_urgent, news
from helpdesk.domain.push.words import shown
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry, ClockEntry
from helpdesk.ports.push import Parcel, Sent
from helpdesk.usecases.deps import desk_with
from helpdesk.usecases.push.deps import PushDeps

PATIENCE: Final = timedelta(minutes=20)
"""What could not be told for so long is let go."""

KEPT: Final = timedelta(hours=24)


class _Told(NamedTuple):
    ticket: Ticket
    entry: AnyEntry


def push(deps: PushDeps, ref: TicketRef, entry_id: str) -> Counter[str]:
    """Tell everybody about an entry; how many devices took it, or did not.

    Raises Unavailable when some should be told again: those that were told are not told twice.
    """
    counted: Counter[str] = Counter()
    found = _read(deps, ref, entry_id)
    if found is None:
        return counted
    now = deps.now()
    for one in news(desk_with(deps.directory, ref.scope), found.ticket, found.entry):
        for device in _devices(deps, ref, one):
            counted[_tell(deps, device, one, found, now)] += 1
    if counted[Sent.LATER.value] and now - found.entry.at < PATIENCE:
        raise Unavailable(f"{counted[Sent.LATER.value]} devices could not be told")
    return counted


def _read(deps: PushDeps, ref: TicketRef, entry_id: str) -> _Told | None:
    try:
        story = deps.store.story(ref)
    except NotFound:
        return None
    entry = next((one for one in story.entries if one.id == entry_id), None)
    return _Told(story.ticket, entry) if entry else None


def _devices(deps: PushDeps, ref: TicketRef, one: News) -> list[Device]:
    """Of somebody who belongs there now, by whichever address they signed in with."""
    memberships = deps.directory.memberships(one.person.email)
    place = None if one.of_desk else ref.scope.tenant
    here = next((m for m in memberships if m.desk == ref.scope.desk and m.tenant == place), None)
    if here is None or here.suspended:
        return []
    emails = dict.fromkeys(
        [one.person.email, here.person.email, *(name for name in here.also if "@" in name)]
    )
    found = {device.id: device for email in emails for device in deps.devices.of(email)}
    return [device for device in found.values() if _counts(deps, device)]


def _counts(deps: PushDeps, device: Device) -> bool:
    """Whether the sign-in that asked for it still does; what was asked by one that is over is forgotten."""
    record = deps.records.of(device.account)
    session = record.session(device.session)
    since = session.since if session else int(device.seen_at.timestamp())
    if record.is_over(device.session, since):
        deps.devices.delete(device.email, device.id)
        return False
    return True


def _tell(deps: PushDeps, device: Device, one: News, found: _Told, now: datetime) -> str:
    ticket, entry = found
    urgent = is_urgent(ticket, one.about)
    if device.last == entry.id or not device.hears(one.about, now, urgent=urgent):
        return "not wanted"
    late = isinstance(entry, ClockEntry) and entry.step == FactKind.BREACHED.value
    message = shown(
        device.language, one.about, entry=entry.id, key=ticket.key, subject=ticket.subject, late=late
    )
    sent = deps.push.send(
        device,
        Parcel(
            message=msgspec.json.encode(message),
            topic=ticket.key,
            urgent=urgent,
            seconds=int(KEPT.total_seconds()),
        ),
    )
    if sent is Sent.GONE:
        deps.devices.delete(device.email, device.id)
    if sent is Sent.TAKEN:
        deps.devices.told(device, entry.id)
    return sent.value
