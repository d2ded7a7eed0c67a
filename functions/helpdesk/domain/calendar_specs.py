"""A calendar as people write it: zone, week, holidays and overrides; the JSON of API and `loket sla`."""

from collections.abc import Callable
from datetime import date

import msgspec

from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Invalid

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Hours = tuple[tuple[str, str], ...]
"""Open intervals of one day: `(("08:00", "12:00"), ("13:00", "17:30"))`; `24:00` ends a day."""

HolidaySource = Callable[[str, str | None, int], frozenset[date]]
"""(country, subdivision, year) -> public holidays. Raises Invalid for `country` or `subdivision`."""


class HolidaySpec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days off: those of a country (ISO 3166) and subdivision, and `extra`; less those `worked`."""

    country: str | None = None
    subdivision: str | None = None
    extra: tuple[str, ...] = ()
    worked: tuple[str, ...] = ()


class CalendarSpec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What `Calendar` is built from. A missing weekday is closed; an override replaces that date whole."""

    zone: str
    week: dict[str, Hours] = {}
    holidays: HolidaySpec | None = None
    overrides: dict[str, Hours] = {}


class _Loose(msgspec.Struct, frozen=True, kw_only=True):
    """The same with the maps still unread: msgspec does not say *which* key of a map is at fault."""

    zone: str
    week: dict[str, object] = {}
    holidays: HolidaySpec | None = None
    overrides: dict[str, object] = {}


def read_calendar_spec(raw: object) -> CalendarSpec:
    """The shape of a calendar; `Calendar` then checks what it says. Raises Invalid naming the field."""
    loose = to_struct(raw, _Loose)
    return CalendarSpec(
        zone=loose.zone,
        week={day: _hours(hours, f"week.{day}") for day, hours in loose.week.items()},
        holidays=loose.holidays,
        overrides={day: _hours(hours, f"overrides.{day}") for day, hours in loose.overrides.items()},
    )


def _hours(raw: object, field: str) -> Hours:
    try:
        return to_struct(raw, Hours)
    except Invalid as error:
        raise error.under(field) from error
