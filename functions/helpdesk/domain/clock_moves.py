"""What one clock does when its ticket is opened, changes state, is handed over or gets other terms."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from helpdesk.domain import clocks
from helpdesk.domain.calendars import Calendar
from helpdesk.domain.clock_data import Clock, ClockFact, FactKind, Outcome, Terms
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import ClockKind


class Promises(NamedTuple):
    """Clocks as they stand now, and what to tell the timeline, in order."""

    clocks: tuple[Clock, ...] = ()
    facts: tuple[ClockFact, ...] = ()


def together(parts: Iterable[Promises]) -> Promises:
    """One after the other."""
    made = list(parts)
    return Promises(
        tuple(clock for part in made for clock in part.clocks),
        tuple(fact for part in made for fact in part.facts),
    )


def moved(outcome: Outcome) -> Promises:
    """What one clock did, as promises of which it is the only one."""
    clock, facts = outcome
    return Promises((clock,), facts)


def begin(
    kind: ClockKind,
    terms: Terms | None,
    at: datetime,
    *,
    team: str | None = None,
    starting: datetime | None = None,
) -> Promises:
    """A clock of that kind, if the terms promise it. `starting` is when it began, where that was earlier."""
    if terms is None or kind not in terms.rule.targets:
        return Promises()
    try:
        return moved(clocks.start(kind, terms, starting or at, team))
    except Invalid:
        return Promises(facts=(_unreachable(kind, team, at),))


def follow(
    clock: Clock, calendar: Calendar | None, at: datetime, *, old: ClockEffect, new: ClockEffect
) -> Outcome:
    """Do what the new state of the ticket asks for; `old` is what the last one asked for."""
    if new is ClockEffect.MEET:
        return clocks.fulfil(clock, calendar, at)
    if new is ClockEffect.STOP:
        return clocks.stop(clock, calendar, at)
    facts: tuple[ClockFact, ...] = ()
    if clock.met_at is not None and old is ClockEffect.MEET and not clock.handed_on:
        clock, facts = clocks.reopen(clock, calendar, at)
    elif not _settled(clock):
        clock, facts = clocks.resume(clock, calendar, at)
    if new is ClockEffect.PAUSE:
        clock, more = clocks.pause(clock, calendar, at)
        facts += more
    return clock, facts


def hand_on(clock: Clock, calendar: Calendar | None, at: datetime) -> Promises:
    """The team of this OLA passed the ticket on: it kept its promise, for good."""
    if clock.kind is not ClockKind.OLA or clock.handed_on:
        return Promises((clock,))
    clock, facts = clocks.fulfil(clock, calendar, at)
    return Promises((replace(clock, handed_on=True),), facts)


def rechosen(
    clock: Clock, terms: Terms | None, was: Calendar | None, at: datetime, effect: ClockEffect
) -> Promises:
    """Under the new terms, or stopped where these do not promise it any more."""
    if terms is None or clock.kind not in terms.rule.targets:
        return moved(clocks.stop(clock, was, at))
    try:
        after, facts = clocks.rechoose(clock, terms, was, at)
    except Invalid:
        return Promises((clock,), (_unreachable(clock.kind, clock.team, at),))
    if after.stopped_at is not None and effect is ClockEffect.RUN and not _settled(after):
        after, more = clocks.resume(after, terms.calendar, at)  # earlier terms had left this promise out
        facts += more
    return Promises((after,), facts)


def _settled(clock: Clock) -> bool:
    """A question that solving the ticket settled is not asked again by reopening it."""
    return clock.kind is ClockKind.NEXT_RESPONSE and clock.stopped_at is not None


def _unreachable(kind: ClockKind, team: str | None, at: datetime) -> ClockFact:
    # A ticket must come in whatever its policy says; so this is told, not raised.
    return ClockFact(what=FactKind.UNREACHABLE, clock=kind, team=team, at=at)
