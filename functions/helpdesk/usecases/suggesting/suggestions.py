"""While somebody writes: articles that may answer, and for the desk similar tickets with what solved them."""

from datetime import datetime, timedelta

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.knowledge.spaces import AudienceKind, Space, readable
from helpdesk.domain.people import PersonRef, Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.waves import QUIET, Wave, WaveState
from helpdesk.ports import (
    ArticleDocument,
    Match,
    PageRequest,
    SearchScope,
    SimilarHit,
    TicketDocument,
)
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.suggesting.drafts import Draft, Place, likeness, place_of, ref_of

JUST_NOW = timedelta(minutes=10)
"""Tickets younger than this are also read from the table: the index may not have them yet."""

_NEWEST, _TICKETS = 25, 40
_ANY = "printer"
"""A word to warm up with."""


class SuggestedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """`for_requester`: the tenant's people may read it, so that it can be sent to them."""

    hit: SimilarHit
    article: ArticleDocument
    space_name: str
    for_requester: bool


class SuggestedTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket like the draft. `fresh`: from the table, where only its subject was looked at."""

    scope: TenantRef
    key: str
    subject: str
    state: str
    open: bool
    team: str | None
    assignee: str | None
    category: str | None
    requester: PersonRef
    created_at: datetime | None
    updated_at: datetime
    solution: str = ""
    why: Match
    score: float
    fresh: bool = False


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """Best first. Tickets, and the wave that some of them belong to, only for the desk."""

    articles: tuple[SuggestedArticle, ...] = ()
    open: tuple[SuggestedTicket, ...] = ()
    solved: tuple[SuggestedTicket, ...] = ()
    wave: Wave | None = None
    by_meaning: bool = False


def suggest(deps: SearchDeps, principal: Principal, draft: Draft) -> Suggestions:
    """Raises Invalid and NotFound as `place_of` does, Unavailable while an index is rebuilt.

    A form that was just opened asks with nothing: that finds nothing, and fetches all for the first words.
    """
    place = place_of(principal, draft)
    if not deps.index.by_meaning:
        deps.missing()
    if draft.empty:
        _articles(deps, principal, msgspec.structs.replace(draft, text=_ANY), place)
        return Suggestions(by_meaning=deps.index.by_meaning)
    tickets = _tickets(deps, principal, draft, place) if place.inside else ()
    return Suggestions(
        articles=_articles(deps, principal, draft, place),
        open=tuple(one for one in tickets if one.open)[: draft.limit],
        solved=tuple(one for one in tickets if not one.open)[: draft.limit],
        wave=_wave(deps, place.scope.desk, tickets),
        by_meaning=deps.index.by_meaning,
    )


def _wave(deps: SearchDeps, desk: str, alike: tuple[SuggestedTicket, ...]) -> Wave | None:
    """What many write about just now, when the draft is like one of those; not what was dismissed."""
    keys, now = {one.key for one in alike}, deps.now()
    if not keys:
        return None
    going = (
        wave for wave in deps.waves.waves(desk)
        if wave.state is not WaveState.DISMISSED and now - wave.last_at <= QUIET
    )  # fmt: skip
    return next((wave for wave in going if any(ticket.key in keys for ticket in wave.tickets)), None)


def _articles(
    deps: SearchDeps, principal: Principal, draft: Draft, place: Place
) -> tuple[SuggestedArticle, ...]:
    desk = place.scope.desk
    spaces = {space.id: space for space in deps.knowledge.spaces(desk)}
    mine = frozenset((desk, space) for space in readable(principal, tuple(spaces.values())))
    asked = likeness(deps, principal, draft, "article", draft.limit)
    return tuple(
        SuggestedArticle(
            hit=hit,
            article=hit.document,
            space_name=_name(spaces[hit.document.space], (*asked.languages, hit.language, *asked.otherwise)),
            for_requester=_reaches(spaces[hit.document.space], place.scope.tenant),
        )
        for hit in deps.index.similar(SearchScope(spaces=mine), asked)
        if isinstance(hit.document, ArticleDocument) and hit.document.space in spaces
    )


def _tickets(
    deps: SearchDeps, principal: Principal, draft: Draft, place: Place
) -> tuple[SuggestedTicket, ...]:
    asked = likeness(deps, principal, draft, "ticket", _TICKETS)
    scope = SearchScope(desks=frozenset({place.scope.desk}))
    found = [
        _indexed(hit, hit.document)
        for hit in deps.index.similar(scope, asked)
        if isinstance(hit.document, TicketDocument)
    ]
    fresh = _fresh(deps, principal, draft, place, {one.key for one in found})
    return tuple(sorted((*fresh, *found), key=lambda one: -one.score))


def _fresh(
    deps: SearchDeps, principal: Principal, draft: Draft, place: Place, known: set[str]
) -> list[SuggestedTicket]:
    """The tenant's newest tickets, straight from the table."""
    asked = likeness(deps, principal, draft, "ticket", _NEWEST)
    store = deps.stores.for_principal(principal).tickets
    try:
        page = store.of_tenant(place.scope, PageRequest(limit=_NEWEST))
    except NotFound:
        return []
    own = ref_of(deps.directory, draft.ticket) if draft.ticket else None
    young = [
        ticket
        for ticket in page.tickets
        if ticket.created_at >= asked.now - JUST_NOW and ticket.key not in known and ticket.ref != own
    ]
    matches = deps.index.compare(asked, [(ticket.subject, "") for ticket in young])
    return [_from_table(ticket, match) for ticket, match in zip(young, matches, strict=True) if match]


def _indexed(hit: SimilarHit, document: TicketDocument) -> SuggestedTicket:
    return SuggestedTicket(
        scope=document.ref.scope,
        key=document.key,
        subject=document.subject,
        state=document.state,
        open=document.open,
        team=document.team,
        assignee=document.assignee,
        category=document.category,
        requester=document.requester,
        created_at=document.created_at,
        updated_at=document.updated_at,
        solution=document.solution,
        why=Match(words=hit.words, closeness=hit.closeness),
        score=hit.score,
    )


def _from_table(ticket: Ticket, match: Match) -> SuggestedTicket:
    return SuggestedTicket(
        scope=ticket.ref.scope,
        key=ticket.key,
        subject=ticket.subject,
        state=ticket.state,
        open=ticket.open,
        team=ticket.team,
        assignee=ticket.assignee.id if ticket.assignee else None,
        category=ticket.category,
        requester=ticket.requester,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        why=match,
        score=round(max(0.0, match.closeness or 0.0) or 0.5, 4),
        fresh=True,
    )


def _name(space: Space, languages: tuple[str, ...]) -> str:
    return next(
        (space.names[one] for one in languages if one in space.names), next(iter(space.names.values()))
    )


def _reaches(space: Space, tenant: str) -> bool:
    """Whether all people of the tenant may enter; groups are for some of them only."""
    audience = space.audience
    if space.archived or audience.kind is AudienceKind.DESK:
        return False
    chosen = audience.kind is AudienceKind.CHOSEN
    return not chosen or (not audience.groups and (not audience.tenants or tenant in audience.tenants))
