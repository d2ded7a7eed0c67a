"""Opening hours as written (`["08:00", "12:00"]`) into spans of a day that do not overlap."""

import re
from datetime import date, timedelta
from itertools import pairwise

from helpdesk.domain.business_time import Spans
from helpdesk.domain.calendar_specs import Hours
from helpdesk.domain.errors import Invalid
from helpdesk.domain.zones import DAY

_TIME = re.compile(r"(\d\d):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def spans(hours: Hours, field: str) -> Spans:
    """Sorted spans. Raises Invalid naming the interval that is not one, or that overlaps another."""
    found = sorted((*_span(interval, f"{field}[{i}]"), i) for i, interval in enumerate(hours))
    for (_, end, i), (start, _, j) in pairwise(found):
        if start < end:
            raise Invalid(
                field=f"{field}[{max(i, j)}]", reason=f"overlaps {_text(hours[min(i, j)])} of the same day"
            )
    return tuple((start, end) for start, end, _ in found)


def time_of_day(text: str, field: str) -> timedelta:
    """`HH:MM` or `HH:MM:SS`, up to `24:00`, as time since midnight. Raises Invalid."""
    match = _TIME.fullmatch(text)
    if match:
        since = timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))
        if since <= DAY:
            return since
    raise Invalid(field=field, reason=f"“{text[:20]}” is not a time of day from 00:00 to 24:00")


def read_date(text: str, field: str) -> date:
    """`YYYY-MM-DD`. Raises Invalid."""
    refused = Invalid(field=field, reason=f"“{text[:20]}” is not a date like 2026-12-24")
    if not _DATE.fullmatch(text):
        raise refused
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refused from error


def _span(interval: tuple[str, str], field: str) -> tuple[timedelta, timedelta]:
    start, end = time_of_day(interval[0], f"{field}[0]"), time_of_day(interval[1], f"{field}[1]")
    if start >= end:
        raise Invalid(
            field=field, reason=f"{_text(interval)} does not end after it starts; split a night at 24:00"
        )
    return start, end


def _text(interval: tuple[str, str]) -> str:
    return "–".join(interval)
