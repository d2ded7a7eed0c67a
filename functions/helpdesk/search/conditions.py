"""Filters of a query: `state:open,new`, `assignee:me`, `due<2h`, `created>2026-01-01`, `-tag:x`."""

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

from helpdesk.search import schema

FIELDS = {
    "state": schema.STATE, "team": schema.TEAM, "priority": schema.PRIORITY, "tenant": schema.TENANT,
    "assignee": schema.ASSIGNEE, "requester": schema.REQUESTER, "participant": schema.REQUESTER,
    "tag": schema.TAG,    "category": schema.CATEGORY, "service": schema.SERVICE, "language": schema.LANGUAGE,
    "space": schema.SPACE, "type": schema.KIND,
}  # fmt: skip
INSTANTS = {"due": schema.DUE, "created": schema.CREATED, "updated": schema.UPDATED}
KINDS = frozenset({"ticket", "article", "person"})
DESK_ONLY = frozenset({schema.TEAM, schema.ASSIGNEE, schema.TAG})
"""What a ticket's requester is not told, and so cannot ask for."""

ME = "me"

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGE = re.compile(r"(\d{1,5})([mhdw])")
_DAY = timedelta(days=1)


class OneOf(msgspec.Struct, frozen=True):
    """The field has one of these values."""

    field: str
    values: tuple[str, ...]
    negative: bool = False


class Between(msgspec.Struct, frozen=True):
    """The instant lies in [lower, upper), in seconds; None: no bound. `missing`: there is none."""

    field: str
    lower: int | None = None
    upper: int | None = None
    negative: bool = False
    missing: bool = False


Condition = OneOf | Between


class Misread(Exception):  # noqa: N818 - caught at once: the reason is told beside the answer
    """Why this cannot be a condition."""


def read(name: str, operator: str, value: str, now: datetime, *, negative: bool) -> Condition:
    """The condition that `name`, one of `:<>` and `value` stand for. Raises Misread."""
    if name in INSTANTS:
        return _between(INSTANTS[name], operator, value.lower(), now, negative=negative)
    if operator != ":":
        raise Misread(f"“{name}” is not an instant: write {name}:{value}")
    values = tuple(one.strip().lower() for one in value.split(",") if one.strip())[:20]
    if not values:
        raise Misread(f"“{name}:” needs a value")
    field = FIELDS[name]
    if name == "type" and not KINDS.issuperset(values):
        field = schema.TYPE
    return OneOf(field, values, negative)


def _between(field: str, operator: str, value: str, now: datetime, *, negative: bool) -> Between:
    if value == schema.NONE:
        return Between(field, negative=negative, missing=True)
    age = _AGE.fullmatch(value)
    if age:
        lower, upper = _by_age(field, operator, timedelta(**{_UNITS[age[2]]: int(age[1])}), now)
    else:
        lower, upper = _by_day(operator, _day(value, now))
    return Between(field, _seconds(lower), _seconds(upper), negative)


def _by_age(
    field: str, operator: str, span: timedelta, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Due dates lie ahead, all others behind us; less than a span is nearer to now."""
    if field == schema.DUE:
        moment = now + span
        return (moment, None) if operator == ">" else (None, moment)
    moment = now - span
    return (None, moment) if operator == ">" else (moment, None)


def _by_day(operator: str, start: datetime) -> tuple[datetime | None, datetime | None]:
    if operator == "<":
        return None, start
    return (start + _DAY, None) if operator == ">" else (start, start + _DAY)


def _day(value: str, now: datetime) -> datetime:
    today = datetime(now.year, now.month, now.day, tzinfo=UTC)
    named = {"today": today, "yesterday": today - _DAY, "tomorrow": today + _DAY}
    if value in named:
        return named[value]
    try:
        day = date.fromisoformat(value)
        day + _DAY  # as far as that is asked for, and the calendar's last day has no end
    except (ValueError, OverflowError) as error:
        raise Misread(f"“{value[:40]}” is no date or span: write 2026-01-31, today, 2h, 7d") from error
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None
