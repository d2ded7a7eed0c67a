"""Open time as a table: sorted open intervals with running totals, so that an answer is two binary searches.

An instant is open when the wall clock of the zone then shows a time within the hours of that date: hours in
a gap never come, hours in a fold come twice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from helpdesk.domain.zones import DAY, offsets, year_start

Spans = tuple[tuple[timedelta, timedelta], ...]
"""Open intervals of one date, as wall-clock time since its midnight."""

_MICROSECOND = timedelta(microseconds=1)


class OpenTime(msgspec.Struct, frozen=True, kw_only=True):
    """The open intervals of some whole UTC years.

    `totals[i]` is the open time until the end of interval i, counted from an arbitrary zero; `base` is that
    count before the first one. `days` are the local dates with open time, `closes` the end of each. All
    instants have the very same tzinfo, which makes comparing them as cheap as comparing numbers.
    """

    first: int
    last: int
    start: datetime
    end: datetime
    starts: list[datetime]
    ends: list[datetime]
    totals: list[timedelta]
    base: timedelta
    days: list[date]
    closes: list[datetime]

    def count(self, at: datetime) -> timedelta:
        """Open time up to `at`, counted from the table's zero."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return self.base
        end = self.ends[i]
        return self.totals[i] - (end - at) if at < end else self.totals[i]

    def when(self, count: timedelta) -> datetime | None:
        """The first instant at which so much was counted; None when this table does not reach so far."""
        i = bisect_left(self.totals, count)
        return self.ends[i] - (self.totals[i] - count) if i < len(self.totals) else None

    def close_of(self, day: date, following: int) -> datetime | None:
        """The close of the n-th date with open time after `day`; None when it may lie beyond."""
        i = bisect_right(self.days, day) + following - 1
        # The last date may go on in the next year's table.
        return self.closes[i] if i < len(self.days) - 1 else None

    def index(self, at: datetime) -> int:
        """Index of the interval that `at` lies in, or of the next one (len when there is none)."""
        return bisect_right(self.ends, at)


def open_time(year: int, zone: ZoneInfo, week: Sequence[Spans], special: Mapping[date, Spans]) -> OpenTime:
    """The table of one UTC year. `special` are the dates that do not follow the week."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    closes: dict[date, datetime] = {}
    for start, end, offset in offsets(zone, year):
        day, last = (start + offset).date(), (end + offset - _MICROSECOND).date()
        midnight = datetime.combine(day, time(), UTC) - offset
        while day <= last:
            spans = special.get(day)
            for opens, shuts in week[day.weekday()] if spans is None else spans:
                a, b = max(midnight + opens, start), min(midnight + shuts, end)
                if a >= b:
                    continue
                if ends and ends[-1] == a:
                    ends[-1] = b
                else:
                    starts.append(a)
                    ends.append(b)
                closes[day] = b
            day += DAY
            midnight += DAY
    days = sorted(closes)
    return OpenTime(
        first=year,
        last=year,
        start=year_start(year),
        end=year_start(year + 1),
        starts=starts,
        ends=ends,
        totals=_running(starts, ends),
        base=timedelta(),
        days=days,
        closes=[closes[day] for day in days],
    )


def join(a: OpenTime, b: OpenTime) -> OpenTime:
    """Two tables of which the second goes on where the first ends; counts of the first stay as they are."""
    shift = (a.totals[-1] if a.totals else a.base) - b.base
    # A local date that begins in one UTC year and ends in the next is one day, which closes in the second.
    cut = len(a.days) - (1 if a.days and b.days and a.days[-1] == b.days[0] else 0)
    return OpenTime(
        first=a.first,
        last=b.last,
        start=a.start,
        end=b.end,
        starts=a.starts + b.starts,
        ends=a.ends + b.ends,
        totals=a.totals + [total + shift for total in b.totals],
        base=a.base,
        days=a.days[:cut] + b.days,
        closes=a.closes[:cut] + b.closes,
    )


def _running(starts: Sequence[datetime], ends: Sequence[datetime]) -> list[timedelta]:
    totals, total = [], timedelta()
    for start, end in zip(starts, ends, strict=True):
        total += end - start
        totals.append(total)
    return totals
