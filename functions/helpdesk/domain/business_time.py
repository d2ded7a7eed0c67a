"""Open time as a table: sorted open intervals with running totals, so that an answer is two binary searches.

Everything is in whole microseconds since 1970 UTC. An instant is open when the wall clock of the zone shows
a time within the hours of that date: hours in a gap never come, hours in a fold come twice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from helpdesk.domain.zones import DAY, offsets, year_start

Spans = tuple[tuple[int, int], ...]
"""Open intervals of one date, in microseconds since its midnight on the wall clock."""

_THURSDAY = 3  # 1970-01-01


class OpenTime(msgspec.Struct, frozen=True, kw_only=True):
    """The open intervals of some whole UTC years. `totals[i]` is the open time until the end of interval i,
    counted from an arbitrary zero; `base` is that count before the first interval. `days` are the dates with
    open time (days since 1970, local), `closes` the last open instant of each."""

    first: int
    last: int
    start: int
    end: int
    starts: list[int]
    ends: list[int]
    totals: list[int]
    base: int
    days: list[int]
    closes: list[int]

    def count(self, at: int) -> int:
        """Open time up to `at`, counted from the table's zero."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return self.base
        end = self.ends[i]
        return self.totals[i] - (end - at) if at < end else self.totals[i]

    def when(self, count: int) -> int | None:
        """The first instant at which so much was counted; None when this table does not reach so far."""
        i = bisect_left(self.totals, count)
        return self.ends[i] - (self.totals[i] - count) if i < len(self.totals) else None

    def close_of(self, day: int, following: int) -> int | None:
        """The close of the n-th day with open time after the date `day`; None when it may lie beyond."""
        i = bisect_right(self.days, day) + following - 1
        # The last date may go on in the next year's table.
        return self.closes[i] if i < len(self.days) - 1 else None

    def index(self, at: int) -> int:
        """Index of the interval that `at` lies in, or of the next one (len when there is none)."""
        return bisect_right(self.ends, at)


def open_time(year: int, zone: ZoneInfo, week: Sequence[Spans], special: Mapping[int, Spans]) -> OpenTime:
    """The table of one UTC year. `special` are the dates that do not follow the week."""
    starts: list[int] = []
    ends: list[int] = []
    closes: dict[int, int] = {}
    for start, end, offset in offsets(zone, year):
        for day in range((start + offset) // DAY, (end + offset - 1) // DAY + 1):
            spans = special.get(day)
            midnight = day * DAY - offset
            for opens, shuts in week[(day + _THURSDAY) % 7] if spans is None else spans:
                a, b = max(midnight + opens, start), min(midnight + shuts, end)
                if a >= b:
                    continue
                if ends and ends[-1] == a:
                    ends[-1] = b
                else:
                    starts.append(a)
                    ends.append(b)
                closes[day] = b
    totals, total = [], 0
    for a, b in zip(starts, ends, strict=True):
        total += b - a
        totals.append(total)
    return OpenTime(
        first=year, last=year, start=year_start(year), end=year_start(year + 1), starts=starts, ends=ends,
        totals=totals, base=0, days=sorted(closes), closes=[closes[day] for day in sorted(closes)],
    )  # fmt: skip


def join(a: OpenTime, b: OpenTime) -> OpenTime:
    """Two tables of which the second goes on where the first ends; counts of the first stay as they are."""
    shift = (a.totals[-1] if a.totals else a.base) - b.base
    # A local date that begins in one UTC year and ends in the next is one day, which closes in the second.
    cut = len(a.days) - (1 if a.days and b.days and a.days[-1] == b.days[0] else 0)
    return OpenTime(
        first=a.first, last=b.last, start=a.start, end=b.end, starts=a.starts + b.starts,
        ends=a.ends + b.ends, totals=a.totals + [total + shift for total in b.totals], base=a.base,
        days=a.days[:cut] + b.days, closes=a.closes[:cut] + b.closes,
    )  # fmt: skip
