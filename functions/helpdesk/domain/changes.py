"""The verbs of a ticket: each takes what stands and returns what stands next, with its timeline entries."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from helpdesk.domain import promises
from helpdesk.domain.calendars import Calendar
from helpdesk.domain.clock_states import ClockBehaviour
from helpdesk.domain.clocks import ClockFact, FactKind
from helpdesk.domain.errors import Conflict
from helpdesk.domain.people import PersonRef
from helpdesk.domain.policies import TicketFacts
from helpdesk.domain.promises import Promises, Terms
from helpdesk.domain.tickets import DONE, MERGED_INTO, Priority, State, Ticket, TicketType
from helpdesk.domain.timeline import (
    SYSTEM,
    Actor,
    ActorKind,
    AnyEntry,
    ChangeEntry,
    ClockEntry,
    MessageEntry,
    NoteEntry,
)

_PRIORITIES = frozenset(Priority)

Moved = tuple[Ticket, tuple[AnyEntry, ...]]
"""The ticket as it stands now, and what happened, in order."""

MOST_AT_ONCE = 40
"""Entries after which `tick` pauses: a transaction has room for 100 rows, notices among them."""

_SILENT = frozenset({FactKind.STARTED, FactKind.PAUSED, FactKind.RESUMED, FactKind.STOPPED})
"""Facts that the change of state beside them already tells."""


class Agreement(Protocol):
    """What the tenant was promised."""

    def terms(self, facts: TicketFacts) -> Terms | None:
        """What the tenant's policy promises such a ticket; None: nothing."""
        ...

    def calendar(self, calendar_id: str) -> Calendar | None:
        """The calendar, or None when it was deleted."""
        ...

    @property
    def behaviour(self) -> ClockBehaviour:
        """What each state of a ticket does to its clocks, on this desk."""
        ...


class Act(NamedTuple):
    """Who does it, when, under which agreement, and where ids come from."""

    by: Actor
    at: datetime
    agreement: Agreement
    new_id: Callable[[], str]


def facts_of(ticket: Ticket) -> TicketFacts:
    """What policies look at."""
    return TicketFacts(
        tenant=ticket.ref.scope.tenant,
        type=ticket.type,
        priority=ticket.priority,
        channel=ticket.channel,
        service=ticket.service,
        category=ticket.category,
        team=ticket.team,
        assigned=ticket.assignee is not None,
        vip=ticket.vip,
    )


def open_ticket(ticket: Ticket, message: MessageEntry, act: Act) -> Moved:
    """Begin the ticket's story with its first message, and its promises with it."""
    opened = promises.opened(
        act.agreement.terms(facts_of(ticket)), act.at,
        state=ticket.state, team=ticket.team, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    ticket, entries = _keep(ticket, opened, act)
    return replace(ticket, last_message_by=act.by.kind), (message, *entries)


def requester_writes(ticket: Ticket, message: MessageEntry, act: Act) -> Moved:
    """A message from the customer's side: whatever waited or was solved is open again."""
    back = State.NEW if ticket.state is State.NEW else State.OPEN
    ticket, moved = _to_state(ticket, back, act, reason=None)
    asked = promises.requester_wrote(
        ticket.clocks, act.agreement.terms(facts_of(ticket)), act.at,
        state=ticket.state, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    ticket, kept = _keep(ticket, asked, act)
    return replace(_touched(ticket, act), last_message_by=ActorKind.REQUESTER), (message, *moved, *kept)


def agent_answers(ticket: Ticket, message: MessageEntry, act: Act, state: State | None = None) -> Moved:
    """A person of the desk writes to the requester; by default a new ticket is open from then on."""
    ticket, answered = _keep(ticket, promises.answered(ticket.clocks, act.agreement.calendar, act.at), act)
    after = state or (State.OPEN if ticket.state is State.NEW else ticket.state)
    ticket, moved = _to_state(ticket, after, act, reason=None)
    return replace(_touched(ticket, act), last_message_by=ActorKind.AGENT), (message, *answered, *moved)


def add_note(ticket: Ticket, note: NoteEntry, act: Act) -> Moved:
    """What only the desk reads: no promise is touched by it."""
    return _touched(ticket, act), (note,)


def assign(ticket: Ticket, agent: PersonRef | None, act: Act, reason: str | None = None) -> Moved:
    """Give the ticket to an agent, or to nobody. A new ticket that somebody takes is open."""
    if ticket.assignee == agent:
        return ticket, ()
    entry = _changed("assignee", _name(ticket.assignee), _name(agent), act, reason)
    taken = State.OPEN if agent and ticket.state is State.NEW else ticket.state
    ticket, moved = _to_state(replace(ticket, assignee=agent), taken, act, reason=None)
    return _touched(ticket, act), (entry, *moved)


def set_state(ticket: Ticket, state: State, act: Act, reason: str | None = None) -> Moved:
    """Move the ticket. A ticket that anybody worked on never becomes new again: raises Conflict."""
    if state is State.NEW and ticket.state is not State.NEW:
        raise Conflict(f"{ticket.key} was taken up already; it can be open, not new")
    ticket, entries = _to_state(ticket, state, act, reason)
    return (_touched(ticket, act), entries) if entries else (ticket, ())


def set_priority(ticket: Ticket, priority: Priority, act: Act, reason: str | None = None) -> Moved:
    """Another priority chooses other promises, counted from the ticket's start."""
    if ticket.priority is priority:
        return ticket, ()
    entry = _changed("priority", ticket.priority, priority, act, reason)
    ticket, kept = rechoose(replace(ticket, priority=priority), act)
    return _touched(ticket, act), (entry, *kept)


def set_team(ticket: Ticket, team: str | None, act: Act, reason: str | None = None) -> Moved:
    """Hand the ticket over: the internal promise of the old team ends, that of the new one begins."""
    if ticket.team == team:
        return ticket, ()
    ticket, entries = _to_team(ticket, team, act, act.at, reason)
    return _touched(ticket, act), entries


def classify(
    ticket: Ticket,
    act: Act,
    *,
    kind: TicketType,
    category: str | None,
    service: str | None,
) -> Moved:
    """Say what kind of work it is; other promises may fit that."""
    old = {"type": ticket.type, "category": ticket.category, "service": ticket.service}
    new = {"type": kind, "category": category, "service": service}
    told = tuple(_changed(name, old[name], new[name], act) for name in new if new[name] != old[name])
    if not told:
        return ticket, ()
    ticket, kept = rechoose(replace(ticket, type=kind, category=category, service=service), act)
    return _touched(ticket, act), (*told, *kept)


def rechoose(ticket: Ticket, act: Act, at: datetime | None = None) -> Moved:
    """Hold the ticket to the terms that fit it now. This is no update of the ticket: `updated_at` stays.

    `at` is when they came to fit, where that was before `act.at`: at which it is noticed.
    """
    chosen = promises.retargeted(
        ticket.clocks, act.agreement.terms(facts_of(ticket)), act.agreement.calendar, at or act.at,
        opened_at=ticket.created_at, state=ticket.state, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    return _keep(ticket, chosen, act)


def tick(ticket: Ticket, act: Act) -> Moved:
    """Let the clocks do what is due by `act.at`. Doing it twice, or late, tells the same story.

    It goes from moment to moment, because what one step does (another team, another priority) decides
    what comes next. After MOST_AT_ONCE entries it stops; `next_action_at` then says that there is more.
    """
    act = act._replace(by=SYSTEM)
    entries: tuple[AnyEntry, ...] = ()
    while len(entries) < MOST_AT_ONCE:
        moment = promises.next_action_at(ticket.clocks)
        if moment is None or moment > act.at:
            break
        fired = promises.fire(ticket.clocks, act.agreement.calendar, act.at, facts_of(ticket), until=moment)
        ticket, told = _keep(ticket, fired, act)
        entries += told
        for fact in fired.facts:
            ticket, more = _escalated(ticket, fact, act)
            entries += more
    return ticket, entries


def _escalated(ticket: Ticket, fact: ClockFact, act: Act) -> Moved:
    """What a step of the ladder does counts from its planned moment, not from when the checker came by."""
    moment = max(fact.at, ticket.updated_at)
    entries: tuple[AnyEntry, ...] = ()
    if fact.set_team and fact.set_team != ticket.team:
        ticket, more = _to_team(ticket, fact.set_team, act, moment)
        entries += more
    if fact.set_priority in _PRIORITIES and fact.set_priority != ticket.priority:
        priority = Priority(fact.set_priority)
        entries += (_changed("priority", ticket.priority, priority, act),)
        ticket, more = rechoose(replace(ticket, priority=priority), act, moment)
        entries += more
    return (replace(ticket, updated_at=moment) if entries else ticket), entries


def _to_team(ticket: Ticket, team: str | None, act: Act, at: datetime, reason: str | None = None) -> Moved:
    entry = _changed("team", ticket.team, team, act, reason)
    ticket = replace(ticket, team=team)
    handed = promises.handed_over(
        ticket.clocks, act.agreement.terms(facts_of(ticket)), act.agreement.calendar, at,
        state=ticket.state, team=team, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    ticket, kept = _keep(ticket, handed, act)
    ticket, rechosen = rechoose(ticket, act, at)  # rules may look at the team
    return ticket, (entry, *kept, *rechosen)


def _to_state(ticket: Ticket, state: State, act: Act, reason: str | None) -> Moved:
    if ticket.state is state:
        return ticket, ()
    kept = promises.state_changed(
        ticket.clocks, act.agreement.calendar, act.at,
        old=ticket.state, new=state, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    moved = replace(
        ticket,
        state=state,
        solved_at=(ticket.solved_at or act.at) if state in DONE else None,
        closed_at=act.at if state is State.CLOSED else None,
    )
    entry = _changed("state", ticket.state, state, act, reason)
    moved, entries = _keep(moved, kept, act)
    moved, parted = _on_its_own(moved, act)
    moved, rechosen = _held_to_now(moved, act) if ticket.state in DONE else (moved, ())
    return moved, (entry, *entries, *parted, *rechosen)


def _held_to_now(ticket: Ticket, act: Act) -> Moved:
    """What was met while the ticket was done stayed as it was judged; open again, it is promised as of now.

    A promise that was added meanwhile counts from now on.
    """
    if not ticket.open:
        return ticket, ()
    chosen = promises.retargeted(
        ticket.clocks, act.agreement.terms(facts_of(ticket)), act.agreement.calendar, act.at,
        opened_at=act.at, state=ticket.state, first_answered=True, behaviour=act.agreement.behaviour,
    )  # fmt: skip
    return _keep(ticket, chosen, act)


def _on_its_own(ticket: Ticket, act: Act) -> Moved:
    """Somebody has to do something about it again: what is written to it must not go elsewhere."""
    merged = [link for link in ticket.links if link.relation == MERGED_INTO]
    if not ticket.open or not merged:
        return ticket, ()
    left = tuple(link for link in ticket.links if link.relation != MERGED_INTO)
    return replace(ticket, links=left), (_changed(MERGED_INTO, merged[0].key, None, act),)


def _keep(ticket: Ticket, kept: Promises, act: Act) -> Moved:
    told = tuple(_clock_entry(fact, act) for fact in kept.facts if fact.what not in _SILENT)
    return replace(ticket, clocks=kept.clocks, next_action_at=promises.next_action_at(kept.clocks)), told


def _clock_entry(fact: ClockFact, act: Act) -> ClockEntry:
    return ClockEntry(
        id=act.new_id(),
        at=act.at,
        by=SYSTEM,
        clock=fact.clock,
        step=fact.what,
        team=fact.team,
        due_at=fact.due_at,
        was_due_at=fact.was_due_at,
        percent=fact.percent,
        happened_at=fact.at,
        notify=fact.notify,
    )


def _changed(
    field: str, old: str | None, new: str | None, act: Act, reason: str | None = None
) -> ChangeEntry:
    return ChangeEntry(id=act.new_id(), at=act.at, by=act.by, field=field, old=old, new=new, reason=reason)


def _name(person: PersonRef | None) -> str | None:
    return (person.name or person.email) if person else None


def _touched(ticket: Ticket, act: Act) -> Ticket:
    return replace(ticket, updated_at=act.at)
