"""Delivery reports that arrive as mail (RFC 3464 and older): told on the ticket of what came back."""

from msgspec.structs import replace

from helpdesk.domain.quarantine import Cause
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ActorKind, MailEventEntry
from helpdesk.mail.inbound import Bounce
from helpdesk.ports import MailLookup, TicketWrite
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.acting import act_of
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived
from helpdesk.usecases.intake.threads import Thread

_MOST_RECIPIENTS = 20


def reported(
    deps: IntakeDeps, home: Home, arrived: Arrived, thread: Thread, known: MailLookup
) -> TicketWrite | Cause:
    """What to write for a bounce. One about nothing we sent is a Cause for quarantine.

    An address counts as unreachable only when the report names a mail of this ticket by its id, and the
    address takes part in it: anybody can write a report.
    """
    ticket, bounce = thread.ticket or thread.related, arrived.mail.bounce
    if ticket is None or bounce is None:
        return Cause.UNMATCHED
    act = act_of(deps, home, arrived, Actor(kind=ActorKind.SYSTEM, name=arrived.sender), ticket)
    entries = tuple(
        MailEventEntry(
            id=deps.new_id(),
            at=act.at,
            by=act.by,
            event="bounced" if bounce.hard else "delayed",
            recipient=failed.email,
            detail=f"{failed.status} {failed.reason}".strip()[:1000],
        )
        for failed in bounce.recipients[:_MOST_RECIPIENTS]
    )
    return TicketWrite(
        ticket=replace(ticket, updated_at=act.at),
        entries=entries or (_unnamed(deps, bounce, act.by, arrived),),
        marks=(arrived.mark,),
        fingerprint=arrived.fingerprint,
        suppressions=_suppressions(arrived, ticket, bounce, known),
    )


def _unnamed(deps: IntakeDeps, bounce: Bounce, by: Actor, arrived: Arrived) -> MailEventEntry:
    """A report that does not say whom it is about still says that something came back."""
    return MailEventEntry(
        id=deps.new_id(),
        at=arrived.notice.received_at,
        by=by,
        event="bounced" if bounce.hard else "delayed",
        recipient="",
        detail=arrived.mail.subject[:1000],
    )


def _suppressions(
    arrived: Arrived, ticket: Ticket, bounce: Bounce, known: MailLookup
) -> tuple[Suppression, ...]:
    if not bounce.hard or not known.threads or bounce.returned is None:
        return ()
    return tuple(
        Suppression(
            scope=arrived.scope,
            address=failed.email.strip().lower(),
            cause=SuppressionCause.BOUNCED,
            detail=f"{failed.status} {failed.reason}".strip()[:300],
            ticket=ticket.key,
            at=arrived.notice.received_at,
        )
        for failed in bounce.recipients[:_MOST_RECIPIENTS]
        if not failed.status.startswith("4") and ticket.is_party(failed.email)
    )
