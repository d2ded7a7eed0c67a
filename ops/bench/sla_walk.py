"""Business time the plain way: day by day, each interval converted when it is met."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from helpdesk.domain.calendar_specs import WEEKDAYS, CalendarSpec, HolidaySource

_DAY = timedelta(days=1)


class DayWalk:
    """Right as long as hours do not begin or end within a change of clocks."""

    def __init__(self, spec: CalendarSpec, holidays: HolidaySource) -> None:
        self._spec, self._holidays, self._zone = spec, holidays, ZoneInfo(spec.zone)

    def due(self, start: datetime, amount: timedelta) -> datetime:
        """The instant at which so much open time has passed."""
        for opens, shuts in self._from(start):
            if shuts - opens >= amount:
                return opens + amount
            amount -= shuts - opens
        raise AssertionError("days do not end")

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """Open time between the instants."""
        total = timedelta()
        for opens, shuts in self._from(a):
            if opens >= b:
                break
            total += min(shuts, b) - opens
        return total

    def _from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        midnight = datetime.combine(start.astimezone(self._zone).date(), time())
        while True:
            for opens, shuts in self._hours(midnight):
                a, b = (self._instant(midnight, text) for text in (opens, shuts))
                if b > start:
                    yield max(a, start), b
            midnight += _DAY

    def _hours(self, midnight: datetime) -> tuple[tuple[str, str], ...]:
        days_off = self._spec.holidays
        override = self._spec.overrides.get(midnight.date().isoformat())
        if override is not None:
            return override
        if days_off and days_off.country:
            public = self._holidays(days_off.country, days_off.subdivision, midnight.year)
            if midnight.date() in public:
                return ()
        return self._spec.week.get(WEEKDAYS[midnight.weekday()], ())

    def _instant(self, midnight: datetime, text: str) -> datetime:
        hours, minutes = text.split(":")
        wall = midnight + timedelta(hours=int(hours), minutes=int(minutes))
        return wall.replace(tzinfo=self._zone).astimezone(UTC)
