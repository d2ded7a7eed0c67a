"""All clocks of a ticket: what opening, writing, answering, moving and handing over do to them."""

from datetime import datetime

from helpdesk.domain import clock_fire, clocks
from helpdesk.domain.calendars import Calendars
from helpdesk.domain.clock_data import Clock, ClockState, Terms
from helpdesk.domain.clock_moves import Promises, begin, follow, hand_on, moved, rechosen, together
from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockBehaviour, ClockEffect, effect_of
from helpdesk.domain.policies import ClockKind, Policy, TicketFacts, choose

__all__ = [
    "Promises", "Terms", "answered", "fire", "handed_over", "next_action_at", "next_due_at", "opened",
    "requester_wrote", "retargeted", "state_changed", "terms",
]  # fmt: skip

_ANSWERS = frozenset({ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE})


def terms(policy: Policy, facts: TicketFacts, calendars: Calendars) -> Terms | None:
    """What the policy promises such a ticket; None when no rule matches."""
    rule = choose(policy, facts)
    return Terms(policy.id, rule, calendars(rule.calendar)) if rule else None


def opened(
    terms: Terms | None,
    at: datetime,
    *,
    state: str,
    team: str | None = None,
    behaviour: ClockBehaviour = DEFAULT_BEHAVIOUR,
) -> Promises:
    """The clocks of a new ticket: first response, resolution, and the OLA of the team that got it."""
    begun = [begin(ClockKind.FIRST_RESPONSE, terms, at), begin(ClockKind.RESOLUTION, terms, at)]
    if team:
        begun.append(begin(ClockKind.OLA, terms, at, team=team))
    return _in_state(together(begun), terms, at, state, behaviour)


def requester_wrote(
    held: tuple[Clock, ...],
    terms: Terms | None,
    at: datetime,
    *,
    state: str,
    behaviour: ClockBehaviour = DEFAULT_BEHAVIOUR,
) -> Promises:
    """The next answer is owed from now on, unless an earlier message still waits for its own."""
    waiting = (ClockState.RUNNING, ClockState.PAUSED)
    if any(c.kind in _ANSWERS and clocks.state_of(c) in waiting for c in held):
        return Promises(held)
    begun = _in_state(begin(ClockKind.NEXT_RESPONSE, terms, at), terms, at, state, behaviour)
    kept = held if not begun.clocks else tuple(c for c in held if c.kind is not ClockKind.NEXT_RESPONSE)
    return together([Promises(kept), begun])


def answered(held: tuple[Clock, ...], calendars: Calendars, at: datetime) -> Promises:
    """A person wrote to the requester. Acknowledgements and notes are no answers: no call for them."""
    return together(
        moved(clocks.fulfil(clock, calendars(clock.rule.calendar), at))
        if clock.kind in _ANSWERS
        else Promises((clock,))
        for clock in held
    )


def state_changed(
    held: tuple[Clock, ...],
    calendars: Calendars,
    at: datetime,
    *,
    old: str,
    new: str,
    behaviour: ClockBehaviour = DEFAULT_BEHAVIOUR,
) -> Promises:
    """Pause, go on, meet, stop or reopen, as the desk's workflow says of the new state."""
    return together(
        moved(
            follow(
                clock,
                calendars(clock.rule.calendar),
                at,
                old=effect_of(behaviour, old, clock.kind),
                new=effect_of(behaviour, new, clock.kind),
            )
        )
        for clock in held
    )


def handed_over(
    held: tuple[Clock, ...],
    terms: Terms | None,
    calendars: Calendars,
    at: datetime,
    *,
    state: str,
    team: str | None,
    behaviour: ClockBehaviour = DEFAULT_BEHAVIOUR,
) -> Promises:
    """Another team has the ticket: the internal promise of the old one is met, the new one's begins."""
    if any(c.kind is ClockKind.OLA and c.team == team and not c.handed_on for c in held):
        return Promises(held)
    others = (c for c in held if c.kind is not ClockKind.OLA or c.team != team)
    passed = together(hand_on(clock, calendars(clock.rule.calendar), at) for clock in others)
    begun = begin(ClockKind.OLA, terms, at, team=team) if team else Promises()
    return together([passed, _in_state(begun, terms, at, state, behaviour)])


def retargeted(
    held: tuple[Clock, ...],
    terms: Terms | None,
    calendars: Calendars,
    at: datetime,
    *,
    opened_at: datetime,
    state: str,
    first_answered: bool | None = None,
    behaviour: ClockBehaviour = DEFAULT_BEHAVIOUR,
) -> Promises:
    """Hold the ticket to other terms, counted from its start, keeping what was spent.

    `calendars` are those the clocks ran on so far. A promise the terms do not make any more is stopped.
    One that they add counts from `opened_at`; the first response only where none was given (by default: while
    the ticket is new).
    """
    kept = together(
        rechosen(c, terms, calendars(c.rule.calendar), at, effect_of(behaviour, state, c.kind)) for c in held
    )
    unanswered = state == "new" if first_answered is None else not first_answered
    missing = {ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION} - {clock.kind for clock in held}
    added = together(
        begin(kind, terms, at, starting=opened_at)
        for kind in sorted(missing)
        if (unanswered or kind is ClockKind.RESOLUTION) and _lives(effect_of(behaviour, state, kind))
    )
    return together([kept, _in_state(added, terms, at, state, behaviour)])


def fire(
    held: tuple[Clock, ...],
    calendars: Calendars,
    now: datetime,
    facts: TicketFacts,
    *,
    until: datetime | None = None,
) -> Promises:
    """Do what is due. Run twice, late or in another order, a step is told once, with its planned moment.

    `until`: do only what was planned up to then, so that a late run can go through it moment by moment.
    """
    fired = together(
        moved(clock_fire.fire(clock, calendars(clock.rule.calendar), now, facts, until=until))
        for clock in held
    )
    return Promises(fired.clocks, tuple(sorted(fired.facts, key=lambda fact: fact.at)))


def next_action_at(held: tuple[Clock, ...]) -> datetime | None:
    """When `fire` next has something to do; None: never, as things stand."""
    moments = (clocks.next_action_at(clock) for clock in held)
    return min((moment for moment in moments if moment is not None), default=None)


def next_due_at(held: tuple[Clock, ...]) -> datetime | None:
    """The first due instant among the promises that run."""
    running = (clock.due_at for clock in held if clock.running_since is not None)
    return min((due for due in running if due is not None), default=None)


def _in_state(
    begun: Promises, terms: Terms | None, at: datetime, state: str, behaviour: ClockBehaviour
) -> Promises:
    """Clocks that just began, as the state of their ticket wants them."""
    calendar = terms.calendar if terms else None
    followed = (
        follow(clock, calendar, at, old=ClockEffect.RUN, new=effect_of(behaviour, state, clock.kind))
        for clock in begun.clocks
    )
    return together([Promises(facts=begun.facts), *(moved(outcome) for outcome in followed)])


def _lives(effect: ClockEffect) -> bool:
    return effect in (ClockEffect.RUN, ClockEffect.PAUSE)
