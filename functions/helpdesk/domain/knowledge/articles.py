"""Articles: what one says in which languages, how far it is, when it holds, and who may read it."""

import enum
from collections.abc import Sequence
from datetime import datetime

import msgspec

from helpdesk.domain.knowledge.languages import choose
from helpdesk.domain.knowledge.spaces import Space, may_enter, works_for
from helpdesk.domain.people import PersonRef, Principal


class ArticleKind(enum.StrEnum):
    """KNOWN_ERROR: a fault whose cause is known, with a way around it (ITIL)."""

    ARTICLE = "article"
    KNOWN_ERROR = "known-error"


class ArticleState(enum.StrEnum):
    """How far the text being worked on is. What was published before stays readable meanwhile."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ErrorState(enum.StrEnum):
    """Whether a known error still bites."""

    OPEN = "open"
    FIXED = "fixed"


class Translation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The article in one language; `body` and `workaround` (of known errors) are Markdown."""

    title: str
    summary: str = ""
    body: str = ""
    workaround: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an article; its text shows it by `![what it shows](picture:ID)`."""

    id: str
    name: str
    type: str
    size: int
    sha256: str


class KnownError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What makes an article a known error. `problem`: the key of the ticket that is to remove its cause."""

    state: ErrorState = ErrorState.OPEN
    problem: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article as it stands in one of its versions; 0 was never stored.

    `published` is the version that readers see, None while they see nothing. `tickets` (keys) are those it
    came from or was given on: for the desk's eyes.
    """

    desk: str
    id: str
    space: str
    kind: ArticleKind = ArticleKind.ARTICLE
    state: ArticleState = ArticleState.DRAFT
    version: int = 0
    published: int | None = None
    language: str  # of the original
    translations: dict[str, Translation]
    category: tuple[str, ...] = ()  # path in the space, the widest first
    keywords: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    owner: PersonRef
    reviewer: str | None = None  # id of an agent
    handed_at: datetime | None = None  # over to the reviewer, the last time
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    known_error: KnownError | None = None
    tickets: tuple[str, ...] = ()
    created_at: datetime
    updated_at: datetime


class ArticleCard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article without its texts, as lists show it."""

    id: str
    space: str
    kind: ArticleKind
    state: ArticleState
    version: int
    published: int | None = None
    language: str
    titles: dict[str, str]
    summaries: dict[str, str] = {}
    category: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    owner: PersonRef
    reviewer: str | None = None
    handed_at: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    known_error: KnownError | None = None
    updated_at: datetime


class CardPair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article in lists: as its writers see it, and (when there is such) as readers do."""

    working: ArticleCard
    shown: ArticleCard | None = None


class ArticleVersion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of an article's history. `restored`: the version whose text this one took up again."""

    number: int
    at: datetime
    by: PersonRef
    state: ArticleState
    comment: str = ""
    restored: int | None = None


def is_valid(article: Article | ArticleCard, now: datetime) -> bool:
    """Whether it holds at this moment; the last moment of validity is just before `valid_until`."""
    begun = article.valid_from is None or article.valid_from <= now
    return begun and (article.valid_until is None or now < article.valid_until)


def is_shown(article: Article | ArticleCard, now: datetime) -> bool:
    """Whether its audience may see this version now."""
    return article.published == article.version and is_valid(article, now)


def may_read(
    principal: Principal | None, space: Space, article: Article | ArticleCard, now: datetime
) -> bool:
    """Whether this person may read this version: the desk reads all, its audience what is shown."""
    if article.space != space.id or not may_enter(principal, space):
        return False
    return works_for(principal, space.desk) or is_shown(article, now)


def in_language(article: Article, wanted: Sequence[str]) -> tuple[str, Translation]:
    """The translation for somebody who wants these languages in this order, and which one it is."""
    language = choose(article.translations, (*wanted, article.language))
    return language, article.translations[language]


def card_of(article: Article) -> ArticleCard:
    """What lists show of it."""
    return ArticleCard(
        id=article.id,
        space=article.space,
        kind=article.kind,
        state=article.state,
        version=article.version,
        published=article.published,
        language=article.language,
        titles={language: text.title for language, text in article.translations.items()},
        summaries={lang: text.summary for lang, text in article.translations.items() if text.summary},
        category=article.category,
        keywords=article.keywords,
        owner=article.owner,
        reviewer=article.reviewer,
        handed_at=article.handed_at,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        known_error=article.known_error,
        updated_at=article.updated_at,
    )
