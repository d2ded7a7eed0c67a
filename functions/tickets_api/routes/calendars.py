"""A desk's calendars, and what they can be made of."""

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from helpdesk import holiday_days
from helpdesk.domain.desks import DeskConfig, NamedCalendar
from helpdesk.domain.errors import Conflict
from helpdesk.domain.holiday_import import import_days
from helpdesk.domain.versions import version_of
from helpdesk.domain.zones import zone_names
from helpdesk.usecases import agreement_editing as editing
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.storing import stored
from tickets_api.views.agreements import (
    CalendarChoices,
    CalendarList,
    CalendarView,
    Country,
    DayOff,
    DaysOff,
)
from tickets_api.views.shapes import Named

blueprint = Blueprint(__name__)

Year = Annotated[int, Meta(ge=1970, le=2199)]


class CalendarInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A calendar. `spec` is what the list shows as `spec`."""

    name: Line
    spec: dict[str, Any]


class IcalendarInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The text of an iCalendar file; what comes back every year is followed until the end of `through`."""

    file: Annotated[str, Meta(min_length=1, max_length=400_000)]
    through: Year


class HolidaysQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A year of a country, or of one of its subdivisions."""

    country: Annotated[str, Meta(min_length=2, max_length=20)]
    year: Year
    subdivision: Annotated[str, Meta(max_length=20)] | None = None


@blueprint.get("/api/v1/desks/{desk}/calendars")
def list_calendars(call: Call[ApiDeps], desk: Id) -> CalendarList:
    """List the desk's calendars."""
    config = editing.setup_of(call.deps, call.principal, desk)
    found = sorted(config.calendars.values(), key=lambda one: (one.name.casefold(), one.id))
    return CalendarList(items=tuple(_view(one, config) for one in found))


@blueprint.put("/api/v1/desks/{desk}/calendars/{calendar}", conflict=CalendarView)
def put_calendar(call: Call[ApiDeps], desk: Id, calendar: Id, body: CalendarInput) -> Answer[CalendarView]:
    """Set a calendar (admins). Open tickets that run on it follow within minutes; try `preview` first."""
    after = stored(
        lambda: editing.put_calendar(
            call.deps, call.principal, desk, calendar,
            name=one_line(body.name), raw=body.spec, expected=call.if_match,
        ),
        lambda: _current(call.deps.directory.fresh(desk), calendar),
    )  # fmt: skip
    shown = _view(after, call.deps.directory.fresh(desk))
    return Answer(body=shown, version=shown.version)


@blueprint.delete("/api/v1/desks/{desk}/calendars/{calendar}", errors=(Conflict,))
def delete_calendar(call: Call[ApiDeps], desk: Id, calendar: Id) -> None:
    """Remove a calendar that no policy uses (admins). Clocks that run on it keep when they are due."""
    editing.delete_calendar(call.deps, call.principal, desk, calendar)


@blueprint.post("/api/v1/desks/{desk}/holiday-imports", status=200)
def read_icalendar(call: Call[ApiDeps], desk: Id, body: IcalendarInput) -> DaysOff:
    """Read days off from an iCalendar file, for a calendar's `holidays.extra`. Nothing is stored."""
    member_of(call.principal, desk)
    found = import_days(body.file, through=body.through)
    days = tuple(DayOff(day=date.fromisoformat(one.day), name=one.name) for one in found.days)
    return DaysOff(items=days, skipped=found.skipped)


@blueprint.get("/api/v1/calendar-choices")
def calendar_choices(call: Call[ApiDeps]) -> CalendarChoices:
    """Time zones, and countries with known holidays, to choose from."""
    _ = call.principal
    countries = holiday_days.countries().items()
    return CalendarChoices(
        zones=zone_names(),
        countries=tuple(Country(code=code, subdivisions=subdivisions) for code, subdivisions in countries),
    )


@blueprint.get("/api/v1/holidays")
def list_holidays(call: Call[ApiDeps], query: HolidaysQuery) -> DaysOff:
    """Public holidays of a year, with their names."""
    _ = call.principal
    days = holiday_days.named_holidays(query.country, query.subdivision, query.year)
    return DaysOff(items=tuple(DayOff(day=day, name=name) for day, name in days.items()))


def _current(config: DeskConfig, calendar: str) -> CalendarView | None:
    there = config.calendars.get(calendar)
    return _view(there, config) if there else None


def _view(calendar: NamedCalendar, config: DeskConfig) -> CalendarView:
    users = (p for p in config.policies.values() if any(r.calendar == calendar.id for r in p.rules))
    return CalendarView(
        id=calendar.id,
        name=calendar.name,
        spec=calendar.spec,
        used_by=tuple(sorted((Named(id=p.id, name=p.name or p.id) for p in users), key=lambda n: n.name)),
        version=version_of(calendar),
    )
