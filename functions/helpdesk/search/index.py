"""The search index of all desks: `helpdesk.ports.SearchIndex`, and what the feed needs besides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import msgspec
from tantivy import Searcher

from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import SearchHit, SearchScope, TicketDocument
from helpdesk.search.finding import find, find_similar
from helpdesk.search.local_copies import LocalCopies
from helpdesk.search.manifest import CorruptIndex
from helpdesk.search.objects import ObjectStore
from helpdesk.search.parsing import parse
from helpdesk.search.pauses import jittered
from helpdesk.search.reader import DeskReader
from helpdesk.search.schema import document_id, prepare
from helpdesk.search.shelf import Shelf
from helpdesk.search.work import Change, Progress
from helpdesk.search.writer import DeskWriter

MAX_HITS = 100


class TicketIndex:
    """One index per desk in `objects`; warm copies below `folder`, which processes may share."""

    def __init__(
        self,
        objects: ObjectStore,
        folder: Path,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        pause: Callable[[int], None] = jittered,
        max_age: timedelta = timedelta(seconds=2),
    ) -> None:
        self._objects, self._folder = objects, folder
        self._now, self._new_id, self._pause, self._max_age = now, new_id, pause, max_age
        self._readers: dict[str, DeskReader] = {}

    def search(self, scope: SearchScope, query: str, limit: int) -> tuple[SearchHit, ...]:
        """Best first. Raises Unavailable when an index is damaged and not yet rebuilt."""
        parsed, limit = parse(query), max(1, min(limit, MAX_HITS))
        return self._best(limit, (find(s, scope, desk, parsed, limit) for desk, s in self._searchers(scope)))

    def similar(self, scope: SearchScope, subject: str, text: str, limit: int) -> tuple[SearchHit, ...]:
        """Tickets like this text, best first; the words alone decide. Raises Unavailable as `search` does."""
        limit = max(1, min(limit, MAX_HITS))
        return self._best(
            limit,
            (
                find_similar(searcher, scope, desk, subject=subject, text=text, limit=limit)
                for desk, searcher in self._searchers(scope)
            ),
        )

    def update(self, desk: str, documents: Sequence[TicketDocument], gone: Sequence[TicketRef] = ()) -> None:
        """Add or replace documents of one desk and drop `gone`, in one commit. Older versions never win."""
        self._writer(desk).commit(_change(desk, documents, gone))

    def unfilled(self, desk: str) -> str | None:
        """Where filling the desk's index from the table has to go on; None when it holds everything."""
        shelved = self._shelf(desk).read()
        return shelved.manifest.backfill if shelved and shelved.manifest else ""

    def fill(self, desk: str, documents: Sequence[TicketDocument], *, at: str, then: str | None) -> None:
        """Add documents read from the table at `at`; filling goes on at `then`, None: that was all of it."""
        change = _change(desk, documents, ())
        self._writer(desk).commit(msgspec.structs.replace(change, progress=Progress(at, then)))

    def _best(self, limit: int, found: Iterable[Iterable[SearchHit]]) -> tuple[SearchHit, ...]:
        return tuple(sorted(chain.from_iterable(found), key=lambda hit: -hit.score)[:limit])

    def _searchers(self, scope: SearchScope) -> Iterator[tuple[str, Searcher]]:
        """The desks in reach that have an index."""
        for desk in _desks(scope):
            try:
                searcher = self._reader(desk).searcher()
            except CorruptIndex as error:
                raise Unavailable("the search index is being rebuilt; try again in a few minutes") from error
            if searcher is not None:
                yield desk, searcher

    def _shelf(self, desk: str) -> Shelf:
        return Shelf(self._objects, desk)

    def _copies(self, desk: str) -> LocalCopies:
        return LocalCopies(self._folder / desk, self._shelf(desk))

    def _writer(self, desk: str) -> DeskWriter:
        return DeskWriter(
            self._shelf(desk), self._copies(desk), now=self._now, new_id=self._new_id, pause=self._pause
        )

    def _reader(self, desk: str) -> DeskReader:
        if desk not in self._readers:
            self._readers[desk] = DeskReader(
                self._shelf(desk), self._copies(desk), now=self._now, max_age=self._max_age
            )
        return self._readers[desk]


def _desks(scope: SearchScope) -> list[str]:
    """The desks whose index may hold something this scope may see."""
    refs = {ref.desk for ref in scope.tenants} | {ref.desk for ref, _ in scope.requesters}
    return sorted(scope.desks | refs)


def _change(desk: str, documents: Sequence[TicketDocument], gone: Sequence[TicketRef]) -> Change:
    stray = {ref for ref in [*(d.ref for d in documents), *gone] if ref.scope.desk != desk}
    if stray:
        raise ValueError(f"not tickets of desk {desk}: {stray}")  # one desk must never see another's
    return Change(documents=tuple(map(prepare, documents)), gone=frozenset(map(document_id, gone)))
