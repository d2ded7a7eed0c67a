"""Searching: what a person typed, within what this person may see."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.knowledge.spaces import readable
from helpdesk.domain.people import Principal, Role
from helpdesk.ports import (
    ArticleDocument,
    Attempts,
    Directory,
    NotUnderstood,
    SearchAnswer,
    SearchIndex,
    SearchRequest,
    SearchScope,
    Stores,
)
from helpdesk.ports.desk_searches import WaveStore
from helpdesk.ports.knowledge import FeedbackStore, KnowledgeStore
from helpdesk.ports.search import Sort
from helpdesk.usecases.admitting import admit_person
from helpdesk.usecases.knowledge.searches import searched
from helpdesk.usecases.tally import Tally

_FILTER: Final = re.compile(r"(?<!\S)-?[a-z]+[:<>]\S*")


class SearchDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of `kb_search`'s API. `missing()` tells operations that meaning was not at hand."""

    index: SearchIndex
    directory: Directory
    knowledge: KnowledgeStore
    feedback: FeedbackStore
    stores: Stores
    attempts: Attempts
    tally: Tally
    waves: WaveStore
    now: Callable[[], datetime]
    missing: Callable[[], None] = lambda: None


def admit(deps: SearchDeps, principal: Principal) -> None:
    """Count one request, in one sum with those to the rest of the API. Raises TooMany.

    Keys never come here: no route of this function takes a permission that they can have.
    """
    admit_person(deps.tally, deps.attempts, principal, deps.now())


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asks the search box. `language`: the reader's, for articles in several."""

    query: str
    limit: int = 20
    offset: int = 0
    sort: Sort = ""
    language: str = ""


def scope_of(principal: Principal, knowledge: KnowledgeStore) -> SearchScope:
    """Agents see their desks, managers their tenants, requesters what they take part in, and CC'd people too.

    A signed mail link opens one ticket, which needs no search: only articles for everybody remain.
    """
    spaces = frozenset(
        (desk, space)
        for desk in {m.desk for m in principal.memberships}
        for space in readable(principal, knowledge.spaces(desk))
    )
    if principal.ticket is not None:
        return SearchScope(spaces=spaces)
    tenants = {m.scope for m in principal.memberships if m.role is Role.MANAGER and m.scope}
    own = {
        (m.scope, name)
        for m in principal.memberships
        if m.scope
        for name in (m.person.id, m.person.email, principal.email)
        if name
    }
    desks = {m.desk for m in principal.memberships if m.desk in principal.desks and m.scope is None}
    return SearchScope(
        desks=frozenset(desks), tenants=frozenset(tenants), requesters=frozenset(own), spaces=spaces
    )


def search(deps: SearchDeps, principal: Principal, question: Question) -> SearchAnswer:
    """What fits best. Raises Unavailable while a damaged index is rebuilt."""
    asked = _request(deps, principal, question)
    return deps.index.search(scope_of(principal, deps.knowledge), asked)


def note(deps: SearchDeps, principal: Principal, query: str, language: str, answer: SearchAnswer) -> None:
    """Count a finished search for articles, so that the desk learns what it has no article about.

    Nothing of who searched is kept; filters are no words.
    """
    words = _FILTER.sub(" ", query)
    for desk in sorted({membership.desk for membership in principal.memberships}):
        found = [one for hit in answer.hits if isinstance(one := hit.document, ArticleDocument)]
        of_desk = sum(one.desk == desk for one in found)
        searched(deps.feedback, desk, words, language=language, found=of_desk, now=deps.now())


def count(
    deps: SearchDeps, principal: Principal, queries: Sequence[str]
) -> tuple[tuple[int, tuple[NotUnderstood, ...]], ...]:
    """How much each query finds, all in one go. Raises Unavailable."""
    asked = [_request(deps, principal, Question(query=query)) for query in queries]
    return deps.index.count(scope_of(principal, deps.knowledge), asked)


def languages_of(deps: SearchDeps, principal: Principal, wanted: str) -> tuple[str, ...]:
    """In which language articles are shown: the reader's, their organisation's, their desk's."""
    return tuple(dict.fromkeys(language for language in (wanted, *_configured(deps, principal)) if language))


def _configured(deps: SearchDeps, principal: Principal) -> Iterator[str]:
    for membership in principal.memberships:
        try:
            config = deps.directory.desk(membership.desk)
        except NotFound:
            continue
        tenant = config.tenants.get(membership.tenant or "")
        if tenant:
            yield tenant.language
        yield config.desk.language


def _request(deps: SearchDeps, principal: Principal, question: Question) -> SearchRequest:
    working = [m for m in principal.memberships if m.scope is None and m.desk in principal.desks]
    return SearchRequest(
        query=question.query,
        now=deps.now(),
        limit=question.limit,
        offset=question.offset,
        sort=question.sort,
        me=frozenset((m.desk, m.person.id) for m in working),
        languages=languages_of(deps, principal, question.language),
    )
