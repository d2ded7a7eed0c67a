"""Tickets within one scope."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports.common import PageRequest


class TicketPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some tickets, and where the next ones start (None: these were the last)."""

    tickets: tuple[Ticket, ...]
    next: str | None = None


class TicketStory(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket with all of its timeline (oldest first) and what was or will be sent about it."""

    ticket: Ticket
    entries: tuple[AnyEntry, ...]
    deliveries: tuple[Delivery, ...]


class TicketWrite(msgspec.Struct, frozen=True, kw_only=True):
    """State, timeline, duplicate markers and outbox marks of one change: all of it or nothing.

    `ticket.version` is the version that was read (0 for a new ticket). `marks` are message ids that must
    not be known in the tenant yet; from then on they lead to this ticket. `person` is a requester met for
    the first time, whose addresses must not be known in the tenant yet. `fingerprint` is kept with the
    first of `marks`: it tells the mail from another one that reuses its id. `marks_until`: when the marks
    may be forgotten; None: never. `leads` are ids of our own making: whoever used one before, it leads to
    this ticket from now on. `suppressions` are addresses that no machine writes to from then on.
    """

    ticket: Ticket
    entries: tuple[AnyEntry, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    marks: tuple[str, ...] = ()
    fingerprint: str = ""
    marks_until: datetime | None = None
    leads: tuple[str, ...] = ()
    person: Person | None = None
    suppressions: tuple[Suppression, ...] = ()


class TicketStore(Protocol):
    """Tickets within the scope the store was bound to; whatever lies outside it is NotFound."""

    def get(self, ref: TicketRef) -> Ticket:
        """The ticket. Raises NotFound."""
        ...

    def get_all(self, refs: Collection[TicketRef]) -> dict[TicketRef, Ticket]:
        """Those of the tickets that are there and within reach; a request for every hundred."""
        ...

    def story(self, ref: TicketRef) -> TicketStory:
        """The ticket and all that happened to it, in one Query. Raises NotFound."""
        ...

    def write(self, change: TicketWrite) -> Ticket:
        """One transaction. Returns the ticket as stored (version + 1).

        Raises VersionConflict when the ticket changed since it was read, DuplicateMail when one of `marks`
        is known already, PersonExists when an address of `person` is.
        """
        ...

    def marked(self, scope: TenantRef, mark: str) -> tuple[TicketRef, str] | None:
        """The ticket that this mark of the tenant leads to, and the fingerprint it was written with."""
        ...

    def next_number(self, scope: TenantRef) -> int:
        """The tenant's next ticket number; never the same twice, gaps are possible. Raises NotFound."""
        ...

    def queue(self, desk: str, page: PageRequest) -> TicketPage:
        """Open tickets of a desk, the next to be due first. Raises NotFound outside the scope."""
        ...

    def queue_behind(self, desk: str, most: int) -> tuple[Ticket, ...]:
        """The last of a desk's queue, the very last first: those that nothing is promised for."""
        ...

    def assigned_to(self, desk: str, agent: str, page: PageRequest) -> TicketPage:
        """Open tickets of an agent, the next to be due first."""
        ...

    def of_requester(self, scope: TenantRef, person: str, page: PageRequest) -> TicketPage:
        """All tickets of one requester, newest first."""
        ...

    def of_tenant(self, scope: TenantRef, page: PageRequest) -> TicketPage:
        """All tickets of a tenant, newest first."""
        ...
