"""Articles as the index wants them: what their readers see, without markup."""

from collections.abc import Iterator

from helpdesk.domain.errors import NotFound
from helpdesk.domain.knowledge.articles import Article
from helpdesk.ports import ArticleDocument, ArticleText
from helpdesk.ports.knowledge import KnowledgeStore
from helpdesk.usecases.knowledge.rendering import plain_text


def article_of(article: Article) -> ArticleDocument:
    """What was archived keeps its place without a word: nobody finds it."""
    texts = article.translations if article.published is not None else {}
    return ArticleDocument(
        desk=article.desk,
        id=article.id,
        version=article.version,
        space=article.space,
        texts={
            language: ArticleText(title=text.title, text=_plain(text.summary, text.body, text.workaround))
            for language, text in texts.items()
        },
        language=article.language,
        category=article.category,
        keywords=article.keywords if texts else (),
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        updated_at=article.updated_at,
    )


def articles_of(store: KnowledgeStore, desk: str) -> Iterator[ArticleDocument]:
    """All that readers of the desk's spaces see."""
    for space in store.spaces(desk):
        for pair in store.cards(desk, space.id):
            if pair.shown is None or pair.shown.published is None:
                continue
            try:
                yield article_of(store.published(desk, pair.shown.id))
            except NotFound:  # taken away in between: its own message will tell
                continue


def _plain(*parts: str) -> str:
    return "\n".join(plain_text(part) for part in parts if part.strip())
