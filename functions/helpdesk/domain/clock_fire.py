"""Letting a clock do what is due: warn, breach, escalate. Each step fires once, run twice or late."""

from datetime import datetime, time, timedelta

from msgspec.structs import replace

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.clock_data import Clock, ClockFact, FactKind, Outcome, Step, StepKind
from helpdesk.domain.hours import time_of_day
from helpdesk.domain.policies import Escalation, TicketFacts, holds
from helpdesk.domain.zones import DAY

GRACE = timedelta(minutes=15)
"""A step that falls on closing time may be seen a little later; beyond that it waits for opening."""

_ORDER = list(StepKind)
_WHAT = {
    StepKind.WARN: FactKind.WARNED,
    StepKind.BREACH: FactKind.BREACHED,
    StepKind.ESCALATE: FactKind.ESCALATED,
}


def fire(
    clock: Clock,
    calendar: Calendar | None,
    now: datetime,
    facts: TicketFacts,
    *,
    until: datetime | None = None,
) -> Outcome:
    """Fire every step whose moment has come, in the order of their moments. Does nothing the second time.

    `until`: only those planned up to then, however late it is by now.
    """
    if clock.running_since is None:
        return clock, ()
    last = now if until is None else until
    if clock.due_at is not None and clock.due_at <= last and clock.breached_at is None:
        clock = replace(clock, breached_at=clock.due_at)
    told: list[ClockFact] = []
    for step in sorted(clock.steps, key=_rank):
        if step.fired_at is not None or step.at is None or step.at > last:
            continue
        rung = next((r for r in clock.rule.escalations if r.id == step.rung), None)
        held = _held_until(step.at, rung, calendar, now)
        clock = _with(clock, replace(step, held_until=held, fired_at=None if held else step.at))
        if not held and (rung is None or holds(rung.when, facts)):
            told.append(_fact(clock, step, rung, step.at))
    return clock, tuple(told)


def _rank(step: Step) -> tuple[float, int]:
    return step.at.timestamp() if step.at else 0.0, _ORDER.index(step.kind)


def _held_until(
    moment: datetime, rung: Escalation | None, calendar: Calendar | None, now: datetime
) -> datetime | None:
    """The instant to wait for, or None to go ahead."""
    if calendar is None:
        return None
    if rung is not None and rung.any_time:
        return _quiet_until(rung.quiet, calendar, now) if rung.quiet else None
    opening = calendar.next_opening(now)
    if opening is None or opening <= now or now - moment <= GRACE:
        return None
    return opening


def _quiet_until(quiet: tuple[str, str], calendar: Calendar, now: datetime) -> datetime | None:
    local = now.astimezone(calendar.zone)
    since_midnight = local.replace(tzinfo=None) - datetime.combine(local.date(), time())
    start, end = (time_of_day(text, "quiet") for text in quiet)
    over_midnight = end < start
    is_quiet = not end <= since_midnight < start if over_midnight else start <= since_midnight < end
    return now + (end - since_midnight) % DAY if is_quiet else None


def _with(clock: Clock, step: Step) -> Clock:
    return replace(clock, steps=tuple(step if s.id == step.id else s for s in clock.steps))


def _fact(clock: Clock, step: Step, rung: Escalation | None, at: datetime) -> ClockFact:
    return ClockFact(
        what=_WHAT[step.kind],
        clock=clock.kind,
        team=clock.team,
        at=at,
        due_at=clock.due_at,
        step=step.id,
        percent=step.percent,
        notify=clock.rule.notify if rung is None else rung.notify,
        set_team=rung.set_team if rung else None,
        set_priority=rung.set_priority if rung else None,
    )
