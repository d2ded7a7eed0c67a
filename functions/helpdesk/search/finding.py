"""What of one desk's index answers a query within a scope: the best of it, how much, and of what."""

from collections.abc import Iterator

import msgspec
from tantivy import DocAddress, Order, Query, Searcher, SearchResult

from helpdesk.ports import SearchRequest, SearchScope
from helpdesk.search.parsing import Parsed
from helpdesk.search.querying import IndexQuery
from helpdesk.search.schema import CREATED, DUE, FACETS, HANDLE, KIND, PRIORITY, STATE, TENANT, UPDATED

FEW = 5
"""With fewer exact hits than this, looser ones follow."""

MAX_OFFSET, MOST_VALUES = 1_000, 50

_OUTSIDE = (STATE, PRIORITY, TENANT, KIND)
"""What those who do not work for the desk are told the counts of."""

_SORTS = {"updated": (UPDATED, Order.Desc), "created": (CREATED, Order.Desc), "due": (DUE, Order.Asc)}


class Place(msgspec.Struct, frozen=True):
    """Where a hit lies in its desk's index. The higher `rank` comes first."""

    rank: float
    score: float
    address: DocAddress


class DeskAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One desk's part of an answer."""

    places: tuple[Place, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = {}
    loose: bool = False


def find(
    searcher: Searcher, scope: SearchScope, desk: str, parsed: Parsed, asked: SearchRequest
) -> DeskAnswer:
    """Those with every word first, then, if they are few, those with most of the words or a typo."""
    query = IndexQuery(scope, desk, parsed, now=asked.now, me=asked.me)
    strict = query.strict()
    if strict is None:
        return DeskAnswer()
    depth = min(asked.offset, MAX_OFFSET) + asked.limit
    places, total = _top(searcher, strict, depth, asked.sort)
    counted, loose = strict, False
    wider = query.loose() if total < FEW else None
    if wider is not None:
        more, in_all = _top(searcher, wider, depth, "")
        loose = in_all > total
        counted, total = (wider, in_all) if loose else (strict, total)
        places = _behind(searcher, places, more) if not asked.sort or not places else places
    facets = _facets(searcher, counted, inside=desk in scope.desks) if asked.facets else {}
    return DeskAnswer(places=tuple(places[:depth]), total=total, facets=facets, loose=loose)


def count(searcher: Searcher, scope: SearchScope, desk: str, parsed: Parsed, asked: SearchRequest) -> int:
    """How many have every word."""
    strict = IndexQuery(scope, desk, parsed, now=asked.now, me=asked.me).strict()
    return _counted(searcher.search(strict, limit=1)) if strict is not None else 0


def _top(searcher: Searcher, query: Query, depth: int, sort: str) -> tuple[list[Place], int]:
    if sort not in _SORTS:
        found = searcher.search(query, limit=depth)
        return [Place(score, score, address) for score, address in found.hits], _counted(found)
    field, order = _SORTS[sort]
    found = searcher.search(query, limit=depth, order_by_field=field, order=order)
    turn = -1 if order is Order.Asc else 1
    return [Place(turn * float(value or 0), 0.0, at) for value, at in found.hits], _counted(found)


def _counted(found: SearchResult) -> int:
    total: int | None = found.count  # type: ignore[attr-defined] # which the stub forgets
    return total or 0


def _behind(searcher: Searcher, exact: list[Place], loose: list[Place]) -> list[Place]:
    """A looser hit never counts more than an exact one."""
    seen = set(_handles(searcher, exact))
    floor = min((place.rank for place in exact), default=0.0)
    best = max((place.rank for place in loose), default=1.0) or 1.0
    scale = floor / best * 0.99 if exact else 1.0
    new = zip(_handles(searcher, loose), loose, strict=True)
    added = [
        Place(one.rank * scale, one.score * scale, one.address) for handle, one in new if handle not in seen
    ]
    return [*exact, *added]


def _handles(searcher: Searcher, places: list[Place]) -> Iterator[int]:
    values = searcher.fast_field_values(HANDLE, [place.address for place in places]) if places else ()
    return (int(value or 0) for value in values)


def _facets(searcher: Searcher, query: Query, *, inside: bool) -> dict[str, dict[str, int]]:
    fields = FACETS if inside else _OUTSIDE
    asked = {field: {"terms": {"field": field, "size": MOST_VALUES}} for field in fields}
    found = searcher.aggregate(query, asked)
    return {
        field: {str(one["key"]): int(one["doc_count"]) for one in found.get(field, {}).get("buckets", ())}
        for field in fields
    }
