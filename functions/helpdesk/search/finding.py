"""Tickets of one desk's index that answer a query, or are like a text, within a scope."""

from collections.abc import Iterator

from tantivy import Occur, Query, Searcher

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import SearchHit, SearchScope, TicketDocument
from helpdesk.search.alike import alike
from helpdesk.search.parsing import Parsed
from helpdesk.search.querying import TicketQuery, scope_filter
from helpdesk.search.schema import source_of
from helpdesk.search.snippets import Snippets

_FEW = 5
"""With fewer exact hits than this, looser ones follow."""


def find(
    searcher: Searcher, scope: SearchScope, desk: str, parsed: Parsed, limit: int
) -> Iterator[SearchHit]:
    """Those with every word first, then, if they are few, those with most of the words or a typo."""
    asked = TicketQuery(scope, desk, parsed)
    snippets = Snippets(parsed)
    seen: set[TicketRef] = set()
    floor = 0.0
    for query in (asked.strict, asked.loose):
        if len(seen) >= min(limit, _FEW) or (wanted := query()) is None:
            break
        found = _top(searcher, wanted, limit)
        best = max((score for score, _ in found), default=1.0) or 1.0
        scale = floor / best * 0.99 if seen else 1.0  # a looser hit never counts more than an exact one
        for score, document in found:
            if document.ref not in seen:
                seen.add(document.ref)
                yield _hit(document, snippets, score * scale, notes=desk in scope.desks)
        floor = min((score for score, _ in found), default=0.0)


def find_similar(
    searcher: Searcher, scope: SearchScope, desk: str, *, subject: str, text: str, limit: int
) -> Iterator[SearchHit]:
    """Those that share the most telling words with `subject` and `text`."""
    allowed, wanted = scope_filter(scope, desk), alike(searcher, subject, text)
    if allowed is None or wanted is None:
        return
    query = Query.boolean_query([(Occur.Must, Query.const_score_query(allowed, 0.0)), (Occur.Must, wanted)])
    beginnings = Snippets(Parsed())
    for score, document in _top(searcher, query, limit):
        yield _hit(document, beginnings, score, notes=False)


def _top(searcher: Searcher, query: Query, limit: int) -> list[tuple[float, TicketDocument]]:
    hits = searcher.search(query, limit=limit, count=False).hits
    return [(score, source_of(searcher.doc(address))) for score, address in hits]


def _hit(document: TicketDocument, snippets: Snippets, score: float, *, notes: bool) -> SearchHit:
    text = f"{document.text}\n{document.notes}" if notes else document.text
    return SearchHit(
        ref=document.ref,
        key=document.key,
        subject=document.subject,
        state=document.state,
        snippet=snippets.cut(text),
        score=round(score, 4),
    )
