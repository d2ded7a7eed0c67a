"""Writing articles: every change is a version; readers see what was published last."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, VersionConflict
from helpdesk.domain.knowledge.articles import (
    Article,
    ArticleKind,
    ArticleState,
    ArticleVersion,
    KnownError,
    Translation,
)
from helpdesk.domain.knowledge.languages import check_languages
from helpdesk.domain.knowledge.marks import marks_in
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.ports.knowledge import ArticleWrite
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.knowledge import pictures
from helpdesk.usecases.knowledge.pictures import PictureInput
from helpdesk.usecases.knowledge.rendering import pictures_in

MOST_BYTES: Final = 300_000
"""Of a whole article; a row of the table holds 400 KB."""

MOST_VERSIONS: Final = 2000
_LEADS: Final = frozenset({Role.LEAD, Role.ADMIN})


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor writes."""

    space: str
    kind: ArticleKind = ArticleKind.ARTICLE
    language: str
    translations: dict[str, Translation]
    category: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    reviewer: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    known_error: KnownError | None = None
    tickets: tuple[str, ...] = ()
    pictures: tuple[PictureInput, ...] | None = None  # None: as they are


def create(deps: ApiDeps, principal: Principal, desk: str, content: Content, comment: str = "") -> Article:
    """A new draft. Raises NotFound, Invalid, TooLarge."""
    member = member_of(principal, desk)
    now = deps.now()
    blank = Article(
        desk=desk, id=deps.new_id(), space=content.space, language=content.language, owner=member.person,
        translations=content.translations, created_at=now, updated_at=now,
    )  # fmt: skip
    return _write(deps, member, _filled(deps, blank, content), comment)


def save(
    deps: ApiDeps, principal: Principal, desk: str, article: str, content: Content,
    *, comment: str = "", expected: int | None,
) -> Article:  # fmt: skip
    """A new version. Of a published article it is a draft, which readers do not see yet.

    Raises NotFound, Invalid, TooLarge, VersionConflict.
    """
    member = member_of(principal, desk)
    old = _read(deps, desk, article, expected)
    state = old.state if old.state is ArticleState.IN_REVIEW else ArticleState.DRAFT
    changed = replace(_filled(deps, old, content), state=state, updated_at=deps.now())
    return _write(deps, member, changed, comment)


def set_state(
    deps: ApiDeps, principal: Principal, desk: str, article: str, state: ArticleState,
    *, reviewer: str | None = None, comment: str = "", expected: int | None,
) -> Article:  # fmt: skip
    """Hand it on, publish it, take it away, take it up again. Publishing and archiving is for leads.

    Raises NotFound, Forbidden, Invalid, Conflict, VersionConflict.
    """
    member = member_of(principal, desk)
    old = _read(deps, desk, article, expected)
    shown = state in {ArticleState.PUBLISHED, ArticleState.ARCHIVED}
    if shown and member.role not in _LEADS:
        raise Forbidden("Publishing and archiving is for leads and admins of the desk.")
    if reviewer is not None:
        _check_agent(deps, desk, reviewer, "reviewer")
    published = old.published
    if state is ArticleState.PUBLISHED:
        check_publishable(old)
        published = old.version + 1
    elif state is ArticleState.ARCHIVED:
        published = None
    looks = reviewer or old.reviewer
    if state is ArticleState.IN_REVIEW and looks is None:
        looks = deps.knowledge.store.space(desk, old.space).reviewer
    handed = deps.now() if state is ArticleState.IN_REVIEW and old.state is not state else old.handed_at
    changed = replace(
        old, state=state, published=published, reviewer=looks, handed_at=handed, updated_at=deps.now()
    )
    return _write(deps, member, changed, comment, shown=shown)


def restore(
    deps: ApiDeps, principal: Principal, desk: str, article: str, number: int,
    *, comment: str = "", expected: int | None,
) -> Article:  # fmt: skip
    """What an older version said, as a new version and a draft. Raises NotFound, VersionConflict."""
    member = member_of(principal, desk)
    now = _read(deps, desk, article, expected)
    then = deps.knowledge.store.version(desk, article, number)
    taken_up = replace(
        then, version=now.version, published=now.published, state=ArticleState.DRAFT, owner=now.owner,
        updated_at=deps.now(),
    )  # fmt: skip
    return _write(deps, member, taken_up, comment, restored=number)


def source(deps: ApiDeps, principal: Principal, desk: str, article: str) -> Article:
    """The version that is worked on. Raises NotFound."""
    member_of(principal, desk)
    return deps.knowledge.store.article(desk, article)


def versions(deps: ApiDeps, principal: Principal, desk: str, article: str) -> tuple[ArticleVersion, ...]:
    """Its history, newest first. Raises NotFound."""
    member_of(principal, desk)
    found = deps.knowledge.store.versions(desk, article)
    if not found:
        raise NotFound("there is no such article")
    return found[::-1]


def version(deps: ApiDeps, principal: Principal, desk: str, article: str, number: int) -> Article:
    """One of its versions, as it was. Raises NotFound."""
    member_of(principal, desk)
    return deps.knowledge.store.version(desk, article, number)


def marks_of(article: Article) -> tuple[str, ...]:
    """The places left to review, where personal data was taken out."""
    texts = [
        text
        for one in article.translations.values()
        for text in (one.title, one.summary, one.body, one.workaround)
    ]
    return tuple(dict.fromkeys(mark for text in texts for mark in marks_in(text)))


def check_publishable(article: Article) -> None:
    """Raises Conflict while a mark stands where personal data was, or there is nothing to read."""
    marks = marks_of(article)
    if marks:
        raise Conflict(f"look at the marked places first: {', '.join(marks)}")
    original = article.translations[article.language]
    if not (original.body.strip() or original.workaround.strip()):
        raise Conflict("there is nothing to read in it yet")


def _read(deps: ApiDeps, desk: str, article: str, expected: int | None) -> Article:
    found = deps.knowledge.store.article(desk, article)
    if expected is not None and found.version != expected:
        raise VersionConflict("the article was changed while you had it open", current=found)
    return found


def _filled(deps: ApiDeps, old: Article, content: Content) -> Article:
    """The article with what was written, checked."""
    _check_space(deps, old.desk, content.space)
    _check_texts(content)
    _check_times(content)
    if content.reviewer is not None:
        _check_agent(deps, old.desk, content.reviewer, "reviewer")
    if content.known_error is not None and content.kind is not ArticleKind.KNOWN_ERROR:
        raise Invalid(field="known_error", reason="goes with the kind “known-error” only")
    known_error = content.known_error or (KnownError() if content.kind is ArticleKind.KNOWN_ERROR else None)
    made = replace(
        old,
        space=content.space,
        kind=content.kind,
        language=content.language,
        translations=content.translations,
        category=content.category,
        keywords=content.keywords,
        reviewer=content.reviewer,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        known_error=known_error,
        tickets=content.tickets,
    )
    if content.pictures is not None:
        made = replace(made, pictures=pictures.taken(deps, old, content.pictures))
    _check_pictures(made)
    return made


def _check_space(deps: ApiDeps, desk: str, space: str) -> None:
    try:
        deps.knowledge.store.space(desk, space)
    except NotFound as error:
        raise Invalid(field="space", reason="there is no such space") from error


def _check_texts(content: Content) -> None:
    check_languages(content.translations, "translations")
    if content.language not in content.translations:
        raise Invalid(field="language", reason="the original's language must be among the translations")
    for language, text in content.translations.items():
        if not text.title.strip():
            raise Invalid(field=f"translations.{language}.title", reason="a title is needed")


def _check_times(content: Content) -> None:
    for field, value in (("valid_from", content.valid_from), ("valid_until", content.valid_until)):
        if value is not None and value.tzinfo is None:
            raise Invalid(field=field, reason="say in which time zone: end it with Z or +01:00")
    if content.valid_from and content.valid_until and content.valid_from >= content.valid_until:
        raise Invalid(field="valid_until", reason="must be after valid_from")


def _check_pictures(article: Article) -> None:
    there = {picture.id for picture in article.pictures}
    for language, text in article.translations.items():
        for field, markdown in (("body", text.body), ("workaround", text.workaround)):
            missing = sorted(pictures_in(markdown) - there)
            if missing:
                reason = f"shows the picture “{missing[0]}”, which the article does not have"
                raise Invalid(field=f"translations.{language}.{field}", reason=reason)


def _check_agent(deps: ApiDeps, desk: str, agent: str, field: str) -> None:
    if agent not in deps.directory.fresh(desk).agents:
        raise Invalid(field=field, reason=f"“{agent[:40]}” does not work for this desk")


def _write(
    deps: ApiDeps, member: Membership, article: Article, comment: str,
    *, shown: bool = False, restored: int | None = None,
) -> Article:  # fmt: skip
    if len(msgspec.json.encode(article)) > MOST_BYTES:
        raise TooLarge(f"an article has {MOST_BYTES // 1000} KB at most, all languages together")
    if article.version >= MOST_VERSIONS:
        raise Conflict(f"an article has at most {MOST_VERSIONS} versions: start a new one")
    note = ArticleVersion(
        number=0, at=deps.now(), by=member.person, state=article.state, comment=comment, restored=restored
    )
    return deps.knowledge.store.write(ArticleWrite(article=article, note=note, shown=shown))
