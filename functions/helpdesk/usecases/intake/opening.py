"""A mail as a new ticket: whose it is, where it goes, who is told."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Person, PersonRef
from helpdesk.domain.reply_address import split_address
from helpdesk.domain.routing import RoutingRule, choose_route, routed
from helpdesk.domain.tickets import Channel, Link, Ticket
from helpdesk.domain.timeline import SYSTEM, AnyEntry, ChangeEntry, MessageEntry
from helpdesk.mail.inbound import Address
from helpdesk.mail.outgoing.thread_ids import thread_id
from helpdesk.mail.outgoing.wire import ascii_domain
from helpdesk.ports import MailLookup, TicketWrite
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.acting import act_of, requester_actor
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived, message_entry
from helpdesk.usecases.intake.facts import facts_of_mail
from helpdesk.usecases.intake.passing_on import PassedOn, cover_note, passed_on
from helpdesk.usecases.intake.threads import Thread

MAX_PARTICIPANTS: Final = 20
NO_SUBJECT: Final = "(no subject)"
_MAX_SUBJECT: Final = 300
_LONGEST_ADDRESS: Final = 320  # RFC 3696 section 3


def opened(deps: IntakeDeps, home: Home, arrived: Arrived, thread: Thread, known: MailLookup) -> TicketWrite:
    """The one write that opens the ticket."""
    handed = passed_on(home, arrived, known, None)
    if handed:
        known = deps.store.look_up(arrived.scope, None, (), handed.customer.email)
    writer = handed.customer if handed else Address(name=arrived.mail.sender.name, email=arrived.sender)
    met = None if known.sender else _met(deps, arrived, writer)
    requester = known.sender.person if known.sender else met.ref if met else None
    assert requester is not None  # noqa: S101 - known or met, there is no third
    act = act_of(deps, home, arrived, requester_actor(arrived, requester, writer.email))
    ticket, rule = _new(deps, home, arrived, thread, requester=requester, handed=handed)
    ticket = replace(ticket, vip=bool(known.sender and known.sender.vip))
    message = message_entry(deps, arrived, act.by, handed.text if handed else "")
    ticket, entries = changes.open_ticket(ticket, message, act)
    silent = _is_silent(arrived)
    return TicketWrite(
        ticket=ticket,
        entries=(*entries, *_told(rule, handed, act)),
        deliveries=() if silent else (_acknowledgement(deps, ticket, message, arrived),),
        marks=(arrived.mark,),
        leads=(thread_id(ticket.ref, ascii_domain(home.tenant.address.rpartition("@")[2])),),
        fingerprint=arrived.fingerprint,
        person=met,
    )


def _new(
    deps: IntakeDeps, home: Home, arrived: Arrived, thread: Thread, *, requester: PersonRef,
    handed: PassedOn | None,
) -> tuple[Ticket, RoutingRule | None]:  # fmt: skip
    mail, tenant = arrived.mail, home.tenant
    ref = TicketRef(arrived.scope, deps.store.next_number(arrived.scope))
    subject = (handed and handed.subject) or mail.topic or mail.subject or NO_SUBJECT
    at = arrived.notice.received_at
    ticket = Ticket(
        ref=ref,
        key=f"{tenant.prefix}-{ref.number}",
        subject=subject[:_MAX_SUBJECT],
        channel=Channel.MAIL,
        requester=requester,
        participants=_participants(home, arrived, requester),
        language=mail.language or tenant.language,
        policy=tenant.policy,
        links=_links(thread),
        created_at=at,
        updated_at=at,
    )
    routings = home.config.mail.routing_of(arrived.scope.tenant)
    rule = choose_route(routings, facts_of_mail(arrived, routings)) if routings else None
    return (routed(ticket, rule), rule) if rule else (ticket, None)


def _told(rule: RoutingRule | None, handed: PassedOn | None, act: Act) -> tuple[AnyEntry, ...]:
    """Why the ticket is where it is, and what the agent wrote above what they passed on."""
    told: list[AnyEntry] = [cover_note(handed, act)] if handed else []
    if rule:
        told.append(ChangeEntry(id=act.new_id(), at=act.at, by=SYSTEM, field="routing", new=rule.name))
    return tuple(told)


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
        if _can_take_part(person.email) and split_address(person.email)[0] not in own
    }
    others.pop(requester.email.lower(), None)
    return tuple(
        PersonRef(id="", name=person.name, email=email)
        for email, person in list(others.items())[:MAX_PARTICIPANTS]
    )


def _can_take_part(email: str) -> bool:
    """Whether what stands in a Cc field is an address at all: programs write lists' names there, too."""
    return "@" in email.strip("@") and len(email) <= _LONGEST_ADDRESS


def _met(deps: IntakeDeps, arrived: Arrived, writer: Address) -> Person:
    return Person(
        scope=arrived.scope,
        id=deps.new_id(),
        name=writer.name,
        emails=(writer.email,),
        language=arrived.mail.language or None,
    )


def _acknowledgement(deps: IntakeDeps, ticket: Ticket, message: MessageEntry, arrived: Arrived) -> Delivery:
    return Delivery(
        id=deps.new_id(),
        ticket=ticket.ref,
        entry=message.id,
        kind=DeliveryKind.ACKNOWLEDGEMENT,
        to=message.by.email or ticket.requester.email,
        created_at=arrived.notice.received_at,
    )


def _is_silent(arrived: Arrived) -> bool:
    """Whether no machine may answer: automatic mail, a null return path (RFC 3834 section 2).

    Nor a forged sender: the answer would go to somebody who never wrote.
    """
    return arrived.mail.automatic or arrived.notice.sender in {"", "<>"} or arrived.unverified
