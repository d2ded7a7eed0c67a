"""Full-text search."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """One found ticket, best first."""

    ref: TicketRef
    key: str
    subject: str
    state: str
    snippet: str
    score: float


class SearchScope(msgspec.Struct, frozen=True, kw_only=True):
    """What a search may return: whole desks, whole tenants, or one requester's own tickets.

    There is no way to search without one; an empty scope finds nothing.
    """

    desks: frozenset[str] = frozenset()
    tenants: frozenset[TenantRef] = frozenset()
    requesters: frozenset[tuple[TenantRef, str]] = frozenset()


class TicketDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as the index knows it. `requester_text` leaves out what only the desk reads."""

    ref: TicketRef
    key: str
    version: int
    subject: str
    text: str  # messages
    notes: str = ""  # desk only
    state: str
    priority: str
    team: str | None = None
    assignee: str | None = None
    requester: PersonRef
    updated_at: datetime


class SearchIndex(Protocol):
    """Full-text search, one index per desk."""

    def search(self, scope: SearchScope, query: str, limit: int) -> tuple[SearchHit, ...]:
        """Best first. A broken query is searched as plain words; never raises for what people type."""
        ...

    def update(self, desk: str, documents: Sequence[TicketDocument], gone: Sequence[TicketRef] = ()) -> None:
        """Add or replace documents of one desk and drop `gone`, in one commit. Older versions never win."""
        ...
