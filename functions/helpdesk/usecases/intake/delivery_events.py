"""What SES reports about mail we sent: bounces and complaints reach the ticket; deliveries are counted."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.timeline import SYSTEM, MailEventEntry
from helpdesk.ports import IntakeStore, NewId, TicketWrite
from helpdesk.usecases.deps import retrying

_CAUSES = {"bounced": SuppressionCause.BOUNCED, "complained": SuppressionCause.COMPLAINED}

_MOST_ENTRIES = 20


class DeliveryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One SES event about one of our deliveries. `id` is the same when SES tells it twice."""

    id: str
    ticket: TicketRef
    delivery: str
    event: str  # "bounced", "delayed", "complained"
    recipients: tuple[tuple[str, str], ...]  # address, what the other side said
    at: datetime

    @property
    def cause(self) -> SuppressionCause | None:
        """Why no machine may write to the recipients any more; None when it still may."""
        return _CAUSES.get(self.event)


def record(store: IntakeStore, new_id: NewId, event: DeliveryEvent) -> None:
    """Write it on the ticket, once per event. Raises NotFound when the ticket is gone.

    Raises DuplicateMail when this event was recorded before.
    """

    def attempt() -> None:
        ticket = store.get(event.ticket)
        entries = tuple(
            MailEventEntry(
                id=new_id(),
                at=event.at,
                by=SYSTEM,
                event=event.event,
                recipient=recipient,
                detail=detail[:1000],
                delivery=event.delivery,
            )
            for recipient, detail in _told(event.recipients)
        )
        suppressions = tuple(
            Suppression(
                scope=event.ticket.scope,
                address=recipient.strip().lower(),
                cause=event.cause,
                detail=detail[:300],
                ticket=ticket.key,
                at=event.at,
            )
            for recipient, detail in event.recipients
            if event.cause and recipient.strip()
        )
        touched = replace(ticket, updated_at=max(ticket.updated_at, event.at))
        marks = (f"event.{event.id}",)
        store.write(TicketWrite(ticket=touched, entries=entries, marks=marks, suppressions=suppressions))

    retrying(attempt)


def _told(recipients: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """One by one, or many together: one transaction has room for 100 rows."""
    if len(recipients) <= _MOST_ENTRIES:
        return recipients
    return ((", ".join(recipient for recipient, _ in recipients), recipients[0][1]),)
