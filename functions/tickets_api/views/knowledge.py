"""What is shown of spaces and articles: readers get what is for them, the desk all of it."""

from datetime import datetime

import msgspec

from helpdesk.domain.knowledge.articles import (
    Article,
    ArticleCard,
    ArticleKind,
    ArticleState,
    ArticleVersion,
    ErrorState,
    KnownError,
    Translation,
    card_of,
    in_language,
    is_shown,
)
from helpdesk.domain.knowledge.comparison import FieldChange
from helpdesk.domain.knowledge.languages import choose
from helpdesk.domain.knowledge.spaces import Audience, Space
from helpdesk.domain.people import PersonRef
from helpdesk.usecases.knowledge.access import Reader
from helpdesk.usecases.knowledge.rendering import to_html
from helpdesk.usecases.knowledge.writing import marks_of


class SpaceView(msgspec.Struct, frozen=True, kw_only=True):
    """A space. Readers see of its audience the kind only, and no reviewer; `version` goes into If-Match."""

    id: str
    name: str
    names: dict[str, str]
    audience: Audience
    order: int
    icon: str
    archived: bool
    reviewer: str | None
    languages: tuple[str, ...]
    version: int


class SpaceList(msgspec.Struct, frozen=True, kw_only=True):
    """The spaces one may enter, in their order."""

    items: tuple[SpaceView, ...]


class CardView(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list. What is null is for the desk's eyes. `shown`: readers see this version now."""

    id: str
    space: str
    kind: ArticleKind
    language: str
    title: str
    summary: str
    languages: tuple[str, ...]
    category: tuple[str, ...]
    keywords: tuple[str, ...]
    error_state: ErrorState | None
    valid_from: datetime | None
    valid_until: datetime | None
    updated_at: datetime
    shown: bool
    version: int
    published: int | None
    state: ArticleState | None
    owner: PersonRef | None
    reviewer: str | None


class CardList(msgspec.Struct, frozen=True, kw_only=True):
    """Articles of a space."""

    items: tuple[CardView, ...]


class ArticleView(CardView, frozen=True, kw_only=True):
    """An article to read. Pictures' links work for an hour; `html` has them as `data-picture` too.

    `problem` and `tickets` (keys) are for the desk.
    """

    html: str
    workaround_html: str
    pictures: dict[str, str]
    problem: str | None
    tickets: tuple[str, ...]


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """A picture; `![what it shows](picture:ID)` shows it. The link works for an hour."""

    id: str
    name: str
    type: str
    size: int
    url: str


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is written. `marks` are places to look at before it can be published."""

    id: str
    space: str
    kind: ArticleKind
    state: ArticleState
    version: int
    published: int | None
    language: str
    translations: dict[str, Translation]
    category: tuple[str, ...]
    keywords: tuple[str, ...]
    pictures: tuple[PictureView, ...]
    owner: PersonRef
    reviewer: str | None
    valid_from: datetime | None
    valid_until: datetime | None
    known_error: KnownError | None
    tickets: tuple[str, ...]
    marks: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


class VersionView(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an article's history. `restored`: the version it took up again."""

    number: int
    at: datetime
    by: PersonRef
    state: ArticleState
    comment: str
    restored: int | None


class VersionList(msgspec.Struct, frozen=True, kw_only=True):
    """An article's history, newest first."""

    items: tuple[VersionView, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A version, and what is different in it from the one it was compared with."""

    version: SourceView
    changes: tuple[FieldChange, ...]


class TaskList(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for review, and whose time runs out or ran out."""

    review: tuple[CardView, ...]
    expiring: tuple[CardView, ...]
    expired: tuple[CardView, ...]


def space_view(space: Space, reader: Reader) -> SpaceView:
    whole = space.audience if reader.works_here else Audience(kind=space.audience.kind)
    return SpaceView(
        id=space.id,
        name=space.names[choose(space.names, reader.languages)],
        names=space.names,
        audience=whole,
        order=space.order,
        icon=space.icon,
        archived=space.archived,
        reviewer=space.reviewer if reader.works_here else None,
        languages=space.languages,
        version=space.version,
    )


def card_view(card: ArticleCard, reader: Reader, now: datetime) -> CardView:
    language = choose(card.titles, (*reader.languages, card.language))
    desk = reader.works_here
    return CardView(
        id=card.id,
        space=card.space,
        kind=card.kind,
        language=language,
        title=card.titles[language],
        summary=card.summaries.get(language, ""),
        languages=tuple(sorted(card.titles)),
        category=card.category,
        keywords=card.keywords,
        error_state=card.known_error.state if card.known_error else None,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        updated_at=card.updated_at,
        shown=is_shown(card, now),
        version=card.version,
        published=card.published,
        state=card.state if desk else None,
        owner=card.owner if desk else None,
        reviewer=card.reviewer if desk else None,
    )


def article_view(article: Article, reader: Reader, pictures: dict[str, str], now: datetime) -> ArticleView:
    _, text = in_language(article, reader.languages)
    error = article.known_error
    card = card_view(card_of(article), reader, now)
    return ArticleView(
        **{name: getattr(card, name) for name in card.__struct_fields__},
        html=to_html(text.body, pictures),
        workaround_html=to_html(text.workaround, pictures),
        pictures=pictures,
        problem=error.problem if error and reader.works_here else None,
        tickets=article.tickets if reader.works_here else (),
    )


def source_view(article: Article, pictures: dict[str, str]) -> SourceView:
    return SourceView(
        id=article.id,
        space=article.space,
        kind=article.kind,
        state=article.state,
        version=article.version,
        published=article.published,
        language=article.language,
        translations=article.translations,
        category=article.category,
        keywords=article.keywords,
        pictures=tuple(
            PictureView(id=p.id, name=p.name, type=p.type, size=p.size, url=pictures.get(p.id, ""))
            for p in article.pictures
        ),
        owner=article.owner,
        reviewer=article.reviewer,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        known_error=article.known_error,
        tickets=article.tickets,
        marks=marks_of(article),
        created_at=article.created_at,
        updated_at=article.updated_at,
    )


def version_view(note: ArticleVersion) -> VersionView:
    return VersionView(
        number=note.number,
        at=note.at,
        by=note.by,
        state=note.state,
        comment=note.comment,
        restored=note.restored,
    )
