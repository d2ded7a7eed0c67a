"""Clocks: running promises of a ticket. Pure functions; time, terms and calendars are arguments.

A calendar argument may be None: it was deleted. Then a running clock keeps its last due instant and alarms
(it cannot pause any more, because nobody knows what is left), and a waiting one goes on round the clock.
"""

from datetime import datetime, timedelta
from functools import cache

from msgspec.structs import replace

from helpdesk.domain.calendars import Calendar, CalendarSpec
from helpdesk.domain.clock_data import (
    Clock,
    ClockFact,
    ClockState,
    FactKind,
    Outcome,
    Run,
    Step,
    StepKind,
    Terms,
)
from helpdesk.domain.clock_plan import ahead, plan, planless, steps_of
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.targets import parse_target

__all__ = [
    "Clock", "ClockFact", "ClockKind", "ClockState", "FactKind", "Outcome", "Run", "Step", "StepKind",
    "Terms", "fulfil", "next_action_at", "pause", "rechoose", "remaining", "reopen", "resume", "spent",
    "start", "state_of", "stop",
]  # fmt: skip

_MOST_RUNS = 50  # older ones are folded together: a ticket has only so much room


def start(kind: ClockKind, terms: Terms, at: datetime, team: str | None = None) -> Outcome:
    """A new clock, running. Raises Invalid when the calendar never has so much open time."""
    budget = _budget(kind, terms, at)
    clock = Clock(
        kind=kind,
        team=team,
        policy=terms.policy,
        rule=terms.rule,
        target=terms.rule.targets[kind],
        budget=budget,
        started_at=at,
        running_since=at,
        steps=steps_of(kind, terms.rule),
    )
    clock = plan(clock, terms.calendar or round_the_clock())
    return clock, (_fact(clock, FactKind.STARTED, at),)


def pause(clock: Clock, calendar: Calendar | None, at: datetime) -> Outcome:
    """Stop counting; what is left is kept. Without its calendar a clock runs on to its last due instant."""
    if clock.running_since is None or calendar is None:
        return clock, ()
    clock, broken = _noticed(clock, at, notify=clock.rule.notify)
    clock = planless(_run_ended(clock, calendar, at))
    return clock, (*broken, _fact(clock, FactKind.PAUSED, at))


def resume(clock: Clock, calendar: Calendar | None, at: datetime) -> Outcome:
    """Go on counting with what is left, after a pause or a stop."""
    if clock.running_since is not None or clock.met_at is not None:
        return clock, ()
    return _going(clock, calendar, at, FactKind.RESUMED)


def reopen(clock: Clock, calendar: Calendar | None, at: datetime) -> Outcome:
    """A promise that was met has to be met again; the time already spent stays spent."""
    if clock.met_at is None:
        return clock, ()
    return _going(replace(clock, met_at=None, due_at=None), calendar, at, FactKind.REOPENED)


def fulfil(clock: Clock, calendar: Calendar | None, at: datetime) -> Outcome:
    """The promise is met, in time or late. An instant that equals the due one is in time."""
    if clock.met_at is not None:
        return clock, ()
    clock, broken = _noticed(clock, at)
    due = clock.due_at
    clock = planless(replace(_run_ended(clock, calendar, at), met_at=at, stopped_at=None))
    clock = replace(clock, due_at=due)
    late = at - due if due is not None and at > due else None
    return clock, (*broken, _fact(clock, FactKind.MET, at, late=late))


def stop(clock: Clock, calendar: Calendar | None, at: datetime) -> Outcome:
    """End without being met: no alarm any more, what was spent is kept."""
    if clock.met_at is not None or clock.stopped_at is not None:
        return clock, ()
    clock, broken = _noticed(clock, at)
    clock = planless(replace(_run_ended(clock, calendar, at), stopped_at=at))
    return clock, (*broken, _fact(clock, FactKind.STOPPED, at))


def rechoose(clock: Clock, terms: Terms, was: Calendar | None, at: datetime) -> Outcome:
    """Hold the clock to other terms: their target counts from its start, and what was spent stays spent.

    `was` is the calendar it ran on so far. Steps whose new moment is still to come fire (again) then.
    A clock that was met is judged already and stays as it is.
    """
    if clock.met_at is not None or clock.kind not in terms.rule.targets:
        return clock, ()
    after = replace(
        _moved_to(clock, terms, was, at),
        policy=terms.policy,
        rule=terms.rule,
        target=terms.rule.targets[clock.kind],
        budget=_budget(clock.kind, terms, clock.started_at),
        breached_at=None,
        steps=steps_of(clock.kind, terms.rule, known=clock.steps),
    )
    after = _rearmed(plan(after, terms.calendar or round_the_clock()), clock, at)
    if (after.due_at, after.budget, after.rule.calendar) == (clock.due_at, clock.budget, clock.rule.calendar):
        return after, ()
    return after, (_fact(after, FactKind.RETARGETED, at, was_due_at=clock.due_at),)


def state_of(clock: Clock) -> ClockState:
    """Where the promise stands; whether it is broken is `breached_at`."""
    if clock.met_at is not None:
        return ClockState.MET
    if clock.stopped_at is not None:
        return ClockState.STOPPED
    return ClockState.RUNNING if clock.running_since is not None else ClockState.PAUSED


def spent(clock: Clock, calendar: Calendar | None, at: datetime) -> timedelta:
    """Open time the clock ran until `at`."""
    return sum((run.spent for run in _run_ended(clock, calendar, at).runs), timedelta())


def remaining(clock: Clock, calendar: Calendar | None, at: datetime) -> timedelta:
    """Open time that is left; negative once the promise is late."""
    return clock.budget - spent(clock, calendar, at)


def next_action_at(clock: Clock) -> datetime | None:
    """When the clock next has something to do; None while it does not run or has done everything."""
    if clock.running_since is None:
        return None
    waiting = [step.held_until or step.at for step in clock.steps if step.fired_at is None]
    return min((moment for moment in waiting if moment is not None), default=None)


@cache
def round_the_clock() -> Calendar:
    """What promises run on when their own calendar is gone."""
    always = CalendarSpec(
        zone="UTC",
        week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), (("00:00", "24:00"),)),
    )
    return Calendar(always, lambda _country, _subdivision, _year: frozenset())


def _budget(kind: ClockKind, terms: Terms, at: datetime) -> timedelta:
    calendar = terms.calendar or round_the_clock()
    target = parse_target(terms.rule.targets[kind])
    due = calendar.due(at, target)
    return target.open_time if target.open_time is not None else calendar.elapsed(at, due)


def _going(clock: Clock, calendar: Calendar | None, at: datetime, what: FactKind) -> Outcome:
    clock = plan(replace(clock, running_since=at, stopped_at=None), calendar or round_the_clock())
    return clock, (_fact(clock, what, at),)


def _run_ended(clock: Clock, calendar: Calendar | None, at: datetime) -> Clock:
    """The same clock with its present run (if any) closed."""
    since = clock.running_since
    if since is None:
        return clock
    end = max(at, since)
    cost = _uncharted(clock, end) if calendar is None else calendar.elapsed(since, end)
    runs = (*clock.runs, Run(start=since, end=end, spent=cost, calendar=clock.rule.calendar))
    return replace(clock, running_since=None, runs=_folded(runs))


def _uncharted(clock: Clock, end: datetime) -> timedelta:
    """Cost of a run whose calendar is gone: real time, but no more than was left until the due instant."""
    since = clock.running_since or end
    left = clock.budget - sum((run.spent for run in clock.runs), timedelta())
    return min(end - since, max(left, timedelta()))


def _folded(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if len(runs) <= _MOST_RUNS:
        return runs
    first, second, *rest = runs
    return (replace(first, end=second.end, spent=first.spent + second.spent), *rest)


def _noticed(clock: Clock, at: datetime, notify: tuple[str, ...] = ()) -> Outcome:
    """Break the promise now if its due instant went by unseen: pausing or meeting it must not hide that."""
    due = clock.due_at
    if clock.running_since is None or due is None or at <= due:
        return clock, ()
    told = any(step.kind is StepKind.BREACH and step.fired_at is not None for step in clock.steps)
    steps = tuple(
        replace(step, fired_at=due) if step.kind is StepKind.BREACH and not told else step
        for step in clock.steps
    )
    clock = replace(clock, breached_at=due, steps=steps)
    fact = _fact(clock, FactKind.BREACHED, due, step="breach", notify=notify)
    return clock, () if told else (fact,)


def _moved_to(clock: Clock, terms: Terms, was: Calendar | None, at: datetime) -> Clock:
    """Close the present run with the calendar it ran on, where the new terms count by another one."""
    calendar = terms.calendar
    same = was is None or calendar is None or was.spec == calendar.spec
    if clock.running_since is None or same or clock.running_since >= at:
        return clock
    return replace(_run_ended(clock, was, at), running_since=max(at, clock.running_since))


def _rearmed(clock: Clock, before: Clock, at: datetime) -> Clock:
    """Steps that fired, but are still to come by the new plan, fire again; a breach may be undone."""
    steps = tuple(replace(s, fired_at=None) if s.fired_at and ahead(clock, s, at) else s for s in clock.steps)
    broken = before.breached_at is not None and not ahead(clock, None, at)
    return replace(clock, steps=steps, breached_at=(clock.due_at or before.breached_at) if broken else None)


def _fact(
    clock: Clock,
    what: FactKind,
    at: datetime,
    *,
    was_due_at: datetime | None = None,
    late: timedelta | None = None,
    step: str | None = None,
    notify: tuple[str, ...] = (),
) -> ClockFact:
    return ClockFact(
        what=what, clock=clock.kind, team=clock.team, at=at, due_at=clock.due_at, was_due_at=was_due_at,
        late=late, step=step, notify=notify,
    )  # fmt: skip
