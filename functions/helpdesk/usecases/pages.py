"""Several sorted lists as one, a page at a time, reading each list once a page."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import MAX_PAGE, PageRequest, TicketPage

Source = Callable[[PageRequest], TicketPage]
SortKey = Callable[[Ticket], Any]


class _Place(NamedTuple):
    """Where reading goes on in one list: behind the first `skip` tickets of the page at `cursor`."""

    cursor: str | None = None
    skip: Annotated[int, msgspec.Meta(ge=0, le=MAX_PAGE)] = 0


class _Open(NamedTuple):
    """One list while pages are merged."""

    place: _Place
    tickets: tuple[Ticket, ...]
    next: str | None

    def after(self, taken: int) -> _Place | None:
        """Where the list goes on once `taken` of its tickets were given out; None at its end."""
        if taken < len(self.tickets):
            return _Place(self.place.cursor, self.place.skip + taken)
        return _Place(self.next) if self.next else None


def merged(sources: Mapping[str, Source], page: PageRequest, key: SortKey) -> TicketPage:
    """The next tickets of all `sources` together, each of them sorted by `key` already.

    A page can be shorter than asked for although more follow: it ends where one list has to be read on.
    Raises Invalid for a cursor that is not ours.
    """
    if len(sources) == 1:
        return next(iter(sources.values()))(page)
    opened = {
        name: _read(sources[name], place, page.limit)
        for name, place in _places(sources, page.cursor).items()
        if name in sources
    }
    chosen = _first(opened, page.limit, key)
    places = {name: opened[name].after(_count(chosen, name)) for name in opened}
    going = {name: place for name, place in places.items() if place is not None}
    return TicketPage(tickets=tuple(ticket for _, ticket in chosen), next=_encode(going) if going else None)


def _first(opened: Mapping[str, _Open], limit: int, key: SortKey) -> list[tuple[str, Ticket]]:
    everything = sorted(
        ((name, ticket) for name, one in opened.items() for ticket in one.tickets),
        key=lambda named: key(named[1]),
    )
    left = {name: len(one.tickets) for name, one in opened.items()}
    if any(not left[name] and opened[name].next for name in opened):
        return []
    chosen: list[tuple[str, Ticket]] = []
    for name, ticket in everything[:limit]:
        chosen.append((name, ticket))
        left[name] -= 1
        if not left[name] and opened[name].next:
            break  # what follows in that list may come before the rest of the others
    return chosen


def _read(source: Source, place: _Place, limit: int) -> _Open:
    page = source(PageRequest(limit=limit, cursor=place.cursor))
    return _Open(place, page.tickets[place.skip :], page.next)


def _count(chosen: list[tuple[str, Ticket]], name: str) -> int:
    return sum(1 for where, _ in chosen if where == name)


def _places(sources: Mapping[str, Source], cursor: str | None) -> Mapping[str, _Place]:
    if cursor is None:
        return dict.fromkeys(sources, _Place())
    try:
        raw = base64.urlsafe_b64decode(cursor.encode())
        return msgspec.json.decode(raw, type=dict[str, _Place])
    except (binascii.Error, ValueError) as error:
        raise Invalid(field="cursor", reason="was not given out by this list") from error


def _encode(places: Mapping[str, _Place]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(places)).decode()
