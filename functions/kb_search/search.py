"""The search box, and counts of saved searches."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk import observe
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.ports import (
    ArticleDocument,
    Directory,
    NotUnderstood,
    PersonDocument,
    SearchAnswer,
    SearchHit,
    TicketDocument,
)
from helpdesk.usecases.search import Question, SearchDeps, count, note, search
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.shapes import TenantLabel

blueprint = Blueprint(__name__)

Marks = tuple[tuple[int, int], ...]


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for: words, "exact phrases", -without, state:open, due<2h, a ticket's key.

    Words of an unfinished or broken query are searched as they are. `type` is the same as `type:` in `q`.
    With `typing` somebody is still at it: only finished searches for articles are counted for the desk.
    """

    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=1000)] = 0
    type: Literal["", "ticket", "article", "person"] = ""
    sort: Literal["", "updated", "created", "due"] = ""
    language: Annotated[str, Meta(max_length=20)] = ""
    typing: bool = False


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody by name and address."""

    id: str
    name: str
    email: str


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What only tickets have; team and assignee for the desk alone."""

    priority: str
    team: str | None
    assignee: str | None
    requester: FoundPerson
    category: str | None
    updated_at: datetime
    due_at: datetime | None


class ArticleFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What only articles have; `language` is the one that is shown."""

    id: str
    space: str
    language: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that fits; marks are [start, end) of the searched words, in UTF-16 units."""

    type: str
    key: str  # of an article or a person: the id
    desk: str
    tenant: TenantLabel | None
    subject: str
    subject_marks: Marks
    state: str
    snippet: str
    snippet_marks: Marks
    score: float
    ticket: TicketFacts | None = None
    article: ArticleFacts | None = None
    person: FoundPerson | None = None


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what was found have this value; "none" stands for no team, category..."""

    value: str
    count: int


class SearchResults(msgspec.Struct, frozen=True, kw_only=True):
    """Best first. `next` is the offset of the next page; `loose`: too few had every word of the query."""

    items: tuple[Found, ...]
    total: int
    next: int | None
    facets: dict[str, tuple[FacetValue, ...]]
    not_understood: tuple[NotUnderstood, ...]
    loose: bool


class Counting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Queries by a name of the caller's."""

    queries: Annotated[
        dict[Annotated[str, Meta(max_length=100)], Annotated[str, Meta(max_length=1000)]], Meta(max_length=50)
    ]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much each finds, and what of it was not understood, by the same names."""

    counts: dict[str, int]
    not_understood: dict[str, tuple[NotUnderstood, ...]]


@blueprint.get("/api/v1/search")
def find(call: Call[SearchDeps], query: SearchQuery) -> SearchResults:
    """Find tickets, articles and people, within what the caller may see."""
    wanted = f"type:{query.type} {query.q}" if query.type else query.q
    question = Question(
        query=wanted, limit=query.limit, offset=query.offset, sort=query.sort, language=query.language
    )
    found = search(call.deps, call.principal, question)
    if query.type == "article" and not (query.typing or query.offset):
        _note(call, query, found)
    upto = query.offset + len(found.hits)
    inside = call.principal.desks
    return SearchResults(
        items=tuple(_found(hit, call.deps.directory, inside) for hit in found.hits),
        total=found.total,
        next=upto if found.hits and upto < found.total and upto <= 1000 else None,
        facets={
            _NAMES.get(field, field): tuple(FacetValue(value=v, count=n) for v, n in counted.items())
            for field, counted in found.facets.items()
        },
        not_understood=found.not_understood,
        loose=found.loose,
    )


@blueprint.post("/api/v1/search-counts", status=200)
def counts(call: Call[SearchDeps], body: Counting) -> Counts:
    """How much each of several queries finds, within what the caller may see."""
    names = list(body.queries)
    counted = count(call.deps, call.principal, [body.queries[name] for name in names])
    return Counts(
        counts={name: total for name, (total, _) in zip(names, counted, strict=True)},
        not_understood={name: told for name, (_, told) in zip(names, counted, strict=True) if told},
    )


def _note(call: Call[SearchDeps], query: SearchQuery, found: SearchAnswer) -> None:
    """Whoever searches gets the answer, counted or not."""
    try:
        note(call.deps, call.principal, query.q, query.language, found)
    except Exception:  # noqa: BLE001 - see above
        observe.logger("kb_search").exception("a search was not counted")


_NAMES = {"kind": "type"}


def _found(hit: SearchHit, directory: Directory, inside: frozenset[str]) -> Found:
    match hit.document:
        case TicketDocument() as ticket:
            scope = ticket.ref.scope
            where = (scope.desk, label(directory, scope))
            own = scope.desk in inside
            return _shown(hit, "ticket", ticket.key, where, ticket=_ticket(ticket, own=own))
        case ArticleDocument() as article:
            facts = ArticleFacts(id=article.id, space=article.space, language=hit.language)
            return _shown(hit, "article", article.id, (article.desk, None), article=facts)
        case PersonDocument() as person:
            who = FoundPerson(id=person.id, name=person.name, email=next(iter(person.emails), ""))
            scope = person.scope
            return _shown(hit, "person", person.id, (scope.desk, label(directory, scope)), person=who)


def _shown(
    hit: SearchHit,
    kind: str,
    key: str,
    where: tuple[str, TenantLabel | None],
    *,
    ticket: TicketFacts | None = None,
    article: ArticleFacts | None = None,
    person: FoundPerson | None = None,
) -> Found:
    return Found(
        type=kind,
        key=key,
        desk=where[0],
        tenant=where[1],
        subject=hit.title,
        subject_marks=hit.title_marks,
        state=hit.document.state if isinstance(hit.document, TicketDocument) else "",
        snippet=hit.snippet,
        snippet_marks=hit.snippet_marks,
        score=hit.score,
        ticket=ticket,
        article=article,
        person=person,
    )


def _ticket(ticket: TicketDocument, *, own: bool) -> TicketFacts:
    who = ticket.requester
    return TicketFacts(
        priority=ticket.priority,
        team=ticket.team if own else None,
        assignee=ticket.assignee if own else None,
        requester=FoundPerson(id=who.id, name=who.name, email=who.email),
        category=ticket.category,
        updated_at=ticket.updated_at,
        due_at=ticket.due_at if own else None,
    )


def label(directory: Directory, scope: TenantRef) -> TenantLabel:
    """What the tenant is called; its id when it, or its desk, is gone."""
    try:
        tenant = directory.desk(scope.desk).tenants.get(scope.tenant)
    except NotFound:
        tenant = None
    return TenantLabel(ref=scope, name=tenant.name if tenant else scope.tenant)
