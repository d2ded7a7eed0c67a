"""A calendar that cannot be meant is refused, with the field named."""

import pytest

from helpdesk.domain.calendars import Calendar, read_calendar_spec
from helpdesk.domain.errors import Invalid
from helpdesk.domain.targets import parse_target
from helpdesk.holiday_days import public_holidays
from tests.domain.sla_builders import OFFICE, at, calendar


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"zone": "Europe"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"zone": "localtime"}, "zone"),
        ({"zone": "right/Europe/Paris"}, "zone"),
        ({"zone": 7}, "zone"),
        ({"week": {}}, "week"),
        ({"week": {"mon": []}, "overrides": {"2026-01-01": []}}, "week"),
        ({"week": {"monday": [["09:00", "17:00"]]}}, "week.monday"),
        ({"week": {"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}}, "week.mon[1]"),
        ({"week": {"mon": [["12:00", "17:00"], ["09:00", "13:00"]]}}, "week.mon[1]"),
        ({"week": {"mon": [["17:00", "09:00"]]}}, "week.mon[0]"),
        ({"week": {"mon": [["09:00", "09:00"]]}}, "week.mon[0]"),
        ({"week": {"mon": [["09:00", "24:01"]]}}, "week.mon[0][1]"),
        ({"week": {"mon": [["9:00", "17:00"]]}}, "week.mon[0][0]"),
        ({"week": {"mon": [["09:60", "17:00"]]}}, "week.mon[0][0]"),
        ({"week": {"mon": [["09:00", "17:00", "18:00"]]}}, "week.mon[0]"),
        ({"week": {"mon": [["09:00", 17]]}}, "week.mon[0][1]"),
        ({"week": {"mon": "09:00-17:00"}}, "week.mon"),
        ({"week": None}, "week"),
        ({"holidays": {"country": "XX"}}, "holidays.country"),
        ({"holidays": {"country": "nl"}}, "holidays.country"),
        ({"holidays": {"country": "DE", "subdivision": "ZZ"}}, "holidays.subdivision"),
        ({"holidays": {"subdivision": "BY"}}, "holidays.country"),
        ({"holidays": {"extra": ["2026-13-01"]}}, "holidays.extra[0]"),
        ({"holidays": {"extra": ["2026-12-24", "20261225"]}}, "holidays.extra[1]"),
        ({"holidays": {"worked": ["tomorrow"]}}, "holidays.worked[0]"),
        ({"holidays": {"days": []}}, "holidays.days"),
        ({"overrides": {"2026-02-29": []}}, "overrides.2026-02-29"),
        ({"overrides": {"2026-02-28": [["10:00", "09:00"]]}}, "overrides.2026-02-28[0]"),
        ({"overrides": {"2026-02-28": [["09:00", "10:00"], ["09:59", "11:00"]]}}, "overrides.2026-02-28[1]"),
        ({"timezone": "UTC"}, "timezone"),
    ],
)
def test_refused(change: dict[str, object], field: str) -> None:
    raw = {"zone": "Europe/Amsterdam", "week": OFFICE, **change}
    with pytest.raises(Invalid) as refused:
        Calendar(read_calendar_spec(raw), public_holidays)
    assert refused.value.field == field
    assert refused.value.reason


@pytest.mark.parametrize("raw", [None, [], "UTC", 7, {}])
def test_what_is_no_calendar_at_all(raw: object) -> None:
    with pytest.raises(Invalid):
        read_calendar_spec(raw)


def test_touching_intervals_are_no_overlap() -> None:
    halves = calendar(week={"mon": [["12:00", "24:00"], ["00:00", "12:00"]]})
    assert halves.due(at("2026-11-23 00:00"), parse_target("PT24H")) == at("2026-11-24 00:00")


def test_a_target_beyond_the_horizon_names_the_target() -> None:
    with pytest.raises(Invalid) as refused:
        calendar(week={"mon": [["09:00", "09:01"]]}).due(at("2026-01-01 00:00"), parse_target("PT100H"))
    assert refused.value.field == "target"
    with pytest.raises(Invalid) as refused:
        calendar().due(at("2026-01-01 00:00"), parse_target("P9999D"))
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    "year", ["1969-12-31 23:59", "2200-01-01 00:00", "0001-01-01 00:00", "9999-12-31 23:59"]
)
def test_instants_outside_of_the_zone_rules_are_refused(year: str) -> None:
    with pytest.raises(Invalid) as refused:
        calendar().due(at(year), parse_target("PT1H"))
    assert refused.value.field == "start"
    with pytest.raises(Invalid) as refused:
        calendar().elapsed(at("2026-01-01 00:00"), at(year))
    assert refused.value.field == "to"


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = at("2026-01-01 00:00").replace(tzinfo=None)
    with pytest.raises(Invalid) as refused:
        calendar().due(naive, parse_target("PT1H"))
    assert refused.value.field == "start"
    with pytest.raises(Invalid) as refused:
        calendar().elapsed(naive, naive)
    assert refused.value.field == "from"
