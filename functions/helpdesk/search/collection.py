"""Documents to be compared with a text: by their words in a tantivy index, by their meaning in a matrix."""

from collections.abc import Collection as Ids
from collections.abc import Sequence
from pathlib import Path

import msgspec
from tantivy import Index, Occur, Query, Searcher

from helpdesk.search.alike import alike
from helpdesk.search.engine import add_all, create
from helpdesk.search.meaning import Encoder
from helpdesk.search.mixing import mixed
from helpdesk.search.schema import HANDLE, ID, compared, schema
from helpdesk.search.vectors import Meaning, VectorSet

DEPTH = 400
"""How many of the best by words, and by meaning, are ranked together."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A document, or a text to find documents for."""

    id: str = ""
    title: str = ""
    body: str = ""


class Near(msgspec.Struct, frozen=True):
    """A document's number in the collection, and how near it is: between 0 and 1."""

    number: int
    score: float


class Collection:
    """Numbers documents from 0 on as they are added. Without an encoder words alone decide."""

    def __init__(self, folder: Path, encoder: Encoder | None) -> None:
        self.passages: list[Passage] = []
        self.vectors = VectorSet(encoder) if encoder else None
        self._index: Index = create(folder)
        self._searcher: Searcher = self._index.searcher()
        self._numbers: dict[str, int] = {}

    def add(self, passages: Sequence[Passage]) -> None:
        """Add further documents; they are found from now on."""
        start = len(self.passages)
        self.passages += passages
        self._numbers |= {passage.id: start + n for n, passage in enumerate(passages)}
        add_all(self._index, (compared(p.id, start + n, p.title, p.body) for n, p in enumerate(passages)))
        self._searcher = self._index.searcher()
        if self.vectors:
            self.vectors.add([(passage.title, passage.body) for passage in passages])

    def meaning(self, asked: Passage) -> Meaning | None:
        """What a text means; None without an encoder."""
        return self.vectors.meaning(asked.title, asked.body) if self.vectors else None

    def similar(
        self,
        asked: Passage,
        *,
        meaning: Meaning | None,
        exclude: Ids[str] = frozenset(),
        only: Ids[str] | None = None,
    ) -> list[Near]:
        """The documents most like `asked`, best first: none of `exclude`, and some of `only` if given."""
        left_out = self._known(exclude)
        allowed = None if only is None else self._known(only)
        by_words = self._by_words(asked, only)
        numbers = set(by_words) if allowed is None else allowed
        if self.vectors and meaning and allowed is None:
            numbers |= set(self.vectors.closest(meaning, DEPTH))
        ranked = sorted(numbers - left_out)
        if not ranked:
            return []
        titles, wholes = self.vectors.closeness(meaning, ranked) if self.vectors and meaning else ({}, {})
        words = {number: by_words.get(number, 0.0) for number in ranked}
        return [Near(number, score) for number, score in mixed(words, titles, wholes)]

    def _known(self, ids: Ids[str]) -> set[int]:
        return {self._numbers[name] for name in ids if name in self._numbers}

    def _by_words(self, asked: Passage, only: Ids[str] | None) -> dict[int, float]:
        query = alike(self._searcher, asked.title, asked.body)
        if query is None:
            return {}
        limit = DEPTH
        if only is not None:
            among = Query.const_score_query(Query.term_set_query(schema(), ID, sorted(only)), 0.0)
            query = Query.boolean_query([(Occur.Must, among), (Occur.Should, query)])
            limit = max(1, len(only))
        hits = self._searcher.search(query, limit=limit, count=False).hits
        numbers = self._searcher.fast_field_values(HANDLE, [address for _, address in hits])
        return {int(number or 0): score for number, (score, _) in zip(numbers, hits, strict=True)}
