"""The search index of all desks: `helpdesk.ports.SearchIndex`, and what the feed needs besides."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from helpdesk.domain.errors import Conflict, Unavailable
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import (
    AnyDocument,
    LabelGuess,
    Likeness,
    Match,
    NotUnderstood,
    SearchAnswer,
    SearchRequest,
    SearchScope,
    SimilarHit,
)
from helpdesk.search.answering import answer
from helpdesk.search.finding import MAX_OFFSET, count, find
from helpdesk.search.guessing import guess
from helpdesk.search.likeness import Asked, closeness, find_alike
from helpdesk.search.local_copies import LocalCopies
from helpdesk.search.manifest import CorruptIndex, counts
from helpdesk.search.meaning import Encoder
from helpdesk.search.objects import ObjectStore
from helpdesk.search.parsing import parse
from helpdesk.search.pauses import jittered
from helpdesk.search.reader import DeskReader, Opened
from helpdesk.search.schema import desk_of, prepare, ticket_id
from helpdesk.search.shelf import Shelf
from helpdesk.search.telling import Telling
from helpdesk.search.work import Change, Limits, Progress
from helpdesk.search.writer import DeskWriter

MAX_HITS = 100
_TRIED = 3
"""Of the documents most like a text, how many times as many as asked for are looked at."""


class TicketIndex:
    """One index per desk in `objects`; warm copies below `folder`, which processes may share.

    Without `encoder` words alone decide, and nothing is lost but nearness in meaning.
    """

    def __init__(
        self,
        objects: ObjectStore,
        folder: Path,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        pause: Callable[[int], None] = jittered,
        max_age: timedelta = timedelta(seconds=2),
        encoder: Encoder | None = None,
        beside: str = "",
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        self._limits = limits
        self._objects, self._folder, self._encoder, self._beside = objects, folder, encoder, beside
        self._now, self._new_id, self._pause, self._max_age = now, new_id, pause, max_age
        self._readers: dict[str, DeskReader] = {}

    @property
    def by_meaning(self) -> bool:
        """Whether there is an encoder."""
        return self._encoder is not None

    def search(self, scope: SearchScope, asked: SearchRequest) -> SearchAnswer:
        """Best first. Raises Unavailable when an index is damaged and not yet rebuilt."""
        asked = _bounded(asked)
        parsed = parse(asked.query, asked.now)
        parts = [
            (desk, opened.searcher, find(opened.searcher, scope, desk, parsed, asked))
            for desk, opened in self._opened(scope)
        ]
        return answer(parts, parsed, asked, scope)

    def count(
        self, scope: SearchScope, asked: Sequence[SearchRequest]
    ) -> tuple[tuple[int, tuple[NotUnderstood, ...]], ...]:
        """How many documents have every word of each query."""
        desks = list(self._opened(scope))
        counted = []
        for one in asked:
            parsed = parse(one.query, one.now)
            total = sum(count(opened.searcher, scope, desk, parsed, one) for desk, opened in desks)
            counted.append((total, parsed.not_understood))
        return tuple(counted)

    def similar(self, scope: SearchScope, asked: Likeness) -> tuple[SimilarHit, ...]:
        """What is like a text, best first. Raises Unavailable as `search` does."""
        asked = msgspec.structs.replace(asked, limit=max(1, min(asked.limit, MAX_HITS)))
        question = Asked(asked, self._encoder)
        telling = Telling(question)
        found: list[SimilarHit] = []
        for desk, opened in self._opened(scope):
            near = find_alike(opened, scope, desk, question)[: _TRIED * asked.limit]
            found += [hit for one in near if (hit := telling.hit(opened.searcher, one)) is not None]
        return tuple(sorted(found, key=lambda hit: -hit.score)[: asked.limit])

    def compare(self, asked: Likeness, texts: Sequence[tuple[str, str]]) -> tuple[Match | None, ...]:
        """How those (title, text) pairs are like it; None for those that are not."""
        if not texts:
            return ()
        question = Asked(asked, self._encoder)
        telling = Telling(question)
        close = closeness(question, self._encoder, texts)
        return tuple(
            telling.match(f"{title}\n{text}", one) for (title, text), one in zip(texts, close, strict=True)
        )

    def guesses(
        self, scope: SearchScope, asked: Likeness, fields: Sequence[str]
    ) -> dict[str, tuple[LabelGuess, ...]]:
        """Values for a ticket of the one desk in scope."""
        question = Asked(asked, self._encoder)
        for desk, opened in self._opened(scope):
            return guess(opened, scope, desk, question, fields)
        return dict.fromkeys(fields, ())

    def update(self, desk: str, documents: Sequence[AnyDocument], gone: Sequence[TicketRef] = ()) -> None:
        """Add or replace documents of one desk and drop `gone`, in one commit. Older versions never win."""
        self._writer(desk).commit(_change(desk, documents, gone))
        self._reader(desk).expire()

    def unfilled(self, desk: str) -> str | None:
        """Where filling the desk's index from the table has to go on; None when it holds everything."""
        shelved = self._shelf(desk).read()
        return shelved.manifest.backfill if shelved and shelved.manifest else ""

    def fill(self, desk: str, documents: Sequence[AnyDocument], *, at: str, then: str | None) -> None:
        """Add documents read from the table at `at`; filling goes on at `then`, None: that was all of it."""
        change = _change(desk, documents, ())
        self._writer(desk).commit(msgspec.structs.replace(change, progress=Progress(at, then)))

    def tidy(self, desk: str) -> bool:
        """A step towards a store without what was deleted a day ago. Returns whether that is done."""
        return self._writer(desk).tidy()

    def beside(self, name: str) -> "TicketIndex":
        """An empty index that can be filled while this one answers, and adopted then."""
        return TicketIndex(
            self._objects,
            self._folder.with_name(f"{self._folder.name}-{name}"),
            now=self._now,
            new_id=self._new_id,
            pause=self._pause,
            max_age=self._max_age,
            encoder=self._encoder,
            beside=name,
            limits=self._limits,
        )

    def adopt(self, desk: str, built: "TicketIndex") -> bool:
        """Answer from what `built` holds; it must be filled once more, for what came meanwhile."""
        for attempt in range(_TRIED):
            try:
                return self._shelf(desk).adopt(built._shelf(desk), self._now())  # noqa: SLF001 - of our own kind
            except Conflict:
                self._pause(attempt)
        raise Unavailable("the search index is too busy to be replaced")

    def size(self, desk: str) -> int:
        """How many documents the desk's index holds."""
        shelved = self._shelf(desk).read()
        total, deleted = counts(shelved.manifest.meta) if shelved and shelved.manifest else (0, 0)
        return total - deleted

    def _opened(self, scope: SearchScope) -> Iterator[tuple[str, Opened]]:
        """The desks in reach that have an index."""
        for desk in _desks(scope):
            try:
                opened = self._reader(desk).opened()
            except CorruptIndex as error:
                raise Unavailable("the search index is being rebuilt; try again in a few minutes") from error
            if opened is not None:
                yield desk, opened

    def _shelf(self, desk: str) -> Shelf:
        return Shelf(self._objects, desk, self._beside)

    def _copies(self, desk: str) -> LocalCopies:
        return LocalCopies(self._folder / desk, self._shelf(desk))

    def _writer(self, desk: str) -> DeskWriter:
        return DeskWriter(
            self._shelf(desk),
            self._copies(desk),
            now=self._now,
            new_id=self._new_id,
            pause=self._pause,
            encoder=self._encoder,
            limits=self._limits,
        )

    def _reader(self, desk: str) -> DeskReader:
        if desk not in self._readers:
            self._readers[desk] = DeskReader(
                self._shelf(desk), self._copies(desk), now=self._now, max_age=self._max_age
            )
        return self._readers[desk]


def _bounded(asked: SearchRequest) -> SearchRequest:
    return msgspec.structs.replace(
        asked, limit=max(1, min(asked.limit, MAX_HITS)), offset=max(0, min(asked.offset, MAX_OFFSET))
    )


def _desks(scope: SearchScope) -> list[str]:
    """The desks whose index may hold something this scope may see."""
    refs = {ref.desk for ref in scope.tenants} | {ref.desk for ref, _ in scope.requesters}
    return sorted(scope.desks | refs | {desk for desk, _ in scope.spaces})


def _change(desk: str, documents: Sequence[AnyDocument], gone: Sequence[TicketRef]) -> Change:
    stray = {of for of in [*map(desk_of, documents), *(ref.scope.desk for ref in gone)] if of != desk}
    if stray:
        raise ValueError(f"not of desk {desk}: {stray}")  # one desk must never see another's
    return Change(documents=tuple(map(prepare, documents)), gone=frozenset(map(ticket_id, gone)))
