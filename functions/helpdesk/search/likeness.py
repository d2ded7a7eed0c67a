"""Documents of one desk's index that are like a text, within a scope: by words, and by meaning if at hand."""

from collections.abc import Collection, Sequence

import msgspec
from tantivy import DocAddress, Occur, Query, Searcher

from helpdesk.ports import Likeness, SearchScope
from helpdesk.search.alike import alike
from helpdesk.search.meaning import Encoder, encoded_text
from helpdesk.search.mixing import mixed
from helpdesk.search.querying import among, beginning, made_since, scope_filter, unscored
from helpdesk.search.reader import Opened
from helpdesk.search.schema import HANDLE, WORDS, handle_of, schema, ticket_id
from helpdesk.search.vector_view import Close
from helpdesk.search.vectors import Meaning
from helpdesk.search.words import fold, words

DEPTH = 200
"""How many of the best by words are ranked together with those closest in meaning."""

KINDS = {"ticket": 1, "article": 2}
_SHORTEST_BEGUN = 3


class Alike(msgspec.Struct, frozen=True):
    """A document like the text. `close`: in meaning, None when that is not known."""

    handle: int
    score: float
    address: DocAddress
    close: Close | None


class Asked:
    """A text to find others for, with its meaning once for all desks."""

    def __init__(self, likeness: Likeness, encoder: Encoder | None) -> None:
        self.likeness = likeness
        self.title, self.body = likeness.title.strip(), likeness.text.strip()
        self.meaning: Meaning | None = None
        self.model = encoder.model if encoder else ""
        if encoder and (self.title or self.body):
            heads = self.title or self.body[:200]
            rows = encoder.encode([heads, encoded_text(self.title, self.body)])
            self.meaning = Meaning(rows[0], rows[1])


def find_alike(opened: Opened, scope: SearchScope, desk: str, asked: Asked) -> list[Alike]:
    """Best first. Every document named here went through the scope's filter."""
    allowed = _allowed(scope, desk, asked.likeness)
    if allowed is None or not (asked.title or asked.body):
        return []
    searcher = opened.searcher
    by_words = _by_words(searcher, allowed, asked)
    close = _by_meaning(opened, asked, by_words.keys())
    places = {handle: address for handle, (address, _) in by_words.items()}
    places |= _places(searcher, allowed, set(close) - set(places))
    titles = {handle: one.title for handle, one in close.items() if handle in places}
    wholes = {handle: one.whole for handle, one in close.items() if handle in places}
    ranked = mixed({handle: score for handle, (_, score) in by_words.items()}, titles, wholes)
    return [Alike(handle, score, places[handle], close.get(handle)) for handle, score in ranked]


def closeness(asked: Asked, encoder: Encoder | None, texts: Sequence[tuple[str, str]]) -> list[float | None]:
    """How close texts of no index are in meaning; None when that is not known."""
    if encoder is None or asked.meaning is None:
        return [None] * len(texts)
    titles = encoder.encode([title for title, _ in texts]) @ asked.meaning.title
    wholes = encoder.encode([encoded_text(*text) for text in texts]) @ asked.meaning.whole
    return [max(pair) for pair in zip(titles.tolist(), wholes.tolist(), strict=True)]


def _allowed(scope: SearchScope, desk: str, likeness: Likeness) -> Query | None:
    visible = scope_filter(scope, desk, likeness.now)
    if visible is None:
        return None
    clauses = [(Occur.Must, unscored(visible)), (Occur.Must, unscored(among((likeness.kind,))))]
    if likeness.since:
        clauses.append((Occur.Must, unscored(made_since(likeness.since))))
    left_out = [handle_of(ticket_id(ref)) for ref in likeness.exclude if ref.scope.desk == desk]
    if left_out:
        clauses.append((Occur.MustNot, Query.term_set_query(schema(), HANDLE, left_out)))
    return Query.boolean_query(clauses)


def _by_words(searcher: Searcher, allowed: Query, asked: Asked) -> dict[int, tuple[DocAddress, float]]:
    wanted = alike(searcher, asked.title or asked.body[:200], asked.body if asked.title else "")
    begun = _begun(asked) if asked.likeness.unfinished else None
    parts = [query for query in (wanted, begun) if query is not None]
    if not parts:
        return {}
    either = Query.boolean_query([(Occur.Should, query) for query in parts])
    query = Query.boolean_query([(Occur.Must, allowed), (Occur.Must, either)])
    hits = searcher.search(query, limit=DEPTH, count=False).hits
    handles = searcher.fast_field_values(HANDLE, [address for _, address in hits]) if hits else []
    return {
        int(handle or 0): (address, score) for handle, (score, address) in zip(handles, hits, strict=True)
    }


def _begun(asked: Asked) -> Query | None:
    """The word that is still being typed, whatever it becomes."""
    text = asked.likeness.text or asked.likeness.title
    if not text.strip() or text[-1].isspace():
        return None
    last = words(text[-80:])[-1:]
    if not last or len(last[0]) < _SHORTEST_BEGUN:
        return None
    return Query.boost_query(beginning(WORDS, fold(last[0])), 0.5)


def _by_meaning(opened: Opened, asked: Asked, also: Collection[int]) -> dict[int, Close]:
    view = opened.vectors(asked.model) if asked.meaning else None
    if view is None or asked.meaning is None:
        return {}
    return view.close(asked.meaning, KINDS[asked.likeness.kind], also)


def _places(searcher: Searcher, allowed: Query, handles: Collection[int]) -> dict[int, DocAddress]:
    """Where those of the documents lie that may be seen."""
    if not handles:
        return {}
    these = Query.term_set_query(schema(), HANDLE, sorted(handles))
    query = Query.boolean_query([(Occur.Must, allowed), (Occur.Must, unscored(these))])
    hits = searcher.search(query, limit=len(handles) + 1, count=False).hits
    values = searcher.fast_field_values(HANDLE, [address for _, address in hits]) if hits else []
    return {int(handle or 0): address for handle, (_, address) in zip(values, hits, strict=True)}
