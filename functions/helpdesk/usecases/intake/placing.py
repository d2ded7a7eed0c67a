"""What to write for a mail: a new ticket, a message or note on one, a report; or why not."""

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Person, PersonRef
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.reply_address import ReplyDetail, split_address
from helpdesk.domain.tickets import Channel, Link, Ticket
from helpdesk.domain.timeline import Actor, ActorKind, MailEventEntry
from helpdesk.mail.outgoing.thread_ids import thread_id
from helpdesk.ports import MailLookup, TicketWrite
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived, message_entry, note_entry
from helpdesk.usecases.intake.threads import Thread, find_thread

MAX_PARTICIPANTS: Final = 20
NO_SUBJECT: Final = "(no subject)"
_MAX_SUBJECT: Final = 300


def place(
    deps: IntakeDeps, home: Home, arrived: Arrived, details: list[ReplyDetail], known: MailLookup
) -> TicketWrite | Cause:
    """Decide, and prepare the one write; a Cause sends the mail to quarantine."""
    thread = find_thread(deps.store, home, details, arrived, known)
    if arrived.mail.kind == "bounce":
        return _report(deps, home, arrived, thread)
    if thread.ticket is not None and arrived.mail.kind in {"auto-reply", "out-of-office"}:
        return _filed(deps, home, arrived, thread.ticket, known)
    if arrived.mail.kind == "out-of-office":
        return Cause.UNMATCHED
    if thread.ticket is not None and _still_open(home, thread.ticket, arrived):
        return _added(deps, home, arrived, thread.ticket, known)
    return _opened(deps, home, arrived, thread, known)


def _opened(deps: IntakeDeps, home: Home, arrived: Arrived, thread: Thread, known: MailLookup) -> TicketWrite:
    mail, tenant = arrived.mail, home.tenant
    met = None if known.sender else _met(deps, arrived)
    requester = known.sender.person if known.sender else met.ref if met else None
    assert requester is not None  # noqa: S101 - known or met, there is no third
    act = _act(deps, home, arrived, _actor(arrived, requester))
    ref = TicketRef(arrived.scope, deps.store.next_number(arrived.scope))
    ticket = Ticket(
        ref=ref,
        key=f"{tenant.prefix}-{ref.number}",
        subject=(mail.topic or mail.subject or NO_SUBJECT)[:_MAX_SUBJECT],
        channel=Channel.MAIL,
        requester=requester,
        participants=_participants(home, arrived, requester),
        language=mail.language or tenant.language,
        vip=bool(known.sender and known.sender.vip),
        policy=tenant.policy,
        links=_links(thread),
        created_at=act.at,
        updated_at=act.at,
    )
    message = message_entry(deps, arrived, act.by)
    ticket, entries = changes.open_ticket(ticket, message, act)
    return TicketWrite(
        ticket=ticket,
        entries=entries,
        deliveries=() if _is_silent(arrived) else (_acknowledgement(deps, ticket, message.id, arrived),),
        marks=(arrived.message_id, thread_id(ref, tenant.address.rpartition("@")[2])),
        person=met,
    )


def _added(deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, known: MailLookup) -> TicketWrite:
    if known.agent is not None and ticket.requester.email.lower() != arrived.sender:
        return _from_the_desk(deps, home, arrived, ticket, known.agent.person)
    person = (
        known.sender.person
        if known.sender
        else PersonRef(id="", name=arrived.mail.sender.name, email=arrived.sender)
    )
    act = _act(deps, home, arrived, _actor(arrived, person), ticket)
    after, entries = changes.requester_writes(ticket, message_entry(deps, arrived, act.by), act)
    return TicketWrite(ticket=after, entries=entries, marks=(arrived.message_id,))


def _from_the_desk(
    deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, agent: PersonRef
) -> TicketWrite:
    """An agent answered by mail. From a domain that nobody vouches for it is only a note."""
    by = Actor(kind=ActorKind.AGENT, id=agent.id, name=agent.name, email=agent.email)
    act = _act(deps, home, arrived, by, ticket)
    if not arrived.notice.verdicts.sender_verified:
        after, entries = changes.add_note(ticket, note_entry(deps, arrived, by), act)
        return TicketWrite(ticket=after, entries=entries, marks=(arrived.message_id,))
    message = message_entry(deps, arrived, by)
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
    return TicketWrite(ticket=after, entries=entries, deliveries=(answer,), marks=(arrived.message_id,))


def _filed(deps: IntakeDeps, home: Home, arrived: Arrived, ticket: Ticket, known: MailLookup) -> TicketWrite:
    """A machine's answer: a note that reopens nothing and restarts no clock."""
    person = _writer(arrived, known)
    act = _act(deps, home, arrived, _actor(arrived, person), ticket)
    after, entries = changes.add_note(ticket, note_entry(deps, arrived, act.by), act)
    return TicketWrite(ticket=after, entries=entries, marks=(arrived.message_id,))


def _report(deps: IntakeDeps, home: Home, arrived: Arrived, thread: Thread) -> TicketWrite | Cause:
    """A delivery report goes to the ticket of the mail that came back."""
    ticket, bounce = thread.ticket or thread.related, arrived.mail.bounce
    if ticket is None or bounce is None:
        return Cause.UNMATCHED
    act = _act(deps, home, arrived, Actor(kind=ActorKind.SYSTEM, name=arrived.sender), ticket)
    entries = tuple(
        MailEventEntry(
            id=deps.new_id(),
            at=act.at,
            by=act.by,
            event="bounced" if bounce.hard else "delayed",
            recipient=failed.email,
            detail=f"{failed.status} {failed.reason}".strip()[:1000],
        )
        for failed in bounce.recipients[:20]
    )
    return TicketWrite(
        ticket=replace(ticket, updated_at=act.at), entries=entries, marks=(arrived.message_id,)
    )


def _still_open(home: Home, ticket: Ticket, arrived: Arrived) -> bool:
    """Whether a reply continues this ticket: it is open, or was solved within the desk's window."""
    if ticket.open:
        return True
    done = ticket.closed_at or ticket.solved_at or ticket.updated_at
    return arrived.notice.received_at - done <= timedelta(days=home.config.desk.reopen_days)


def _links(thread: Thread) -> tuple[Link, ...]:
    if thread.ticket is not None:
        return (Link(relation="follow-up-of", ticket=thread.ticket.ref, key=thread.ticket.key),)
    if thread.related is not None:
        return (Link(relation="possibly-related", ticket=thread.related.ref, key=thread.related.key),)
    return ()


def _participants(home: Home, arrived: Arrived, requester: PersonRef) -> tuple[PersonRef, ...]:
    own = {home.tenant.address.lower(), *(address.lower() for address in home.tenant.addresses)}
    others = {
        person.email.lower(): person
        for person in arrived.mail.cc
        if person.email and split_address(person.email)[0] not in own
    }
    others.pop(requester.email.lower(), None)
    return tuple(
        PersonRef(id="", name=person.name, email=email)
        for email, person in list(others.items())[:MAX_PARTICIPANTS]
    )


def _met(deps: IntakeDeps, arrived: Arrived) -> Person:
    return Person(
        scope=arrived.scope,
        id=deps.new_id(),
        name=arrived.mail.sender.name,
        emails=(arrived.sender,),
        language=arrived.mail.language or None,
    )


def _acknowledgement(deps: IntakeDeps, ticket: Ticket, entry: str, arrived: Arrived) -> Delivery:
    return Delivery(
        id=deps.new_id(),
        ticket=ticket.ref,
        entry=entry,
        kind=DeliveryKind.ACKNOWLEDGEMENT,
        to=arrived.sender,
        created_at=arrived.notice.received_at,
    )


def _is_silent(arrived: Arrived) -> bool:
    """Whether no machine may answer: automatic mail, or a null return path (RFC 3834 section 2)."""
    return arrived.mail.automatic or arrived.notice.sender in {"", "<>"}


def _writer(arrived: Arrived, known: MailLookup) -> PersonRef:
    if known.sender:
        return known.sender.person
    return PersonRef(id="", name=arrived.mail.sender.name, email=arrived.sender)


def _actor(arrived: Arrived, person: PersonRef) -> Actor:
    return Actor(
        kind=ActorKind.REQUESTER,
        id=person.id or None,
        name=person.name or arrived.mail.sender.name,
        email=arrived.sender,
    )


def _act(deps: IntakeDeps, home: Home, arrived: Arrived, by: Actor, ticket: Ticket | None = None) -> Act:
    """The receipt time counts, not the sender's clock; but a ticket's time never runs backwards."""
    received = arrived.notice.received_at
    at = max(received, ticket.updated_at) if ticket else received
    return Act(by=by, at=at, agreement=home.agreement, new_id=deps.new_id)
