"""The search box."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Directory, SearchHit
from helpdesk.usecases.search import SearchDeps, search
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.shapes import TenantLabel

blueprint = Blueprint(__name__)


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for: words, "exact phrases", -without, state:open, a ticket's key.

    Words of an unfinished or broken query are searched as they are.
    """

    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class FoundTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket that fits; `snippet` shows where."""

    key: str
    desk: str
    tenant: TenantLabel
    subject: str
    state: str
    snippet: str
    score: float


class SearchResults(msgspec.Struct, frozen=True, kw_only=True):
    """Best first."""

    items: tuple[FoundTicket, ...]


@blueprint.get("/api/v1/search")
def find(call: Call[SearchDeps], query: SearchQuery) -> SearchResults:
    """Find tickets by what was written in them, within what the caller may see."""
    hits = search(call.deps, call.principal, query.q, query.limit)
    return SearchResults(items=tuple(_found(hit, call.deps.directory) for hit in hits))


def _found(hit: SearchHit, directory: Directory) -> FoundTicket:
    return FoundTicket(
        key=hit.key,
        desk=hit.ref.scope.desk,
        tenant=TenantLabel(ref=hit.ref.scope, name=_name(directory, hit.ref.scope)),
        subject=hit.subject,
        state=hit.state,
        snippet=hit.snippet,
        score=hit.score,
    )


def _name(directory: Directory, scope: TenantRef) -> str:
    """What the tenant is called; its id when it, or its desk, is gone."""
    try:
        tenant = directory.desk(scope.desk).tenants.get(scope.tenant)
    except NotFound:
        return scope.tenant
    return tenant.name if tenant else scope.tenant
