"""What the functions do across tenants: intake, checker, outbox, quarantine."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.quarantine import Decision, QuarantinedMail
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports.common import PageRequest
from helpdesk.ports.tickets import TicketStore


class MailLookup(msgspec.Struct, frozen=True, kw_only=True):
    """What the table knows about an arriving mail, read in one batch."""

    seen: TicketRef | None  # where this very Message-ID landed before
    fingerprint: str = ""  # of the mail that landed there; "" when it was kept without one
    threads: dict[str, TicketRef]  # known ids among those the mail refers to
    sender: Membership | None  # the sender as a requester of the tenant
    agent: Membership | None  # the sender as a member of the tenant's desk


class IntakeStore(TicketStore, Protocol):
    """For `intake_email` alone: reads and writes across tenants."""

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        """One BatchGetItem; at most 90 of `refers_to` are asked for."""
        ...

    def put_check(self, desk: str, check: AddressCheck) -> None:
        """Write down how the test of an address went."""
        ...

    def quarantine(self, mail: QuarantinedMail) -> None:
        """Keep it; a second time with the same id changes nothing."""
        ...


class DueTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket whose `next_action_at` has come. `tries`: how often seeing to it has failed already."""

    ref: TicketRef
    due: datetime
    tries: int = 0


class CheckerStore(TicketStore, Protocol):
    """For `sla_checker` alone: reads the work index across tenants."""

    def due(self, now: datetime, limit: int, shards: Collection[int] | None = None) -> Iterable[DueTicket]:
        """Tickets with `next_action_at <= now`, oldest first, following pages lazily. `shards` None: all."""
        ...

    def postpone(self, due: DueTicket, until: datetime) -> None:
        """Look at it again then, and count one more failure; what was written meanwhile stays."""
        ...

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        """Pending deliveries made, or last swept, before that instant, oldest first per shard."""
        ...

    def swept(self, delivery: Delivery, again: datetime) -> None:
        """It is on the queue once more: as stale it counts from `again` on, should it still be pending."""
        ...

    def held_notices(self) -> Iterable[Delivery]:
        """What waits for a digest, all of one person together, an incomplete digest first."""
        ...

    def gather(self, digest: Delivery, notices: Sequence[Delivery], *, before: int) -> bool:
        """Write the digest, which told `before` notices so far, and settle `notices` with it: all or nothing.

        At most 90 at once. False when somebody else was first.
        """
        ...

    def recalculations(self, now: datetime) -> Sequence[Recalculation]:
        """Those whose time has come, oldest first."""
        ...

    def save_recalculation(self, job: Recalculation, *, done: bool = False) -> None:
        """Remember how far it is; `done`: forget it."""
        ...


class OutboxStore(TicketStore, Protocol):
    """For `outbox` alone: carries out deliveries across tenants."""

    def delivery(self, ref: TicketRef, delivery_id: str) -> Delivery:
        """The delivery. Raises NotFound."""
        ...

    def settle(self, delivery: Delivery, marks: Sequence[str] = (), entries: Sequence[AnyEntry] = ()) -> None:
        """Record a SENT or STOPPED delivery, clear its outbox mark, and mark `marks` as this ticket's.

        `entries` tell the ticket about it. A delivery that is settled already stays as it is.
        """
        ...

    def advance(self, delivery: Delivery) -> None:
        """Remember how far a PENDING delivery is; the outbox hears of it anew. A settled one stays so."""
        ...

    def suppressed(self, scope: TenantRef, address: str) -> Suppression | None:
        """Why no machine may write to this address of the tenant; None when it may."""
        ...

    def person(self, scope: TenantRef, person: str) -> Person | None:
        """One of the tenant's people as they are stored now, also one who was merged into another."""
        ...

    def recent_automatic(self, recipient: str, subject: str, since: datetime) -> tuple[int, int]:
        """How many automatic answers went to the address since then: (all, with this subject)."""
        ...

    def count_automatic(self, recipient: str, subject: str, at: datetime) -> None:
        """Remember that one automatic answer went out (RFC 3834 section 2 backstop)."""
        ...


class QuarantineStore(Protocol):
    """The quarantine; bound to a scope of desks. `desk` None: mail no desk is known for."""

    def list(self, desk: str | None, page: PageRequest) -> tuple[tuple[QuarantinedMail, ...], str | None]:
        """What waits, newest first, with the cursor of the next page."""
        ...

    def get(self, desk: str | None, mail_id: str) -> QuarantinedMail:
        """One mail, decided on or not. Raises NotFound."""
        ...

    def decide(self, desk: str | None, mail_id: str, decision: Decision) -> QuarantinedMail:
        """Write down a decision, and give the mail as it stands. One that is done stays as it is.

        A mail whose decision is done waits no longer. Raises NotFound, and Conflict when something else was
        decided before.
        """
        ...
