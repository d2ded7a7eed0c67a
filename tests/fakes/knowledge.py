"""Fakes of the knowledge stores: the same rules over dictionaries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.knowledge.articles import Article, ArticleVersion, CardPair, card_of
from helpdesk.domain.knowledge.bulletins import Bulletin
from helpdesk.domain.knowledge.feedback import DayCount, Happening, Vote, Votes
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.knowledge.trees import Tree
from helpdesk.ports.knowledge import MOST_A_DAY, ArticleWrite

T = TypeVar("T")
V = TypeVar("V", Space, Tree, Bulletin)

Place = tuple[str, str]


@dataclass
class Shelf:
    """What the table would hold of knowledge."""

    spaces: dict[Place, Space] = field(default_factory=dict)
    articles: dict[Place, list[tuple[Article, ArticleVersion]]] = field(default_factory=dict)
    published: dict[Place, Article] = field(default_factory=dict)
    trees: dict[Place, Tree] = field(default_factory=dict)
    bulletins: dict[Place, Bulletin] = field(default_factory=dict)
    votes: dict[Place, dict[str, Vote]] = field(default_factory=dict)
    reminded: set[tuple[str, str]] = field(default_factory=set)
    counts: dict[tuple[str, date], dict[tuple[Happening, str, str], int]] = field(default_factory=dict)


class FakeKnowledge:
    """Spaces, articles and trees in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def spaces(self, desk: str) -> tuple[Space, ...]:
        found = [space for (where, _), space in self._shelf.spaces.items() if where == desk]
        return tuple(sorted(found, key=lambda space: (space.order, space.id)))

    def space(self, desk: str, space: str) -> Space:
        return _found(self._shelf.spaces, (desk, space))

    def put_space(self, space: Space) -> Space:
        stored = replace(space, version=space.version + 1)
        _put(self._shelf.spaces, (space.desk, space.id), stored, space.version)
        return stored

    def cards(self, desk: str, space: str) -> tuple[CardPair, ...]:
        found = []
        for place in sorted(self._shelf.articles):
            if place[0] != desk:
                continue
            shown = self._shelf.published.get(place)
            pair = CardPair(
                working=card_of(self._shelf.articles[place][-1][0]), shown=card_of(shown) if shown else None
            )
            if space in {pair.working.space, pair.shown.space if pair.shown else None}:
                found.append(pair)
        return tuple(found)

    def article(self, desk: str, article: str) -> Article:
        return _found(self._shelf.articles, (desk, article))[-1][0]

    def published(self, desk: str, article: str) -> Article:
        return _found(self._shelf.published, (desk, article))

    def write(self, change: ArticleWrite) -> Article:
        place = (change.article.desk, change.article.id)
        history = self._shelf.articles.get(place, [])
        if len(history) != change.article.version:
            raise VersionConflict(current=history[-1][0] if history else None)
        stored = replace(change.article, version=change.article.version + 1)
        self._shelf.articles[place] = [*history, (stored, replace(change.note, number=stored.version))]
        if change.shown:
            self._shelf.published[place] = stored
        return stored

    def versions(self, desk: str, article: str) -> tuple[ArticleVersion, ...]:
        return tuple(note for _, note in self._shelf.articles.get((desk, article), []))

    def version(self, desk: str, article: str, number: int) -> Article:
        history = self._shelf.articles.get((desk, article), [])
        if not 1 <= number <= len(history):
            raise NotFound("there is no such version")
        return history[number - 1][0]

    def trees(self, desk: str) -> tuple[Tree, ...]:
        places = sorted(place for place in self._shelf.trees if place[0] == desk)
        return tuple(self._shelf.trees[place] for place in places)

    def tree(self, desk: str, tree: str) -> Tree:
        return _found(self._shelf.trees, (desk, tree))

    def put_tree(self, tree: Tree) -> Tree:
        stored = replace(tree, version=tree.version + 1)
        _put(self._shelf.trees, (tree.desk, tree.id), stored, tree.version)
        return stored


class FakeBulletins:
    """Bulletins in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def bulletins(self, desk: str) -> tuple[Bulletin, ...]:
        found = [bulletin for (where, _), bulletin in self._shelf.bulletins.items() if where == desk]
        return tuple(sorted(found, key=lambda bulletin: (bulletin.starts, bulletin.id)))

    def bulletin(self, desk: str, bulletin: str) -> Bulletin:
        return _found(self._shelf.bulletins, (desk, bulletin))

    def put_bulletin(self, bulletin: Bulletin) -> Bulletin:
        stored = replace(bulletin, version=bulletin.version + 1)
        _put(self._shelf.bulletins, (bulletin.desk, bulletin.id), stored, bulletin.version)
        return stored


class FakeFeedback:
    """Votes and counts in memory."""

    def __init__(self, shelf: Shelf, most: int = MOST_A_DAY) -> None:
        self._shelf = shelf
        self._most = most

    def vote(self, desk: str, article: str, vote: Vote) -> None:
        of_article = self._shelf.votes.setdefault((desk, article), {})
        before = of_article.get(vote.reader)
        if before is None or (before.helpful, before.remark) != (vote.helpful, vote.remark):
            of_article[vote.reader] = vote

    def votes(self, desk: str, article: str) -> Votes:
        votes = list(self._shelf.votes.get((desk, article), {}).values())
        remarks = sorted((vote for vote in votes if vote.remark), key=lambda vote: vote.at, reverse=True)
        yes = sum(vote.helpful for vote in votes)
        return Votes(yes=yes, no=len(votes) - yes, remarks=tuple(remarks))

    def count(self, desk: str, happening: Happening, what: str, *, at: datetime, language: str = "") -> None:
        of_day = self._shelf.counts.setdefault((desk, at.astimezone(UTC).date()), {})
        thing = (happening, what, language)
        if thing in of_day or len(of_day) < self._most:
            of_day[thing] = of_day.get(thing, 0) + 1

    def counts(self, desk: str, first: date, last: date) -> Sequence[DayCount]:
        return [
            DayCount(day=day, happening=happening, what=what, language=language, times=times)
            for (where, day), of_day in sorted(self._shelf.counts.items())
            if where == desk and first <= day <= last
            for (happening, what, language), times in of_day.items()
        ]

    def remembered(self, desk: str, marks: Sequence[str]) -> frozenset[str]:
        return frozenset(mark for mark in marks if (desk, mark) in self._shelf.reminded)

    def remember(self, desk: str, mark: str, until: datetime) -> None:
        self._shelf.reminded.add((desk, mark))


def _found(rows: dict[Place, T], place: Place) -> T:
    if place not in rows:
        raise NotFound("there is no such thing")
    return rows[place]


def _put(rows: dict[Place, V], place: Place, stored: V, read: int) -> None:
    was = rows.get(place)
    if (was.version if was else 0) != read:
        raise VersionConflict(current=was)
    rows[place] = stored
