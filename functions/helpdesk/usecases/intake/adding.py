"""A mail on a ticket that is there: the customer's message, an agent's answer, or a note."""

from datetime import timedelta

from helpdesk.domain import changes
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports import MailLookup, TicketWrite
from helpdesk.usecases.deps import Home
from helpdesk.usecases.handovers.reopened import let_go
from helpdesk.usecases.intake.acting import act_of, agent_actor, requester_actor, writer
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived, message_entry, note_entry
from helpdesk.usecases.intake.passing_on import PassedOn, cover_note, passed_on
from helpdesk.usecases.intake.threads import Thread


def added(deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, known: MailLookup) -> TicketWrite:
    """From the customer's side it is a message; whatever waited or was solved is open again."""
    handed = passed_on(home, arrived, known, ticket)
    if handed:
        return _handed(deps, home, arrived, ticket, handed)
    if known.agent is not None and ticket.requester.email.lower() != arrived.sender:
        return _from_the_desk(deps, home, arrived, ticket, known.agent.person)
    by = requester_actor(arrived, writer(arrived, known))
    act = act_of(deps, home, arrived, by, ticket)
    written = changes.requester_writes(ticket, message_entry(deps, arrived, by), act)
    after, entries = let_go(home.config, ticket, written, act)
    return _write(arrived, after, entries)


def filed(deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, known: MailLookup) -> TicketWrite:
    """A note that reopens nothing and restarts no clock: a machine's answer, a mail nobody vouches for."""
    act = act_of(deps, home, arrived, requester_actor(arrived, writer(arrived, known)), ticket)
    after, entries = changes.add_note(ticket, note_entry(deps, arrived, act.by), act)
    return _write(arrived, after, entries)


def still_open(home: Home, ticket: Ticket, arrived: Arrived) -> bool:
    """Whether a reply continues this ticket: it is open, or was solved within the desk's window."""
    if ticket.open:
        return True
    done = ticket.closed_at or ticket.solved_at or ticket.updated_at
    return arrived.notice.received_at - done <= timedelta(days=home.config.desk.reopen_days)


def may_reopen(home: Home, arrived: Arrived, thread: Thread) -> bool:
    """Whether a mail that its own domain disowns may do so here; a signed reply address always may."""
    if not arrived.unverified or thread.signed:
        return True
    return home.config.mail.unverified_reopens(arrived.scope.tenant)


def _handed(deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, handed: PassedOn) -> TicketWrite:
    """The customer's message, though an agent brought it."""
    person = PersonRef(id="", name=handed.customer.name, email=handed.customer.email)
    by = requester_actor(arrived, person, person.email)
    act = act_of(deps, home, arrived, by, ticket)
    written = changes.requester_writes(ticket, message_entry(deps, arrived, by, handed.text), act)
    after, entries = let_go(home.config, ticket, written, act)
    return _write(arrived, after, (*entries, cover_note(handed, act)))


def _from_the_desk(
    deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, agent: PersonRef
) -> TicketWrite:
    """An agent answered by mail. From a domain that nobody vouches for it is only a note."""
    act = act_of(deps, home, arrived, agent_actor(agent), ticket)
    if not arrived.vouched_for:
        after, entries = changes.add_note(ticket, note_entry(deps, arrived, act.by), act)
        return _write(arrived, after, entries)
    message = message_entry(deps, arrived, act.by)
    after, entries = changes.agent_answers(ticket, message, act)
    answer = Delivery(
        id=deps.new_id(),
        ticket=ticket.ref,
        entry=message.id,
        kind=DeliveryKind.ANSWER,
        to=ticket.requester.email,
        cc=tuple(person.email for person in ticket.participants),
        created_at=act.at,
    )
    return _write(arrived, after, entries, answer)


def _write(
    arrived: Arrived, ticket: Ticket, entries: tuple[AnyEntry, ...], *deliveries: Delivery
) -> TicketWrite:
    return TicketWrite(
        ticket=ticket,
        entries=entries,
        deliveries=deliveries,
        marks=(arrived.mark,),
        fingerprint=arrived.fingerprint,
    )
