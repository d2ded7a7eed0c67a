"""What a desk knows. These stores belong to no principal: use cases ask `may_read` before they show."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Protocol

import msgspec

from helpdesk.domain.knowledge.articles import Article, ArticleVersion, CardPair
from helpdesk.domain.knowledge.bulletins import Bulletin
from helpdesk.domain.knowledge.feedback import DayCount, Happening, Vote, Votes
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.knowledge.trees import Tree

MOST_A_DAY: Final = 2000
"""Different things that are counted on one day of one desk."""


class ArticleWrite(msgspec.Struct, frozen=True, kw_only=True):
    """A new version: all of it or nothing. `article.version` is the one that was read (0: a new article).

    `shown`: from now on readers get this very version (or nothing any more, when it is not published).
    """

    article: Article
    note: ArticleVersion
    shown: bool = False


class KnowledgeStore(Protocol):
    """Spaces, articles and trees of desks."""

    def spaces(self, desk: str) -> tuple[Space, ...]:
        """All of them, archived ones too, in their order. One Query."""
        ...

    def space(self, desk: str, space: str) -> Space:
        """Raises NotFound."""
        ...

    def put_space(self, space: Space) -> Space:
        """Store it in place of the version it names. Raises VersionConflict."""
        ...

    def cards(self, desk: str, space: str) -> tuple[CardPair, ...]:
        """All articles of a space without their texts, by id. One Query."""
        ...

    def article(self, desk: str, article: str) -> Article:
        """As its writers see it: the latest version. One read. Raises NotFound."""
        ...

    def published(self, desk: str, article: str) -> Article:
        """As readers see it: the version published last. One read. Raises NotFound when there is none.

        What was archived since has `published` None; `is_shown` looks at that and at its validity.
        """
        ...

    def write(self, change: ArticleWrite) -> Article:
        """Add a version; gives the article as stored (version + 1). Raises VersionConflict."""
        ...

    def versions(self, desk: str, article: str) -> tuple[ArticleVersion, ...]:
        """Its history without texts, oldest first."""
        ...

    def version(self, desk: str, article: str, number: int) -> Article:
        """The article as that version was. Raises NotFound."""
        ...

    def trees(self, desk: str) -> tuple[Tree, ...]:
        """All decision trees of the desk, by id."""
        ...

    def tree(self, desk: str, tree: str) -> Tree:
        """Raises NotFound."""
        ...

    def put_tree(self, tree: Tree) -> Tree:
        """Store it in place of the version it names. Raises VersionConflict."""
        ...


class BulletinStore(Protocol):
    """Bulletins of desks."""

    def bulletins(self, desk: str) -> tuple[Bulletin, ...]:
        """Those that are kept, oldest first; closed and past ones are forgotten after a while."""
        ...

    def bulletin(self, desk: str, bulletin: str) -> Bulletin:
        """Raises NotFound."""
        ...

    def put_bulletin(self, bulletin: Bulletin) -> Bulletin:
        """Store it in place of the version it names. Raises VersionConflict."""
        ...


class FeedbackStore(Protocol):
    """Votes, and counts by day that are forgotten after a while."""

    def vote(self, desk: str, article: str, vote: Vote) -> None:
        """Each reader has one vote: a second one takes the first one's place, in the totals too."""
        ...

    def votes(self, desk: str, article: str) -> Votes:
        """Totals, and the remarks, newest first."""
        ...

    def count(self, desk: str, happening: Happening, what: str, *, at: datetime, language: str = "") -> None:
        """Count it on its day (UTC). Beyond MOST_A_DAY different things a day, new ones are not kept."""
        ...

    def counts(self, desk: str, first: date, last: date) -> Sequence[DayCount]:
        """What was counted on these days, both included."""
        ...

    def remembered(self, desk: str, marks: Sequence[str]) -> frozenset[str]:
        """Which of these reminders were sent."""
        ...

    def remember(self, desk: str, mark: str, until: datetime) -> None:
        """That a reminder was sent; forgotten some time after `until`."""
        ...
