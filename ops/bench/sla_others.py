"""The libraries that people use for business time, behind one face: seconds of open time, and due instants.

They know less than a calendar does, so each says which desks it can express at all.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec
import pytz
from business_duration import businessDuration  # type: ignore[import-untyped]
from businesstimedelta import (  # type: ignore[import-untyped]
    BusinessTimeDelta,
    HolidayRule,
    LunchTimeRule,
    Rules,
    WorkDayRule,
)

from helpdesk.holiday_days import public_holidays

Elapsed = Callable[[datetime, datetime], timedelta]
Due = Callable[[datetime, timedelta], datetime]

_YEARS = range(2023, 2029)


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Hours in the form that all contestants understand. `shuts` None: midnight."""

    name: str
    zone: str
    weekdays: tuple[int, ...]
    opens: time
    shuts: time | None
    lunch: tuple[time, time] | None = None
    country: str | None = None

    def holidays(self) -> frozenset[date]:
        """All days off of the years that are asked about."""
        if self.country is None:
            return frozenset()
        return frozenset().union(*(public_holidays(self.country, None, year) for year in _YEARS))


def with_businesstimedelta(desk: Desk) -> tuple[Elapsed, Due]:
    """A day cannot end at midnight there, so it ends a microsecond earlier."""
    zone = pytz.timezone(desk.zone)
    days = list(desk.weekdays)
    rules = [WorkDayRule(desk.opens, desk.shuts or time.max, days, tz=zone)]
    if desk.lunch:
        rules.append(LunchTimeRule(*desk.lunch, days, tz=zone))
    if desk.country:
        rules.append(HolidayRule(desk.holidays(), tz=zone))
    rule = rules[0] if len(rules) == 1 else Rules(rules)

    def elapsed(a: datetime, b: datetime) -> timedelta:
        found: timedelta = rule.difference(a, b).timedelta
        return found

    amounts = cache(lambda amount: BusinessTimeDelta(rule, timedelta=amount))

    def due(start: datetime, amount: timedelta) -> datetime:
        found: datetime = start + amounts(amount)
        return found

    return elapsed, due


def with_business_duration(desk: Desk) -> Elapsed | None:
    """Knows no zones (so it gets local time), no breaks, and no way to ask for a due instant."""
    if desk.lunch:
        return None
    zone = ZoneInfo(desk.zone)
    closed = [day for day in range(7) if day not in desk.weekdays]
    holidays = sorted(desk.holidays()) or None

    def elapsed(a: datetime, b: datetime) -> timedelta:
        local = (t.astimezone(zone).replace(tzinfo=None) for t in (a, b))
        shuts = desk.shuts or time(23, 59, 59)
        found = businessDuration(
            *local, desk.opens, shuts, weekendlist=closed, holidaylist=holidays, unit="sec"
        )
        return timedelta(seconds=float(found))

    return elapsed
