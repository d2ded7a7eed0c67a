"""Calendars: when a desk is open for a tenant, and how much open time lies between two instants."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from helpdesk.domain.business_time import OpenTime, Spans, join, open_time
from helpdesk.domain.calendar_specs import (
    WEEKDAYS,
    CalendarSpec,
    HolidaySource,
    HolidaySpec,
    Hours,
    read_calendar_spec,
)
from helpdesk.domain.days_off import DaysOff
from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import read_date, spans
from helpdesk.domain.targets import Target
from helpdesk.domain.zones import LAST_YEAR, find_zone, in_utc

__all__ = [
    "Calendar",
    "CalendarSpec",
    "Calendars",
    "HolidaySource",
    "HolidaySpec",
    "Hours",
    "read_calendar_spec",
]

HORIZON_YEARS = 20
"""How far after its start a promise may end."""

_NONE = timedelta()


class Calendar:
    """Compiled from a spec; raises Invalid naming the field of the spec that is wrong.

    Tables of the years that are asked about are made and kept, so keep the calendar. All answers are UTC.
    """

    __slots__ = ("_days_off", "_fixed", "_table", "_week", "spec", "zone")

    def __init__(self, spec: CalendarSpec, holidays: HolidaySource) -> None:
        self.spec = spec
        self.zone: ZoneInfo = find_zone(spec.zone)
        self._week = _week(spec)
        self._fixed = {
            read_date(day, f"overrides.{day}"): spans(hours, f"overrides.{day}")
            for day, hours in spec.overrides.items()
        }
        self._days_off = DaysOff(spec.holidays or HolidaySpec(), holidays)
        if not any(self._week) and not any(self._fixed.values()):
            raise Invalid(field="week", reason="has no open time, and neither has any override")
        self._table: OpenTime | None = None

    def due(self, start: datetime, target: Target) -> datetime:
        """The first instant at which the target has passed. Raises Invalid for `start` or `target`."""
        if target.days is not None:
            return self._due_in_days(start, target.days)
        return self.after(start, target.open_time or _NONE)

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """The first instant at which `amount` of open time has passed; `start` itself for none."""
        if start.tzinfo is not UTC:
            start = in_utc(start, "start")
        if amount <= _NONE:
            return in_utc(start, "start")
        table = self._table
        if table is None or not table.start <= start < table.end:
            start = in_utc(start, "start")
            table = self._covering(start, start)
        count = table.count(start) + amount
        found = table.when(count)
        while found is None:
            table = self._further(table, start)
            found = table.when(count)
        return found

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """Open time between; none when `b` is not after `a`. Raises Invalid for `from` or `to`."""
        if a.tzinfo is not UTC or b.tzinfo is not UTC:
            a, b = in_utc(a, "from"), in_utc(b, "to")
        table = self._table
        if table is None or not (table.start <= a and b < table.end):
            a, b = in_utc(a, "from"), in_utc(b, "to")
            table = self._covering(min(a, b), max(a, b))
        return table.count(b) - table.count(a) if a < b else _NONE

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is open time; a closing instant is not."""
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` when that is open, else when it opens next; None when it does not within the horizon."""
        at = in_utc(at, "at")
        table = self._covering(at, at)
        try:
            while (i := table.index(at)) == len(table.ends):
                table = self._further(table, at)
        except Invalid:
            return None
        return max(at, table.starts[i])

    def intervals(self, a: datetime, b: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The open intervals between two instants, in order."""
        a, b = in_utc(a, "from"), in_utc(b, "to")
        if b <= a:
            return ()
        table = self._covering(a, b)
        found: list[tuple[datetime, datetime]] = []
        for i in range(table.index(a), len(table.ends)):
            start, end = max(a, table.starts[i]), min(b, table.ends[i])
            if start >= end:
                break
            if found and found[-1][1] == start:  # cut only by the turn of a UTC year
                start = found.pop()[0]
            found.append((start, end))
        return tuple(found)

    def _due_in_days(self, start: datetime, days: int) -> datetime:
        start = in_utc(start, "start")
        table = self._covering(start, start)
        own_day = start.astimezone(self.zone).date()
        while (found := table.close_of(own_day, days)) is None:
            table = self._further(table, start)
        return found

    def _covering(self, low: datetime, high: datetime) -> OpenTime:
        table = self._table
        if table is not None and table.start <= low and high < table.end:
            return table
        table = table or self._year(low.year)
        for year in range(table.first - 1, low.year - 1, -1):
            table = join(self._year(year), table)
        return self._grown(table, high.year)

    def _further(self, table: OpenTime, start: datetime) -> OpenTime:
        """One more year, as far as the horizon. Raises Invalid beyond."""
        if table.last >= min(start.year + HORIZON_YEARS, LAST_YEAR):
            raise Invalid(
                field="target",
                reason=f"is not reached in the {HORIZON_YEARS} years that this calendar looks ahead",
            )
        return self._grown(table, table.last + 1)

    def _grown(self, table: OpenTime, last: int) -> OpenTime:
        for year in range(table.last + 1, last + 1):
            table = join(table, self._year(year))
        # One assignment of a finished table: threads may at worst make the same one twice.
        self._table = table
        return table

    def _year(self, year: int) -> OpenTime:
        special: dict[date, Spans] = {}
        for local_year in (year - 1, year, year + 1):  # local dates reach over the ends of a UTC year
            special.update(dict.fromkeys(self._days_off.of(local_year), ()))
        return open_time(year, self.zone, self._week, special | self._fixed)


Calendars = Callable[[str], Calendar | None]
"""Finds a calendar by id; None when it was deleted."""


def _week(spec: CalendarSpec) -> tuple[Spans, ...]:
    for day in spec.week:
        if day not in WEEKDAYS:
            raise Invalid(field=f"week.{day}", reason=f"is not a weekday; use {', '.join(WEEKDAYS)}")
    return tuple(spans(spec.week.get(day, ()), f"week.{day}") for day in WEEKDAYS)
