"""What knowledge does for a desk: searched and not found, tickets spared, what helps and what does not."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.knowledge.articles import ArticleCard
from helpdesk.domain.knowledge.feedback import DayCount, Happening
from helpdesk.domain.knowledge.languages import pick
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of

LONGEST: Final = timedelta(days=92)
_MOST: Final = 100


class MissedQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What people searched and did not find."""

    query: str
    language: str
    times: int


class ArticleUse(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an article's readers. `solved`: no ticket was opened. `yes`, `no`: of all time."""

    article: str
    title: str
    opened: int
    solved: int
    given: int
    yes: int
    no: int


class TreeUse(msgspec.Struct, frozen=True, kw_only=True):
    """How often walks through a tree ended at this node, and spared a ticket there."""

    tree: str
    node: str
    ended: int
    solved: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Of the days asked for. `deflected`: tickets that were not opened, by articles and trees together."""

    first: date
    last: date
    searches: int
    missed: int
    deflected: int
    not_found: tuple[MissedQuery, ...]
    articles: tuple[ArticleUse, ...]
    trees: tuple[TreeUse, ...]


def report(deps: ApiDeps, principal: Principal, desk: str, first: date, last: date) -> Report:
    """Raises NotFound, Forbidden, Invalid."""
    member_of(principal, desk, Role.LEAD)
    if last < first or last - first > LONGEST:
        raise Invalid(field="last", reason=f"choose 1 to {LONGEST.days} days")
    counts = deps.knowledge.feedback.counts(desk, first, last)
    sums: Counter[tuple[Happening, str, str]] = Counter()
    for count in counts:
        sums[count.happening, count.what, count.language if _by_language(count) else ""] += count.times
    missed = [(what, language, n) for (kind, what, language), n in sums.items() if kind is Happening.MISSED]
    total = Counter[Happening]()
    for (kind, _, _), times in sums.items():
        total[kind] += times
    return Report(
        first=first,
        last=last,
        searches=total[Happening.FOUND] + total[Happening.MISSED],
        missed=total[Happening.MISSED],
        deflected=total[Happening.SOLVED],
        not_found=tuple(
            MissedQuery(query=what, language=language, times=times)
            for what, language, times in sorted(missed, key=lambda m: (-m[2], m[0], m[1]))[:_MOST]
        ),
        articles=_articles(deps, desk, sums),
        trees=_trees(sums),
    )


def _articles(deps: ApiDeps, desk: str, sums: Counter[tuple[Happening, str, str]]) -> tuple[ArticleUse, ...]:
    """Those with most tickets spared first."""
    language = deps.directory.desk(desk).desk.language
    used = {what for kind, what, _ in sums if kind in _USES and "/" not in what}
    names = sorted(used, key=lambda name: (*(-sums[kind, name, ""] for kind in _USES), name))[:_MOST]
    cards = _cards(deps, desk) if names else {}
    made = []
    for name in names:
        votes = deps.knowledge.feedback.votes(desk, name)
        card = cards.get(name)
        made.append(
            ArticleUse(
                article=name,
                title=pick(card.titles, (language, card.language)) if card else name,
                opened=sums[Happening.OPENED, name, ""],
                solved=sums[Happening.SOLVED, name, ""],
                given=sums[Happening.GIVEN, name, ""],
                yes=votes.yes,
                no=votes.no,
            )
        )
    return tuple(made)


def _cards(deps: ApiDeps, desk: str) -> dict[str, ArticleCard]:
    store = deps.knowledge.store
    return {
        pair.working.id: pair.working for space in store.spaces(desk) for pair in store.cards(desk, space.id)
    }


def _trees(sums: Counter[tuple[Happening, str, str]]) -> tuple[TreeUse, ...]:
    places = sorted({what for kind, what, _ in sums if "/" in what and kind not in _SEARCHES})
    return tuple(
        TreeUse(
            tree=place.partition("/")[0],
            node=place.partition("/")[2],
            ended=sums[Happening.TREE_ENDED, place, ""],
            solved=sums[Happening.SOLVED, place, ""],
        )
        for place in places
    )


_USES: Final = (Happening.SOLVED, Happening.OPENED, Happening.GIVEN)
_SEARCHES: Final = frozenset({Happening.FOUND, Happening.MISSED})


def _by_language(count: DayCount) -> bool:
    return count.happening in _SEARCHES
