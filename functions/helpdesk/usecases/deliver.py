"""Carrying out one delivery: compose the mail, send it, record what was sent.

At least once towards the world, always under the same message id; exactly once in the table.
"""

import enum
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from helpdesk.domain.clocks import ClockKind
from helpdesk.domain.deliveries import MENTIONED, NOTICES, Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.mail_templates import LetterKind
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import SYSTEM, ActorKind, MailEventEntry, MessageEntry
from helpdesk.mail.outgoing import letters, notices
from helpdesk.mail.outgoing.dates import in_words
from helpdesk.mail.outgoing.letters import Occasion, Sender, Thread
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.notices import Reader
from helpdesk.mail.outgoing.texts import texts_for
from helpdesk.mail.outgoing.thread_ids import ses_message_id
from helpdesk.ports import Directory, Files, Mailer, NewId, OutboxStore, TicketStory
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import Home, home_of
from helpdesk.usecases.enclosing import enclose
from helpdesk.usecases.relations.telling import TellingDeps, tell_some
from helpdesk.usecases.sending import FOR_GOOD, hand_over
from helpdesk.usecases.writing_to import as_of_now

AUTOMATIC_WINDOW = timedelta(hours=3)
MAX_AUTOMATIC = 10
MAX_AUTOMATIC_PER_SUBJECT = 2
"""The backstop against loops (RFC 3834 section 2): automatic answers to one address in three hours."""


_MOST_UNSENT = 20
"""Copies that could not be sent, told one by one; beyond, one entry stands for the rest."""


def _nobody_hears(_tenant: str, _letter: str, _reason: str) -> None:
    pass


class OutboxDeps(msgspec.Struct, frozen=True, kw_only=True):
    """Gathered once by bootstrap. `region` is where SES runs: it names the ids SES gives."""

    store: OutboxStore
    directory: Directory
    files: Files
    agreements: Agreements
    mailer: Mailer
    sender: Sender
    region: str
    broken: Callable[[str, str, str], None] = _nobody_hears  # tenant, letter, and what is wrong with it
    now: Callable[[], datetime]
    new_id: NewId


class _Unwanted(Exception):  # noqa: N818 - reads as what it is
    """This mail should not be sent. `tell`: the event that the ticket is told."""

    def __init__(self, reason: str, tell: str = "") -> None:
        super().__init__(reason)
        self.tell = tell


class Result(enum.StrEnum):
    """What became of the delivery this time."""

    SENT = "sent"
    STOPPED = "stopped"
    SETTLED_BEFORE = "settled-before"
    GOES_ON = "goes-on"  # so far, and the rest with the next message


def deliver(deps: OutboxDeps, ref: TicketRef, delivery_id: str) -> Result:
    """Send one pending delivery. Raises NotFound, or Unavailable when it is worth trying again."""
    delivery = deps.store.delivery(ref, delivery_id)
    if delivery.state is not DeliveryState.PENDING:
        return Result.SETTLED_BEFORE
    if delivery.kind is DeliveryKind.ANNOUNCEMENT:
        return _announce(deps, delivery)
    try:
        home = home_of(deps.directory, deps.agreements, ref.scope)
        _check_wanted(deps, delivery)
    except (_Unwanted, NotFound) as stop:
        return _stop(deps, delivery, str(stop), tell=stop.tell if isinstance(stop, _Unwanted) else "")
    return _tell(deps, home, delivery) if delivery.kind in NOTICES else _write(deps, home, delivery)


def _announce(deps: OutboxDeps, delivery: Delivery) -> Result:
    after = tell_some(
        TellingDeps(
            store=deps.store, directory=deps.directory, agreements=deps.agreements, now=deps.now,
            new_id=deps.new_id,
        ),
        delivery,
    )  # fmt: skip
    results = {DeliveryState.SENT: Result.SENT, DeliveryState.STOPPED: Result.STOPPED}
    return results.get(after.state, Result.GOES_ON)


def _write(deps: OutboxDeps, home: Home, delivery: Delivery) -> Result:
    """Send a letter about the ticket to its people."""
    story = deps.store.story(delivery.ticket)
    delivery = as_of_now(deps.store, story.ticket, delivery)
    try:
        mail = _compose(deps, home, story, delivery)
        handed = hand_over(deps.mailer, mail, _tags(delivery), _copy(deps, home, story, delivery))
    except (*FOR_GOOD, NotFound) as refused:
        return _stop(deps, delivery, str(refused), tell="not-sent")
    at = deps.now()
    sent = replace(
        delivery, state=DeliveryState.SENT, message_id=mail.message_id, sent_id=handed.ids[0], sent_at=at
    )
    known = (mail.message_id, *(ses_message_id(each, deps.region) for each in handed.ids))
    deps.store.settle(sent, marks=known, entries=_unsent(deps, delivery, handed.left_out))
    if delivery.kind is DeliveryKind.ACKNOWLEDGEMENT:
        deps.store.count_automatic(delivery.to, story.ticket.subject, at)
    return Result.SENT


def _tell(deps: OutboxDeps, home: Home, delivery: Delivery) -> Result:
    """Send a notice. Its message id leads nowhere: an answer to it must not become part of the ticket."""
    at_work = _at_work(home.config)
    if not at_work.keys() >= {delivery.to, *delivery.cc}:  # new here, or gone
        at_work = _at_work(deps.directory.fresh(delivery.ticket.scope.desk))
    first, *others = [each for each in (delivery.to, *delivery.cc) if each in at_work] or [""]
    if not first:
        return _stop(deps, delivery, f"{delivery.to} does not work for the desk any more")
    delivery = replace(delivery, to=first, cc=tuple(others))
    agent, desk = at_work[first], home.config.desk
    reader = Reader(name=agent.person.name.strip(), language=agent.language or desk.language, desk=desk.name)
    address = deps.sender.no_reply or home.tenant.address
    mail = notices.notice(delivery, reader, deps.sender, address, deps.now())
    try:
        handed = hand_over(deps.mailer, mail, _tags(delivery))
    except FOR_GOOD as refused:
        return _stop(deps, delivery, str(refused), tell="not-sent")
    sent = replace(
        delivery,
        state=DeliveryState.SENT, message_id=mail.message_id, sent_id=handed.ids[0], sent_at=deps.now(),
    )  # fmt: skip
    deps.store.settle(sent, entries=_unsent(deps, delivery, handed.left_out))
    return Result.SENT


def _at_work(config: DeskConfig) -> dict[str, Agent]:
    """By address, those who may read what the desk says among itself."""
    return {agent.person.email: agent for agent in config.agents.values() if not agent.suspended}


def _check_wanted(deps: OutboxDeps, delivery: Delivery) -> None:
    """Raises _Unwanted for what a machine should not send. What a person writes is always tried."""
    about_promises = any(notice.step != MENTIONED for notice in delivery.notices)
    if delivery.kind is DeliveryKind.NOTICE and about_promises and not deps.store.get(delivery.ticket).open:
        raise _Unwanted("the ticket was solved before the notice went out")
    if delivery.kind is not DeliveryKind.ACKNOWLEDGEMENT:
        return
    suppression = deps.store.suppressed(delivery.ticket.scope, delivery.to)
    if suppression:
        raise _Unwanted(suppression.sentence, tell="suppressed")
    subject = deps.store.get(delivery.ticket).subject
    everything, same = deps.store.recent_automatic(delivery.to, subject, deps.now() - AUTOMATIC_WINDOW)
    if everything >= MAX_AUTOMATIC or same >= MAX_AUTOMATIC_PER_SUBJECT:
        counted = f"{everything} automatic answers in three hours, {same} about this subject"
        raise _Unwanted(f"{delivery.to} had {counted}")


def _stop(deps: OutboxDeps, delivery: Delivery, reason: str, *, tell: str = "") -> Result:
    """Settle it for good; `tell` is the event that agents read on the ticket."""
    event = _event(deps, delivery, tell, delivery.to, reason)
    stopped = replace(delivery, state=DeliveryState.STOPPED, reason=reason[:500])
    deps.store.settle(stopped, entries=(event,) if tell else ())
    return Result.STOPPED


def _unsent(
    deps: OutboxDeps, delivery: Delivery, left_out: Sequence[tuple[str, str]]
) -> tuple[MailEventEntry, ...]:
    """Who in copy gets nothing: agents read it on the ticket."""
    told = list(left_out[:_MOST_UNSENT])
    if rest := left_out[_MOST_UNSENT:]:
        told.append((", ".join(address for address, _ in rest)[:1000], rest[0][1]))
    return tuple(
        _event(deps, delivery, "not-sent", address[:1000], reason, number=number)
        for number, (address, reason) in enumerate(told, start=1)
    )


def _event(
    deps: OutboxDeps, delivery: Delivery, event: str, recipient: str, reason: str, *, number: int = 0
) -> MailEventEntry:
    return MailEventEntry(
        id=f"{delivery.id}.{event}{f'.{number}' if number else ''}",  # the same however often it is tried
        at=deps.now(),
        by=SYSTEM,
        event=event,
        recipient=recipient,
        detail=reason[:1000],
        delivery=delivery.id,
    )


def _copy(deps: OutboxDeps, home: Home, story: TicketStory, delivery: Delivery) -> OutgoingMail | None:
    """The letter for those in copy: its link opens the ticket for whoever signs in, not as its requester."""
    link = f"{deps.sender.portal_url.rstrip('/')}/tickets/{story.ticket.key}"
    return _compose(deps, home, story, delivery, link) if delivery.cc else None


def _compose(
    deps: OutboxDeps, home: Home, story: TicketStory, delivery: Delivery, link: str = ""
) -> OutgoingMail:
    scope = story.ticket.ref.scope
    kind = LetterKind(delivery.kind.value)
    occasion = Occasion(
        sender=deps.sender,
        tenant=home.tenant,
        ticket=story.ticket,
        delivery=delivery,
        thread=_thread(story, deps.region, delivery),
        at=deps.now(),
        link=link,
        own=home.config.mail.templates_of(scope.tenant).template(kind, texts_for(story.ticket.language)[0]),
        broken=lambda reason: deps.broken(str(scope), kind, reason),
    )
    if delivery.kind is DeliveryKind.ACKNOWLEDGEMENT:
        return letters.acknowledgement(occasion, _promised(home, story.ticket), _order(story, delivery))
    entry = next((e for e in story.entries if e.id == delivery.entry), None)
    if not isinstance(entry, MessageEntry):
        raise NotFound(f"entry {delivery.entry} of {story.ticket.key} is no message")
    return letters.answer(occasion, _whole(deps, entry), enclose(deps.files, scope, entry.attachments))


def _order(story: TicketStory, delivery: Delivery) -> str:
    """What was ordered in the portal, where people sign in: nobody can have it sent to somebody else."""
    entry = next((e for e in story.entries if e.id == delivery.entry), None)
    ordered = story.ticket.service and isinstance(entry, MessageEntry) and entry.channel == Channel.PORTAL
    return entry.text if ordered and isinstance(entry, MessageEntry) else ""


def _whole(deps: OutboxDeps, entry: MessageEntry) -> MessageEntry:
    if entry.full_text is None:
        return entry
    return replace(entry, text=deps.files.get(entry.full_text).decode())


def _thread(story: TicketStory, region: str, delivery: Delivery) -> Thread:
    """The message ids that the requester's mail client may know, oldest first."""
    theirs = [(e.id, e.message_id, e) for e in story.entries if isinstance(e, MessageEntry) and e.message_id]
    letters_sent = [d for d in story.deliveries if d.sent_id and d.kind not in NOTICES]
    ours = [(d.id, ses_message_id(d.sent_id or "", region)) for d in letters_sent]
    before = sorted([(at, known) for at, known, _ in theirs if at <= delivery.id] + ours)
    last = next((e.message_id for _, _, e in reversed(theirs) if e.by.kind is ActorKind.REQUESTER), None)
    return Thread(
        replies_to=last or (before[-1][1] if before else None),
        references=tuple(known for _, known in before),
    )


def _promised(home: Home, ticket: Ticket) -> str | None:
    """When the first response is due, in the requester's words and the calendar's zone."""
    clock = next((c for c in ticket.clocks if c.kind is ClockKind.FIRST_RESPONSE), None)
    if clock is None or clock.due_at is None:
        return None
    calendar = home.config.calendars.get(clock.rule.calendar)
    return in_words(clock.due_at, calendar.spec.zone if calendar else "UTC", ticket.language)


def _tags(delivery: Delivery) -> dict[str, str]:
    scope = delivery.ticket.scope
    return {
        "desk": scope.desk,
        "tenant": scope.tenant,
        "number": str(delivery.ticket.number),
        "delivery": delivery.id,
    }
