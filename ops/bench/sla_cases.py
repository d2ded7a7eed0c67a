"""The desks and questions of `loket bench sla`: the same ones for every contestant."""

import random
from datetime import UTC, datetime, time, timedelta

import msgspec

from helpdesk.domain.calendar_specs import WEEKDAYS, CalendarSpec, HolidaySpec, Hours
from helpdesk.domain.targets import Target
from ops.bench.sla_others import Desk

_WEEK = (0, 1, 2, 3, 4)
_START = datetime(2024, 1, 1, tzinfo=UTC)

DESKS = (
    Desk(name="office hours", zone="Europe/Amsterdam", weekdays=_WEEK, opens=time(9), shuts=time(17)),
    Desk(
        name="office hours, holidays",
        zone="America/New_York",
        weekdays=_WEEK,
        opens=time(9),
        shuts=time(17),
        country="US",
    ),
    Desk(
        name="lunch break, holidays",
        zone="Europe/Amsterdam",
        weekdays=_WEEK,
        opens=time(8, 30),
        shuts=time(17, 30),
        lunch=(time(12), time(13)),
        country="NL",
    ),
    Desk(
        name="every night until six",
        zone="Australia/Sydney",
        weekdays=tuple(range(7)),
        opens=time(0),
        shuts=time(6),
    ),
    Desk(name="round the clock", zone="Europe/London", weekdays=tuple(range(7)), opens=time(0), shuts=None),
)


class Question(msgspec.Struct, frozen=True):
    """`amount` of open time from `start`; and the open time from `start` to `end`."""

    start: datetime
    end: datetime
    amount: timedelta
    target: Target


def questions(count: int, seed: int = 20240601) -> tuple[Question, ...]:
    """Starts at any minute of three years; a third each of hours, days and weeks."""
    chance = random.Random(seed)  # noqa: S311 - the same questions in every run, no secrets
    made = []
    for i in range(count):
        start = _START + timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
        span = timedelta(minutes=chance.randrange(1, (8 * 60, 3 * 24 * 60, 30 * 24 * 60)[i % 3]))
        amount = timedelta(minutes=chance.randrange(1, (4 * 60, 16 * 60, 120 * 60)[i % 3]))
        made.append(Question(start, start + span, amount, Target(open_time=amount)))
    return tuple(made)


def spec_of(desk: Desk) -> CalendarSpec:
    """The same desk as a calendar of ours."""
    opens, shuts = f"{desk.opens:%H:%M}", f"{desk.shuts:%H:%M}" if desk.shuts else "24:00"
    hours: Hours = ((opens, shuts),)
    if desk.lunch:
        begins, ends = (f"{moment:%H:%M}" for moment in desk.lunch)
        hours = ((opens, begins), (ends, shuts))
    return CalendarSpec(
        zone=desk.zone,
        week={WEEKDAYS[day]: hours for day in desk.weekdays},
        holidays=HolidaySpec(country=desk.country),
    )
