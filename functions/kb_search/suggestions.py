"""Answers while somebody writes, and what kind of work it is."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.waves import Wave
from helpdesk.ports import LabelGuess
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.suggesting.classification import classify
from helpdesk.usecases.suggesting.drafts import Draft
from helpdesk.usecases.suggesting.suggestions import SuggestedArticle, SuggestedTicket, suggest
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.shapes import TenantLabel
from helpdesk.web.texts import TicketKey
from kb_search.search import FoundPerson, label

blueprint = Blueprint(__name__)


class Writing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was written so far; the desk's people say for whom. `ticket`: what it is about already."""

    subject: Annotated[str, Meta(max_length=1_000)] = ""
    text: Annotated[str, Meta(max_length=100_000)] = ""
    tenant: TenantRef | None = None
    ticket: TicketKey | None = None
    language: Annotated[str, Meta(max_length=20)] = ""
    limit: Annotated[int, Meta(ge=1, le=10)] = 5

    def draft(self) -> Draft:
        """As the use cases take it."""
        return Draft(
            subject=self.subject,
            text=self.text,
            tenant=self.tenant,
            ticket=self.ticket,
            language=self.language,
            limit=self.limit,
        )


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Words both have, and closeness in meaning up to 1; null where that is not known."""

    words: tuple[str, ...]
    closeness: float | None


class ArticleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An article that may answer, and the sentence of it that does best."""

    id: str
    desk: str
    title: str
    space: str
    space_name: str
    language: str
    sentence: str
    visible_to_requester: bool
    why: Why
    score: float


class SimilarTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket like the text. `solution`: the last answer of an agent, once it is done."""

    key: str
    tenant: TenantLabel
    subject: str
    state: str
    team: str | None
    assignee: str | None
    category: str | None
    requester: FoundPerson
    created_at: datetime | None
    updated_at: datetime
    solution: str
    fresh: bool
    why: Why
    score: float


class WaveNow(msgspec.Struct, frozen=True, kw_only=True):
    """Many write about the same just now. `incident`: the ticket that stands for all, once there is one."""

    id: str
    subject: str
    tickets: int
    first_at: datetime
    incident: str | None


class SuggestionList(msgspec.Struct, frozen=True, kw_only=True):
    """Best first; tickets and `wave` for the desk only. `by_meaning` false: words alone decided."""

    articles: tuple[ArticleAnswer, ...]
    open: tuple[SimilarTicket, ...]
    solved: tuple[SimilarTicket, ...]
    wave: WaveNow | None
    by_meaning: bool


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket that a guess is taken from."""

    key: str
    subject: str


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """A value, how sure we are (0 to 1), and the tickets it is taken from."""

    value: str
    confidence: float
    based_on: tuple[Grounds, ...]


class Classification(msgspec.Struct, frozen=True, kw_only=True):
    """Up to three values for each field, the likeliest first."""

    category: tuple[Guess, ...]
    priority: tuple[Guess, ...]
    service: tuple[Guess, ...]
    team: tuple[Guess, ...]
    language: tuple[Guess, ...]


@blueprint.post("/api/v1/suggestions", status=200, errors=(NotFound,))
def suggestions(call: Call[SearchDeps], body: Writing) -> SuggestionList:
    """Articles that may answer what is being written, and for the desk similar tickets."""
    found = suggest(call.deps, call.principal, body.draft())
    return SuggestionList(
        articles=tuple(map(_article, found.articles)),
        open=tuple(_ticket(call.deps, one) for one in found.open),
        solved=tuple(_ticket(call.deps, one) for one in found.solved),
        wave=_wave(found.wave) if found.wave else None,
        by_meaning=found.by_meaning,
    )


@blueprint.post("/api/v1/classifications", status=200, errors=(NotFound,))
def classifications(call: Call[SearchDeps], body: Writing) -> Classification:
    """What kind of work a text is, judged by the tickets most like it."""
    found = classify(call.deps, call.principal, body.draft())
    return Classification(**{field: tuple(map(_guess, guesses)) for field, guesses in found.items()})


def _article(one: SuggestedArticle) -> ArticleAnswer:
    text = one.article.texts[one.hit.language]
    return ArticleAnswer(
        id=one.article.id,
        desk=one.article.desk,
        title=text.title,
        space=one.article.space,
        space_name=one.space_name,
        language=one.hit.language,
        sentence=one.hit.passage,
        visible_to_requester=one.for_requester,
        why=Why(words=one.hit.words, closeness=one.hit.closeness),
        score=one.hit.score,
    )


def _ticket(deps: SearchDeps, one: SuggestedTicket) -> SimilarTicket:
    who = one.requester
    return SimilarTicket(
        key=one.key,
        tenant=label(deps.directory, one.scope),
        subject=one.subject,
        state=one.state,
        team=one.team,
        assignee=one.assignee,
        category=one.category,
        requester=FoundPerson(id=who.id, name=who.name, email=who.email),
        created_at=one.created_at,
        updated_at=one.updated_at,
        solution=one.solution,
        fresh=one.fresh,
        why=Why(words=one.why.words, closeness=one.why.closeness),
        score=one.score,
    )


def _wave(one: Wave) -> WaveNow:
    first = one.tickets[0]
    return WaveNow(
        id=one.id,
        subject=first.subject,
        tickets=len(one.tickets),
        first_at=first.created_at,
        incident=one.incident,
    )


def _guess(one: LabelGuess) -> Guess:
    based_on = tuple(Grounds(key=key, subject=subject) for key, subject in one.based_on)
    return Guess(value=one.value, confidence=one.confidence, based_on=based_on)
