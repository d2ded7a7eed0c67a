"""Days off from an iCalendar file (RFC 5545): whole-day events, and those that come back every year."""

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, takewhile

import msgspec

from helpdesk.domain.errors import Invalid

_MOST_DAYS = 5_000
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T000000Z?)?", re.ASCII)
_YEARLY_PARTS = frozenset({"FREQ", "COUNT", "UNTIL", "INTERVAL", "WKST"})

Properties = dict[str, str]


class ImportedDay(msgspec.Struct, frozen=True, order=True):
    """A date for `holidays.extra`, and what the file calls it."""

    day: str
    name: str


class ImportedDays(msgspec.Struct, frozen=True):
    """`skipped` says in sentences which events were left out, and why."""

    days: tuple[ImportedDay, ...]
    skipped: tuple[str, ...]


def import_days(text: str, *, through: int) -> ImportedDays:
    """Read the events of a calendar file; those that come back, up to the year `through`.

    Raises Invalid when it is no such file.
    """
    lines = re.sub(r"\r?\n[ \t]", "", text.lstrip("\ufeff")).splitlines()  # section 3.1: folded lines
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise Invalid(
            field="file", reason="is not an iCalendar file (it does not begin with BEGIN:VCALENDAR)"
        )
    days: set[ImportedDay] = set()
    skipped: list[str] = []
    for event in _events(lines):
        name = _unescaped(event.get("SUMMARY", "")) or "unnamed"
        try:
            days.update(ImportedDay(day.isoformat(), name) for day in _days_of(event, through))
        except ValueError as error:
            skipped.append(f"{name}: {error}")
    if len(days) > _MOST_DAYS:
        raise Invalid(field="file", reason=f"has more than {_MOST_DAYS} days off")
    return ImportedDays(tuple(sorted(days)), tuple(skipped))


def _events(lines: list[str]) -> Iterator[Properties]:
    event: Properties | None = None
    depth = 0  # alarms inside an event have properties of their own
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name == "BEGIN":
            depth += event is not None
            event = {} if event is None and value.strip().upper() == "VEVENT" else event
        elif name == "END" and event is not None:
            if depth == 0:
                yield event
                event = None
            depth = max(depth - 1, 0)
        elif event is not None and depth == 0:
            event[name] = f"{event[name]},{value}" if name == "EXDATE" and name in event else value


def _days_of(event: Properties, through: int) -> Iterator[date]:
    """Every date of the event. Raises ValueError saying what cannot be taken over."""
    if "RDATE" in event:
        raise ValueError("a list of further dates (RDATE) is not understood")
    first = _date(event.get("DTSTART", ""))
    length = _length(event, first)
    left_out = {_date(text) for text in event.get("EXDATE", "").split(",") if text}
    for start in _starts(first, event.get("RRULE", ""), through):
        if start not in left_out:
            yield from (start + timedelta(days=i) for i in range(length))


def _starts(first: date, rule: str, through: int) -> Iterator[date]:
    if not rule:
        yield first
        return
    parts = dict(part.split("=", 1) for part in rule.strip().upper().split(";") if "=" in part)
    if parts.get("FREQ") != "YEARLY" or not parts.keys() <= _YEARLY_PARTS:
        raise ValueError(f"the repetition {rule.strip()} is not understood; only “every year” is")
    step = int(parts.get("INTERVAL", "1"))
    if step < 1:
        raise ValueError("the repetition has no interval")
    until = _date(parts["UNTIL"][:8]) if "UNTIL" in parts else date.max
    times = int(parts["COUNT"]) if "COUNT" in parts else None
    days = (first.replace(year=year) for year in range(first.year, through + 1, step) if _exists(first, year))
    yield from takewhile(lambda day: day <= until, islice(days, times))


def _length(event: Properties, first: date) -> int:
    if "DTEND" in event:
        days = (_date(event["DTEND"]) - first).days  # section 3.6.1: the end is not part of it
    elif match := re.fullmatch(r"P(\d{1,3})([DW])", event.get("DURATION", "P1D").strip()):
        days = int(match[1]) * (7 if match[2] == "W" else 1)
    else:
        raise ValueError(f"its duration {event['DURATION'].strip()} is not whole days")
    if not 1 <= days <= 366:
        raise ValueError("it does not last from one day to one year")
    return days


def _date(text: str) -> date:
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text.strip()[:30]}” is not a whole day")
    return date(int(match[1]), int(match[2]), int(match[3]))


def _exists(day: date, year: int) -> bool:
    """Section 3.3.10: an instance on 29 February of another year is left out and not counted."""
    return (day.month, day.day) != (2, 29) or isleap(year)


def _unescaped(text: str) -> str:
    plain = re.sub(r"\\([\\;,nN])", lambda m: " " if m[1] in "nN" else m[1], text)
    return " ".join(plain.split())[:120]
