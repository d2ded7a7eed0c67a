"""Spaces, articles and trees: an article is one read, a space's list one Query without texts.

Nothing is deleted: what leaves a space leaves a card there that points elsewhere, and is passed over.
"""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.knowledge.articles import Article, ArticleVersion, CardPair, card_of
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.knowledge.trees import Tree
from helpdesk.ports.knowledge import ArticleWrite
from helpdesk.storage.keys import knowledge as keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.row import Row
from helpdesk.storage.stream import ARTICLE_SHOWN
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

V = TypeVar("V", bound=msgspec.Struct)

_SPACE: Final = msgspec.json.Decoder(Space)
_TREE: Final = msgspec.json.Decoder(Tree)
_ARTICLE: Final = msgspec.json.Decoder(Article)
_PAIR: Final = msgspec.json.Decoder(CardPair)
_NOTE: Final = msgspec.json.Decoder(ArticleVersion)


class TableKnowledge:
    """Knowledge of all desks; who may see which is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def spaces(self, desk: str) -> tuple[Space, ...]:
        rows = self._table.partition(keys.knowledge(desk, "SPACES"))
        return tuple(sorted((_SPACE.decode(row.body) for row in rows), key=lambda s: (s.order, s.id)))

    def space(self, desk: str, space: str) -> Space:
        return self._one(lambda: keys.knowledge_row(desk, "SPACES", space), _SPACE, "space")

    def put_space(self, space: Space) -> Space:
        stored = replace(space, version=space.version + 1)
        key = keys.knowledge_row(space.desk, "SPACES", space.id)
        if not self._put_versioned(key, "space", stored, stored.version):
            raise VersionConflict(current=self.space(space.desk, space.id))
        return stored

    def cards(self, desk: str, space: str) -> tuple[CardPair, ...]:
        pairs = [_PAIR.decode(row.body) for row in self._table.partition(keys.cards(desk, space))]
        return tuple(pair for pair in pairs if space in _places(pair))

    def article(self, desk: str, article: str) -> Article:
        return self._one(lambda: keys.article(desk, article), _ARTICLE, "article")

    def published(self, desk: str, article: str) -> Article:
        return self._one(lambda: keys.article(desk, article, "PUBLISHED"), _ARTICLE, "article")

    def write(self, change: ArticleWrite) -> Article:
        stored = replace(change.article, version=change.article.version + 1)
        desk, name = stored.desk, stored.id
        transaction = Transaction(self._table)
        before = self._table.get(keys.article(desk, name))
        self._put_working(transaction, stored)
        note = replace(change.note, number=stored.version)
        absent = self._table.row.pk.does_not_exist()
        for row in (
            self._row(keys.article_version(desk, name, "VERSION", stored.version), "article-note", note),
            self._row(keys.article_version(desk, name, "TEXT", stored.version), "article-version", stored),
        ):
            transaction.put(row, absent, lambda _: VersionConflict(), raced=True)
        if change.shown:
            transaction.replace(self._row(keys.article(desk, name, "PUBLISHED"), ARTICLE_SHOWN, stored))
        self._put_cards(transaction, change, stored, _ARTICLE.decode(before.body) if before else None)
        transaction.commit()
        return stored

    def versions(self, desk: str, article: str) -> tuple[ArticleVersion, ...]:
        try:
            partition = keys.article(desk, article).pk
        except Invalid:
            return ()
        return tuple(_NOTE.decode(row.body) for row in self._table.partition(partition, start="VERSION#"))

    def version(self, desk: str, article: str, number: int) -> Article:
        return self._one(lambda: keys.article_version(desk, article, "TEXT", number), _ARTICLE, "version")

    def trees(self, desk: str) -> tuple[Tree, ...]:
        return tuple(_TREE.decode(row.body) for row in self._table.partition(keys.knowledge(desk, "TREES")))

    def tree(self, desk: str, tree: str) -> Tree:
        return self._one(lambda: keys.knowledge_row(desk, "TREES", tree), _TREE, "decision tree")

    def put_tree(self, tree: Tree) -> Tree:
        stored = replace(tree, version=tree.version + 1)
        key = keys.knowledge_row(tree.desk, "TREES", tree.id)
        if not self._put_versioned(key, "tree", stored, stored.version):
            raise VersionConflict(current=self.tree(tree.desk, tree.id))
        return stored

    def _put_working(self, transaction: Transaction, stored: Article) -> None:
        row = self._row(keys.article(stored.desk, stored.id), "article-draft", stored)
        row.version = stored.version
        old = stored.version - 1
        condition = self._table.row.version == old if old else self._table.row.pk.does_not_exist()
        transaction.put(row, condition, lambda was: self._overtaken(stored, was), raced=True)

    def _overtaken(self, stored: Article, was: Row | None) -> VersionConflict:
        was = was or self._table.get(keys.article(stored.desk, stored.id))
        return VersionConflict(current=_ARTICLE.decode(was.body) if was else None)

    def _put_cards(
        self, transaction: Transaction, change: ArticleWrite, stored: Article, before: Article | None
    ) -> None:
        """The pair wherever one of its halves is listed, and where one was before."""
        old = self._pair(before) if before else None
        shown = card_of(stored) if change.shown else (old.shown if old else None)
        pair = CardPair(working=card_of(stored), shown=shown)
        for space in sorted(_places(pair) | (_places(old) if old else set())):
            transaction.replace(self._row(keys.card(stored.desk, space, stored.id), "article-card", pair))

    def _pair(self, before: Article) -> CardPair | None:
        row = self._table.get(keys.card(before.desk, before.space, before.id))
        return _PAIR.decode(row.body) if row else None

    def _one(self, key: Callable[[], Key], decoder: "msgspec.json.Decoder[V]", what: str) -> V:
        try:
            row = self._table.get(key())
        except Invalid:
            row = None
        if row is None:
            raise NotFound(f"there is no such {what}")
        return decoder.decode(row.body)

    def _put_versioned(self, key: Key, kind: str, body: msgspec.Struct, version: int) -> bool:
        """Write the row in place of the version before; False when that does not stand there."""
        row = self._row(key, kind, body)
        row.version = version
        old = version - 1
        unchanged = self._table.row.version == old if old else self._table.row.pk.does_not_exist()
        return self._table.put(row, unchanged)

    def _row(self, key: Key, kind: str, body: msgspec.Struct) -> Row:
        return self._table.row(*key, kind=kind, body=msgspec.json.encode(body).decode())


def _places(pair: CardPair) -> set[str]:
    return {pair.working.space} | ({pair.shown.space} if pair.shown else set())
