"""Why a promise is due when it is, as data: rule, calendar, every stretch of open time that was counted."""

from datetime import datetime, timedelta

import msgspec

from helpdesk.domain.calendars import Calendar, Calendars
from helpdesk.domain.clock_data import Clock, ClockState, Run, Step
from helpdesk.domain.clocks import remaining, spent, state_of
from helpdesk.domain.policies import ClockKind, Conditions

MOST_INTERVALS = 60
"""Shown of each stretch; `more` says how many follow."""

Interval = tuple[datetime, datetime]


class Stretch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From when to when the clock ran or will run, and the open time in it."""

    start: datetime
    end: datetime
    counted_seconds: int
    calendar: str
    intervals: tuple[Interval, ...] = ()
    more: int = 0


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """`counted` are stretches in the past, `ahead` is the one until the due instant, while the clock runs.

    `zone` is None when the calendar was deleted; then `due_at` is the last one that was computed with it.
    Amounts of open time are in seconds: in ISO 8601 a day would look like a business day.
    """

    clock: ClockKind
    team: str | None
    state: ClockState
    policy: str
    rule: str
    rule_name: str
    conditions: Conditions
    target: str
    budget_seconds: int
    calendar: str
    zone: str | None
    started_at: datetime
    at: datetime
    spent_seconds: int
    remaining_seconds: int
    due_at: datetime | None
    met_at: datetime | None
    breached_at: datetime | None
    counted: tuple[Stretch, ...]
    pauses: tuple[tuple[datetime, datetime | None], ...]
    ahead: Stretch | None
    steps: tuple[Step, ...]


def explain(clock: Clock, calendars: Calendars, at: datetime) -> Explanation:
    """Everything that led to the due instant, seen at `at`."""
    calendar = calendars(clock.rule.calendar)
    return Explanation(
        clock=clock.kind,
        team=clock.team,
        state=state_of(clock),
        policy=clock.policy,
        rule=clock.rule.id,
        rule_name=clock.rule.name,
        conditions=clock.rule.when,
        target=clock.target,
        budget_seconds=_seconds(clock.budget),
        calendar=clock.rule.calendar,
        zone=calendar.spec.zone if calendar else None,
        started_at=clock.started_at,
        at=at,
        spent_seconds=_seconds(spent(clock, calendar, at)),
        remaining_seconds=_seconds(remaining(clock, calendar, at)),
        due_at=clock.due_at,
        met_at=clock.met_at,
        breached_at=clock.breached_at,
        counted=_counted(clock, calendars, at),
        pauses=_pauses(clock),
        ahead=_ahead(clock, calendar, at),
        steps=clock.steps,
    )


def _counted(clock: Clock, calendars: Calendars, at: datetime) -> tuple[Stretch, ...]:
    runs = list(clock.runs)
    since = clock.running_since
    if since is not None and since < at:
        calendar = calendars(clock.rule.calendar)
        done = sum((run.spent for run in runs), timedelta())
        cost = spent(clock, calendar, at) - done
        runs.append(Run(start=since, end=at, spent=cost, calendar=clock.rule.calendar))
    return tuple(_stretch(run, calendars(run.calendar)) for run in runs)


def _ahead(clock: Clock, calendar: Calendar | None, at: datetime) -> Stretch | None:
    if clock.running_since is None or clock.due_at is None or clock.due_at <= at:
        return None
    left = calendar.elapsed(at, clock.due_at) if calendar else clock.due_at - at
    return _stretch(Run(start=at, end=clock.due_at, spent=left, calendar=clock.rule.calendar), calendar)


def _stretch(run: Run, calendar: Calendar | None) -> Stretch:
    intervals = calendar.intervals(run.start, run.end) if calendar else ()
    return Stretch(
        start=run.start,
        end=run.end,
        counted_seconds=_seconds(run.spent),
        calendar=run.calendar,
        intervals=intervals[:MOST_INTERVALS],
        more=max(len(intervals) - MOST_INTERVALS, 0),
    )


def _pauses(clock: Clock) -> tuple[tuple[datetime, datetime | None], ...]:
    """The gaps between runs; the last is open while the clock still waits."""
    resumed = [run.start for run in clock.runs[1:]]
    if clock.running_since is not None and clock.runs:
        resumed.append(clock.running_since)
    gaps: list[tuple[datetime, datetime | None]] = [
        (run.end, start) for run, start in zip(clock.runs, resumed, strict=False) if start > run.end
    ]
    if state_of(clock) is ClockState.PAUSED and clock.runs:
        gaps.append((clock.runs[-1].end, None))
    return tuple(gaps)


def _seconds(amount: timedelta) -> int:
    return amount // timedelta(seconds=1)
