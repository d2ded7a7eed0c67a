"""Searching tickets: what a person typed, within what this person may see."""

import msgspec

from helpdesk.domain.people import Principal, Role
from helpdesk.ports import Directory, SearchHit, SearchIndex, SearchScope


class SearchDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of `kb_search`'s API; the directory knows what tenants are called."""

    index: SearchIndex
    directory: Directory


def scope_of(principal: Principal) -> SearchScope:
    """Agents see their desks, managers their tenants, requesters their own tickets.

    A signed mail link opens one ticket, which needs no search: it finds nothing.
    """
    if principal.ticket is not None:
        return SearchScope()
    led = {m.scope for m in principal.memberships if m.role is Role.MANAGER and m.scope}
    own = {(m.scope, m.person.id) for m in principal.memberships if m.role is Role.REQUESTER and m.scope}
    desks = {m.desk for m in principal.memberships if m.desk in principal.desks and m.scope is None}
    return SearchScope(desks=frozenset(desks), tenants=frozenset(led), requesters=frozenset(own))


def search(deps: SearchDeps, principal: Principal, query: str, limit: int) -> tuple[SearchHit, ...]:
    """The tickets that fit best. Raises Unavailable while a damaged index is rebuilt."""
    return deps.index.search(scope_of(principal), query, limit)
