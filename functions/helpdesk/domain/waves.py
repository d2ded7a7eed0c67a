"""Waves: many alike new tickets within minutes, which may be one fault."""

import enum
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef

WITHIN: Final = timedelta(minutes=15)
QUIET: Final = timedelta(hours=1)
"""What was dismissed, or became an incident, takes in what comes this long after its last ticket."""

FEWEST: Final = 5
MOST: Final = 200


class WaveState(enum.StrEnum):
    """What the desk made of it."""

    OPEN = "open"
    DISMISSED = "dismissed"
    INCIDENT = "incident"


class WaveTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of a wave, as it was when it came."""

    ref: TicketRef
    key: str
    subject: str
    created_at: datetime


class Wave(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Alike tickets of a desk in the order they came. `incident`: the ticket they were put under."""

    desk: str
    id: str
    tickets: tuple[WaveTicket, ...]
    words: tuple[str, ...] = ()
    state: WaveState = WaveState.OPEN
    incident: str | None = None
    updated_at: datetime
    version: int = 0

    @property
    def tenants(self) -> frozenset[TenantRef]:
        """Whom it concerns."""
        return frozenset(ticket.ref.scope for ticket in self.tickets)

    @property
    def last_at(self) -> datetime:
        """When the newest of its tickets came."""
        return max(ticket.created_at for ticket in self.tickets)

    def takes(self, ticket: WaveTicket) -> bool:
        """Whether this one comes close enough behind the others."""
        known = any(one.ref == ticket.ref for one in self.tickets)
        return not known and abs(ticket.created_at - self.last_at) <= WITHIN and len(self.tickets) < MOST
