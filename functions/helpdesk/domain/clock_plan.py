"""When a running clock is due, and when each of its steps is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.clock_data import Clock, Step, StepKind
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import ClockKind, Escalation, Rule
from helpdesk.domain.targets import Target, parse_target

BREACH = "breach"


def steps_of(kind: ClockKind, rule: Rule, known: Iterable[Step] = ()) -> tuple[Step, ...]:
    """The steps a rule asks for; those that fired already under the same id stay fired."""
    fired = {step.id: step.fired_at for step in known}
    warnings = (Step(id=f"warn-{p}", kind=StepKind.WARN, percent=p) for p in sorted(set(rule.warn_at)))
    ladder = (
        Step(id=f"escalate-{rung.id}", kind=StepKind.ESCALATE, percent=rung.percent, rung=rung.id)
        for rung in rule.escalations
        if not rung.clocks or kind in rung.clocks
    )
    steps = (*warnings, Step(id=BREACH, kind=StepKind.BREACH), *ladder)
    return tuple(replace(step, fired_at=fired.get(step.id)) for step in steps)


def plan(clock: Clock, calendar: Calendar) -> Clock:
    """The clock with its due instant and its steps' moments. A broken promise stays due when it was."""
    if clock.running_since is None:
        return planless(clock)
    due = clock.breached_at or _instant(clock, calendar, clock.budget)
    clock = replace(clock, due_at=due)
    rungs = {rung.id: rung for rung in clock.rule.escalations}
    return replace(
        clock,
        steps=tuple(
            replace(step, at=_moment(clock, calendar, step, rungs.get(step.rung or "")), held_until=None)
            for step in clock.steps
        ),
    )


def planless(clock: Clock) -> Clock:
    """The clock without any moment to come."""
    return replace(
        clock, due_at=None, steps=tuple(replace(step, at=None, held_until=None) for step in clock.steps)
    )


def ahead(clock: Clock, step: Step | None, at: datetime) -> bool:
    """Whether the step (None: the due instant) is still to come; of a paused clock, once it runs again."""
    if clock.running_since is not None:
        moment = step.at if step else clock.due_at
        return moment is None or moment > at
    share = step.percent if step and step.percent is not None else 100
    return sum((run.spent for run in clock.runs), timedelta()) < clock.budget * share / 100


def _moment(clock: Clock, calendar: Calendar, step: Step, rung: Escalation | None) -> datetime | None:
    if step.percent is not None:
        return _instant(clock, calendar, clock.budget * step.percent / 100)
    if rung is None or rung.after is None or clock.due_at is None:
        return clock.due_at
    after = parse_target(rung.after, "after")
    if rung.any_time:
        return clock.due_at + (after.open_time or timedelta(days=after.days or 0))
    wait = _open_time(calendar, clock.due_at, after)
    return None if wait is None else _instant(clock, calendar, clock.budget + wait)


def _open_time(calendar: Calendar, since: datetime, target: Target) -> timedelta | None:
    if target.days is None:
        return target.open_time
    try:
        return calendar.elapsed(since, calendar.due(since, target))
    except Invalid:
        return None


def _instant(clock: Clock, calendar: Calendar, amount: timedelta) -> datetime | None:
    """The instant at which the clock has run for `amount` of open time; None when it never will."""
    before = timedelta()
    for run in clock.runs:
        if before + run.spent >= amount:
            moment = _reach(calendar, run.start, amount - before)
            # Counted by the calendar of then: by today's it may come out later, but not after that run.
            return min(moment or run.end, run.end)
        before += run.spent
    return _reach(calendar, clock.running_since or clock.started_at, amount - before)


def _reach(calendar: Calendar, since: datetime, amount: timedelta) -> datetime | None:
    try:
        return calendar.after(since, amount)
    except Invalid:  # beyond the horizon: an alarm that never rings
        return None
