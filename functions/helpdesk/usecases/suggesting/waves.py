"""Noticing waves: several alike tickets at one desk within a quarter of an hour."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.waves import FEWEST, QUIET, WITHIN, Wave, WaveState, WaveTicket
from helpdesk.ports import Directory, Likeness, NewId, SearchIndex, SearchScope, TicketDocument
from helpdesk.ports.desk_searches import WaveStore

_LOOKED_AT = 50
_CLOSE, _SHARED = 0.5, 2
"""Nearer in meaning than what is only worth showing, or with this many words in common."""


class WaveDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of noticing waves."""

    store: WaveStore
    directory: Directory
    index: SearchIndex
    now: Callable[[], datetime]
    new_id: NewId


def look_for_waves(deps: WaveDeps, desk: str, news: Sequence[TicketDocument]) -> None:
    """Begin a wave, or add to one, for each of these that is new. Raises what the store raises."""
    now = deps.now()
    for document in news:
        born = document.created_at or document.updated_at
        if document.open and now - born <= WITHIN:
            _look(deps, desk, document, now)


def _look(deps: WaveDeps, desk: str, document: TicketDocument, now: datetime) -> None:
    own = _ticket(document)
    alike = _alike(deps, desk, document, now)
    known = {ticket.ref for ticket, _ in alike}
    wave = next((one for one in deps.store.waves(desk) if _same(one, known, now)), None)
    if wave is None and len(alike) + 1 < FEWEST:
        return
    if wave is None:
        tickets = tuple(sorted({one.ref: one for one in (own, *(t for t, _ in alike))}.values(), key=_by_age))
        words = _words([words for _, words in alike])
        deps.store.put(Wave(desk=desk, id=deps.new_id(), tickets=tickets, words=words, updated_at=now))
    elif wave.state is WaveState.OPEN and wave.takes(own):
        with suppress(VersionConflict):  # somebody else adds to it: the next ticket tells again
            tickets = tuple(sorted((*wave.tickets, own), key=_by_age))
            deps.store.put(replace(wave, tickets=tickets, updated_at=now))


def _alike(
    deps: WaveDeps, desk: str, document: TicketDocument, now: datetime
) -> list[tuple[WaveTicket, tuple[str, ...]]]:
    asked = Likeness(
        title=document.subject,
        text=document.text,
        limit=_LOOKED_AT,
        now=now,
        exclude=frozenset({document.ref}),
        since=now - WITHIN,
    )
    found = deps.index.similar(SearchScope(desks=frozenset({desk})), asked)
    return [
        (_ticket(hit.document), hit.words)
        for hit in found
        if isinstance(hit.document, TicketDocument)
        and ((hit.closeness or 0.0) >= _CLOSE or len(hit.words) >= _SHARED)
    ]


def _same(wave: Wave, refs: set[TicketRef], now: datetime) -> bool:
    return now - wave.last_at <= QUIET and any(ticket.ref in refs for ticket in wave.tickets)


def _words(shared: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What most of them say."""
    counts: dict[str, int] = {}
    for words in shared:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: -counts[word])[:5])


def _ticket(document: TicketDocument) -> WaveTicket:
    born = document.created_at or document.updated_at
    return WaveTicket(ref=document.ref, key=document.key, subject=document.subject, created_at=born)


def _by_age(ticket: WaveTicket) -> tuple[datetime, str]:
    return ticket.created_at, ticket.key
