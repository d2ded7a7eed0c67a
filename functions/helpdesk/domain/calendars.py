"""Calendars: when a desk is open for a tenant, and how much open time lies between two instants."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
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
from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import day_number, day_number_of, spans
from helpdesk.domain.targets import Target
from helpdesk.domain.zones import DAY, LAST_YEAR, find_zone, from_micros, offsets, to_micros

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

_MICROSECOND = timedelta(microseconds=1)
_ANY_YEAR = 2024  # to ask a holiday source whether it knows a country at all


class Calendar:
    """Compiled from a spec; raises Invalid naming the field of the spec that is wrong.

    Tables of the years that are asked about are made and kept, so keep the calendar. All answers are UTC.
    """

    __slots__ = ("_fixed", "_holidays", "_table", "_week", "spec", "zone")

    def __init__(self, spec: CalendarSpec, holidays: HolidaySource) -> None:
        self.spec = spec
        self.zone: ZoneInfo = find_zone(spec.zone)
        self._week = _week(spec)
        self._fixed = _overrides(spec)
        self._holidays = _DaysOff(spec.holidays or HolidaySpec(), holidays)
        if not any(self._week) and not any(self._fixed.values()):
            raise Invalid(field="week", reason="has no open time, and neither has any override")
        self._table: OpenTime | None = None

    def due(self, start: datetime, target: Target) -> datetime:
        """The first instant at which the target has passed. Raises Invalid for `start` or `target`."""
        if target.days is not None:
            return self._due_in_days(to_micros(start, "start"), target.days)
        return self.after(start, target.open_time or timedelta())

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """The first instant at which `amount` of open time has passed; `start` itself for none."""
        at = to_micros(start, "start")
        table = self._covering(at, at)
        micros = amount // _MICROSECOND
        if micros <= 0:
            return from_micros(at)
        count = table.count(at) + micros
        found = table.when(count)
        while found is None:
            table = self._further(table, at)
            found = table.when(count)
        return from_micros(found)

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """Open time between; none when `b` is not after `a`. Raises Invalid for `from` or `to`."""
        low, high = to_micros(a, "from"), to_micros(b, "to")
        if high <= low:
            return timedelta()
        table = self._covering(low, high)
        return timedelta(microseconds=table.count(high) - table.count(low))

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is open time; a closing instant is not."""
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` when that is open, else when it opens next; None when it does not within the horizon."""
        micros = to_micros(at, "at")
        table = self._covering(micros, micros)
        try:
            while (i := table.index(micros)) == len(table.ends):
                table = self._further(table, micros)
        except Invalid:
            return None
        return from_micros(max(micros, table.starts[i]))

    def intervals(self, a: datetime, b: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The open intervals between two instants, in order."""
        low, high = to_micros(a, "from"), to_micros(b, "to")
        if high <= low:
            return ()
        table = self._covering(low, high)
        found: list[tuple[int, int]] = []
        for i in range(table.index(low), len(table.ends)):
            start, end = max(low, table.starts[i]), min(high, table.ends[i])
            if start >= end:
                break
            if found and found[-1][1] == start:  # cut only by the turn of a UTC year
                start = found.pop()[0]
            found.append((start, end))
        return tuple((from_micros(start), from_micros(end)) for start, end in found)

    def _due_in_days(self, at: int, days: int) -> datetime:
        table = self._covering(at, at)
        own_day = (at + _offset_at(self.zone, at)) // DAY
        while (found := table.close_of(own_day, days)) is None:
            table = self._further(table, at)
        return from_micros(found)

    def _covering(self, low: int, high: int) -> OpenTime:
        table = self._table
        if table is not None and table.start <= low and high < table.end:
            return table
        first, last = from_micros(low).year, from_micros(high).year
        table = table or self._year(first)
        for year in range(table.first - 1, first - 1, -1):
            table = join(self._year(year), table)
        return self._keep(self._grown(table, last))

    def _further(self, table: OpenTime, start: int) -> OpenTime:
        """One more year, as far as the horizon. Raises Invalid beyond."""
        if table.last >= min(from_micros(start).year + HORIZON_YEARS, LAST_YEAR):
            raise Invalid(
                field="target",
                reason=f"is not reached in the {HORIZON_YEARS} years that this calendar looks ahead",
            )
        return self._keep(self._grown(table, table.last + 1))

    def _grown(self, table: OpenTime, last: int) -> OpenTime:
        for year in range(table.last + 1, last + 1):
            following = self._year(year)
            table = join(table, following)
        return table

    def _keep(self, table: OpenTime) -> OpenTime:
        # One assignment of a finished table: threads may at worst make the same one twice.
        self._table = table
        return table

    def _year(self, year: int) -> OpenTime:
        special: dict[int, Spans] = {}
        for local_year in (year - 1, year, year + 1):  # local dates reach over the ends of a UTC year
            special.update(dict.fromkeys(self._holidays.of(local_year), ()))
        return open_time(year, self.zone, self._week, special | self._fixed)


Calendars = Callable[[str], Calendar | None]
"""Finds a calendar by id; None when it was deleted."""


class _DaysOff:
    """Holidays by year, as day numbers."""

    __slots__ = ("_extra", "_source", "_spec", "_worked")

    def __init__(self, spec: HolidaySpec, source: HolidaySource) -> None:
        self._spec, self._source = spec, source
        self._extra = {day_number(day, f"holidays.extra[{i}]") for i, day in enumerate(spec.extra)}
        self._worked = {day_number(day, f"holidays.worked[{i}]") for i, day in enumerate(spec.worked)}
        if spec.subdivision and not spec.country:
            raise Invalid(field="holidays.country", reason="is needed for a subdivision")
        self._public(_ANY_YEAR)

    def of(self, year: int) -> set[int]:
        """Day numbers that are off for their own sake: public ones of that year, and all extra ones."""
        return (self._extra | {day_number_of(day) for day in self._public(year)}) - self._worked

    def _public(self, year: int) -> frozenset[date]:
        if not self._spec.country:
            return frozenset()
        try:
            return self._source(self._spec.country, self._spec.subdivision, year)
        except Invalid as error:
            raise error.under("holidays") from error


def _week(spec: CalendarSpec) -> tuple[Spans, ...]:
    for day in spec.week:
        if day not in WEEKDAYS:
            raise Invalid(field=f"week.{day}", reason=f"is not a weekday; use {', '.join(WEEKDAYS)}")
    return tuple(spans(spec.week.get(day, ()), f"week.{day}") for day in WEEKDAYS)


def _overrides(spec: CalendarSpec) -> dict[int, Spans]:
    return {
        day_number(day, f"overrides.{day}"): spans(hours, f"overrides.{day}")
        for day, hours in spec.overrides.items()
    }


def _offset_at(zone: ZoneInfo, at: int) -> int:
    pieces = offsets(zone, from_micros(at).year)
    return next(offset for start, end, offset in reversed(pieces) if start <= at < end)
