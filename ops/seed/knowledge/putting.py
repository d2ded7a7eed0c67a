"""Puts the demo's knowledge on the shelves, as its writers would have: a draft, then published."""

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.knowledge.articles import (
    Article,
    ArticleKind,
    ArticleState,
    ArticleVersion,
    KnownError,
)
from helpdesk.domain.knowledge.spaces import check_space
from helpdesk.domain.knowledge.tree_checks import check_tree
from helpdesk.domain.people import PersonRef
from helpdesk.ports.knowledge import ArticleWrite, BulletinStore, KnowledgeStore
from ops.seed.desks import ANA, LARS, MEI
from ops.seed.knowledge.reading import Written, articles
from ops.seed.knowledge.shelves import bulletin, spaces, tree

_WRITERS: Final = {"noord": (ANA, LARS), "host": (MEI, MEI)}


def put(store: KnowledgeStore, bulletins: BulletinStore, now: datetime) -> int:
    """Make all of it, and say how many articles that are."""
    for space in spaces():
        store.put_space(check_space(space))
    written = articles()
    for one in written:
        _put(store, one, now)
    store.put_tree(check_tree(tree()))
    bulletins.put_bulletin(bulletin(now))
    return len(written)


def _put(store: KnowledgeStore, written: Written, now: datetime) -> None:
    author, lead = _WRITERS[written.desk]
    draft = Article(
        desk=written.desk,
        id=written.id,
        space=written.space,
        kind=written.kind,
        language="en",
        translations=written.translations,
        category=written.category,
        keywords=written.keywords,
        owner=author,
        reviewer=lead.id,
        known_error=KnownError() if written.kind is ArticleKind.KNOWN_ERROR else None,
        created_at=now,
        updated_at=now,
    )
    stored = store.write(ArticleWrite(article=draft, note=_note(author, now, ArticleState.DRAFT)))
    state = ArticleState.PUBLISHED
    shown = replace(stored, state=state, published=stored.version + 1)
    store.write(ArticleWrite(article=shown, note=_note(lead, now, state), shown=True))


def _note(by: PersonRef, at: datetime, state: ArticleState) -> ArticleVersion:
    return ArticleVersion(number=0, at=at, by=by, state=state)
