"""Writing knowledge: spaces and articles, from the draft to the archive, with every version kept."""

from collections.abc import Callable

from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, VersionConflict
from helpdesk.domain.knowledge.articles import Article, Translation
from helpdesk.domain.knowledge.comparison import FieldChange, compare
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge import pictures, spaces, tasks, writing
from helpdesk.usecases.knowledge.access import Reader, reader_of
from helpdesk.usecases.knowledge.reading import picture_links
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, PathPart, one_line
from tickets_api.routes.uploads import UploadView
from tickets_api.views.knowledge import (
    Comparison,
    SourceView,
    SpaceView,
    TaskList,
    VersionList,
    card_view,
    source_view,
    space_view,
    version_view,
)
from tickets_api.views.knowledge_inputs import (
    ArticleStateInput,
    CompareQuery,
    ContentInput,
    NewArticleInput,
    PictureSize,
    RestoreInput,
    SpaceInput,
)

blueprint = Blueprint(__name__)


@blueprint.put("/api/v1/desks/{desk}/spaces/{space}", errors=(Forbidden,), conflict=SpaceView)
def put_space(call: Call[ApiDeps], desk: Id, space: Id, body: SpaceInput) -> Answer[SpaceView]:
    """Make a space, or change it (leads and admins). Who may read its articles follows at once."""
    wanted = Space(
        desk=desk,
        id=space,
        names={language: one_line(name) for language, name in body.names.items()},
        audience=body.audience.audience(),
        order=body.order,
        icon=body.icon,
        archived=body.archived,
        reviewer=body.reviewer,
        languages=tuple(dict.fromkeys(body.languages)),
    )
    try:
        stored = spaces.put(call.deps, call.principal, wanted, call.if_match)
    except VersionConflict as conflict:
        current = conflict.current
        seen = space_view(current, _reader(call, desk)) if isinstance(current, Space) else None
        raise VersionConflict(conflict.detail, current=seen) from conflict
    return Answer(body=space_view(stored, _reader(call, desk)), version=stored.version)


@blueprint.post("/api/v1/desks/{desk}/articles", errors=(Conflict, TooLarge))
def make_article(call: Call[ApiDeps], desk: Id, body: NewArticleInput) -> Answer[SourceView]:
    """Begin an article, or have a draft made of a solved ticket, without anybody's personal data."""
    if body.from_ticket is not None:
        from helpdesk.usecases.knowledge import drafting  # noqa: PLC0415 - many patterns, for few requests

        made = drafting.draft(call.deps, call.principal, desk, body.from_ticket, body.space)
    elif body.title is None:
        raise Invalid(field="title", reason="is required, unless the draft is made from a ticket")
    else:
        text = Translation(title=one_line(body.title))
        content = writing.Content(
            space=body.space, kind=body.kind, language=body.language, translations={body.language: text}
        )
        made = writing.create(call.deps, call.principal, desk, content)
    return _source(call, made)


@blueprint.get("/api/v1/desks/{desk}/articles/{article}/source")
def show_source(call: Call[ApiDeps], desk: Id, article: Id) -> Answer[SourceView]:
    """Get an article as it is worked on, in all languages."""
    return _source(call, writing.source(call.deps, call.principal, desk, article))


@blueprint.put("/api/v1/desks/{desk}/articles/{article}", errors=(TooLarge,), conflict=SourceView)
def save_article(call: Call[ApiDeps], desk: Id, article: Id, body: ContentInput) -> Answer[SourceView]:
    """Write a new version. Readers keep seeing what was published."""
    return _changed(
        call,
        lambda: writing.save(
            call.deps, call.principal, desk, article, body.content(),
            comment=body.comment, expected=call.if_match,
        ),
    )  # fmt: skip


@blueprint.put("/api/v1/desks/{desk}/articles/{article}/state", errors=(Forbidden,), conflict=SourceView)
def set_article_state(
    call: Call[ApiDeps], desk: Id, article: Id, body: ArticleStateInput
) -> Answer[SourceView]:
    """Hand an article to a reviewer; publish or archive it (leads and admins)."""
    return _changed(
        call,
        lambda: writing.set_state(
            call.deps, call.principal, desk, article, body.state,
            reviewer=body.reviewer, comment=body.comment, expected=call.if_match,
        ),
    )  # fmt: skip


@blueprint.post("/api/v1/desks/{desk}/articles/{article}/uploads", errors=(TooLarge,))
def offer_picture(call: Call[ApiDeps], desk: Id, article: Id, body: PictureSize) -> UploadView:
    """Get a place for a picture of this article."""
    made = pictures.offer(call.deps, call.principal, desk, article, body.size)
    return UploadView(id=made.id, url=made.form.url, fields=made.form.fields, seconds=pictures.SECONDS)


@blueprint.get("/api/v1/desks/{desk}/articles/{article}/versions")
def list_versions(call: Call[ApiDeps], desk: Id, article: Id) -> VersionList:
    """List an article's versions: who wrote them, when and why."""
    notes = writing.versions(call.deps, call.principal, desk, article)
    return VersionList(items=tuple(map(version_view, notes)))


@blueprint.get("/api/v1/desks/{desk}/articles/{article}/versions/{number}")
def show_version(
    call: Call[ApiDeps], desk: Id, article: Id, number: PathPart, query: CompareQuery
) -> Comparison:
    """Get a version as it was, and what is different in it from another one."""
    chosen = _version(call, desk, article, number)
    changes: tuple[FieldChange, ...] = ()
    if query.against is not None:
        changes = compare(_version(call, desk, article, str(query.against)), chosen)
    return Comparison(version=source_view(chosen, picture_links(call.deps, chosen)), changes=changes)


@blueprint.post("/api/v1/desks/{desk}/articles/{article}/versions", conflict=SourceView)
def restore_version(call: Call[ApiDeps], desk: Id, article: Id, body: RestoreInput) -> Answer[SourceView]:
    """Take up an older version again, as a new one."""
    return _changed(
        call,
        lambda: writing.restore(
            call.deps, call.principal, desk, article, body.restore,
            comment=body.comment, expected=call.if_match,
        ),
    )  # fmt: skip


@blueprint.get("/api/v1/desks/{desk}/knowledge-tasks")
def list_tasks(call: Call[ApiDeps], desk: Id) -> TaskList:
    """List articles that wait for one's review, and those whose time runs out."""
    found, now = tasks.tasks(call.deps, call.principal, desk), call.deps.now()
    reader = _reader(call, desk)
    return TaskList(
        review=tuple(card_view(card, reader, now) for card in found.review),
        expiring=tuple(card_view(card, reader, now) for card in found.expiring),
        expired=tuple(card_view(card, reader, now) for card in found.expired),
    )


def _changed(call: Call[ApiDeps], change: Callable[[], Article]) -> Answer[SourceView]:
    """VersionConflict goes on with the present article as clients see it."""
    try:
        return _source(call, change())
    except VersionConflict as conflict:
        current = conflict.current
        seen = (
            source_view(current, picture_links(call.deps, current)) if isinstance(current, Article) else None
        )
        raise VersionConflict(conflict.detail, current=seen) from conflict


def _source(call: Call[ApiDeps], article: Article) -> Answer[SourceView]:
    view = source_view(article, picture_links(call.deps, article))
    return Answer(body=view, version=article.version)


def _version(call: Call[ApiDeps], desk: str, article: str, number: str) -> Article:
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise NotFound("there is no such version")
    return writing.version(call.deps, call.principal, desk, article, int(number))


def _reader(call: Call[ApiDeps], desk: str) -> Reader:
    return reader_of(call.deps, call.principal, desk)
