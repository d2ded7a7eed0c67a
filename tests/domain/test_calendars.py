"""When targets are due and how much open time goes by, on days that are known to go wrong elsewhere."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from helpdesk.domain.calendars import Calendar, read_calendar_spec
from helpdesk.domain.targets import parse_target
from helpdesk.holiday_days import public_holidays
from tests.domain.sla_builders import ALWAYS, OFFICE, at, calendar, hours

AMSTERDAM = {
    "zone": "Europe/Amsterdam",
    "week": {day: [["08:00", "12:00"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": {"country": "NL", "subdivision": None, "extra": ["2026-12-24"], "worked": ["2026-04-27"]},
    "overrides": {"2026-12-31": [["09:00", "12:00"]], "2027-01-02": [], "2026-12-25": [["10:00", "11:00"]]},
}


@pytest.fixture(scope="module")
def amsterdam() -> Calendar:
    return Calendar(read_calendar_spec(AMSTERDAM), public_holidays)


@pytest.mark.parametrize(
    ("start", "target", "due"),
    [
        ("2026-11-20 16:30", "PT4H", "2026-11-23 11:00"),  # Friday afternoon into Monday morning
        ("2026-11-20 11:30", "PT1H", "2026-11-20 13:30"),  # over lunch
        ("2026-11-20 12:30", "PT1H", "2026-11-20 14:00"),  # from within lunch
        ("2026-11-20 03:00", "PT30M", "2026-11-20 08:30"),  # before opening
        ("2026-11-20 17:30", "PT30M", "2026-11-23 08:30"),  # from closing time itself
        ("2026-11-20 13:00", "PT4H30M", "2026-11-20 17:30"),  # exactly at closing: that instant
        ("2026-11-20 08:00", "PT4H", "2026-11-20 12:00"),  # exactly at the break: its beginning
        ("2026-11-21 12:00", "PT0S", "2026-11-21 12:00"),  # nothing is due at once, open or not
        ("2026-12-23 17:00", "PT1H", "2026-12-25 10:30"),  # extra day off; then an override on a holiday
        ("2026-12-25 10:30", "PT1H", "2026-12-28 08:30"),  # Boxing Day is a Saturday, then the weekend
        ("2026-12-31 11:00", "PT2H", "2027-01-04 09:00"),  # short day, New Year's Day, a closed Saturday
        ("2026-04-24 17:00", "PT1H", "2026-04-27 08:30"),  # King's Day is worked all the same
        ("2026-11-20 16:30", "P1D", "2026-11-23 17:30"),
        ("2026-11-21 16:30", "P1D", "2026-11-23 17:30"),  # from a Saturday
        ("2026-11-20 02:00", "P1D", "2026-11-23 17:30"),  # before opening is still that day
        ("2026-11-20 23:30", "P2D", "2026-11-24 17:30"),
        ("2026-12-22 09:00", "P3D", "2026-12-28 17:30"),  # 23, 25 (override), 28
        ("2026-12-30 09:00", "P1D", "2026-12-31 12:00"),  # the close of that very day
    ],
)
def test_due(amsterdam: Calendar, start: str, target: str, due: str) -> None:
    local = "Europe/Amsterdam"
    assert amsterdam.due(at(start, local), parse_target(target)) == at(due, local)


@pytest.mark.parametrize(
    ("a", "b", "open_time"),
    [
        ("2026-11-20 16:30", "2026-11-23 11:00", hours(4)),
        ("2026-11-20 12:00", "2026-11-20 13:00", hours(0)),
        ("2026-11-20 00:00", "2026-11-21 00:00", hours(8.5)),
        ("2026-11-20 16:30", "2026-11-20 16:30", hours(0)),
        ("2026-11-23 11:00", "2026-11-20 16:30", hours(0)),  # backwards there is no time
        ("2026-12-24 00:00", "2026-12-27 00:00", hours(1)),
        ("2026-11-20 16:30:00.250000", "2026-11-20 16:30:01", timedelta(milliseconds=750)),
        ("2025-12-31 17:00", "2026-01-02 09:00", hours(1.5)),  # over the turn of a year
    ],
)
def test_elapsed(amsterdam: Calendar, a: str, b: str, open_time: timedelta) -> None:
    assert amsterdam.elapsed(at(a, "Europe/Amsterdam"), at(b, "Europe/Amsterdam")) == open_time


@pytest.mark.parametrize(
    ("zone", "night", "length"),
    [
        ("Europe/Amsterdam", "2026-03-29", 23),
        ("Europe/Amsterdam", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Sydney", "2026-10-04", 23),
        ("Australia/Sydney", "2026-04-05", 25),
        ("America/Santiago", "2026-09-06", 23),  # clocks jump from midnight: there is no 00:30
        ("America/Santiago", "2026-04-04", 25),  # the hour before midnight comes twice
        ("Asia/Beirut", "2024-03-31", 23),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Africa/Casablanca", "2026-02-15", 25),  # Ramadan begins: back to UTC
        ("Africa/Casablanca", "2026-03-22", 23),  # and ends
        ("Pacific/Apia", "2011-12-30", 0),  # Samoa went to the other side of the date line
        ("Pacific/Apia", "2011-12-29", 24),
        ("America/St_Johns", "2006-10-28", 24 + 59 / 60),  # at 00:01 back to 23:01 of the day before
        ("Asia/Kathmandu", "2026-10-04", 24),
        ("UTC", "2026-10-25", 24),
    ],
)
def test_a_day_has_the_hours_that_really_pass(zone: str, night: str, length: float) -> None:
    day = {date.fromisoformat(night).strftime("%a").lower(): [["00:00", "24:00"]]}
    found = calendar(zone, day)
    noon = datetime.fromisoformat(night).replace(tzinfo=UTC)
    week = (noon - timedelta(days=3), noon + timedelta(days=4))
    assert found.elapsed(*week) == hours(length)


@pytest.mark.parametrize(
    ("zone", "date_", "span", "length", "why"),
    [
        ("Europe/Amsterdam", "2026-03-29", ["02:15", "02:45"], 0, "wholly within the hour that is skipped"),
        ("Europe/Amsterdam", "2026-03-29", ["02:30", "04:00"], 1, "opens within it: open from 03:00"),
        ("Europe/Amsterdam", "2026-03-29", ["01:00", "02:30"], 1, "closes within it: closed from 03:00"),
        ("Europe/Amsterdam", "2026-10-25", ["02:15", "02:45"], 1, "comes twice"),
        ("Europe/Amsterdam", "2026-10-25", ["01:00", "04:00"], 4, "goes over the hour that comes twice"),
        ("Australia/Lord_Howe", "2026-10-04", ["02:10", "03:00"], 0.5, "skips half an hour only"),
        ("America/Santiago", "2026-09-06", ["00:00", "02:00"], 1, "opens at a midnight that is skipped"),
    ],
)
def test_hours_in_a_night_of_changing_clocks(
    zone: str, date_: str, span: list[str], length: float, why: str
) -> None:
    found = calendar(zone, OFFICE, overrides={date_: [span]})
    midnight = datetime.fromisoformat(date_).replace(tzinfo=UTC)
    around = (midnight - timedelta(hours=20), midnight + timedelta(hours=20))
    office = calendar(zone, OFFICE, overrides={date_: []}).elapsed(*around)
    assert found.elapsed(*around) - office == hours(length), why


def test_due_does_not_skip_a_day_that_opens_within_the_skipped_hour() -> None:
    night_desk = calendar("Europe/Amsterdam", {"sun": [["02:30", "06:00"]]})
    start = at("2026-03-28 12:00", "Europe/Amsterdam")
    assert night_desk.due(start, parse_target("PT30M")) == at("2026-03-29 03:30", "Europe/Amsterdam")


def test_past_dates_count_with_the_offset_of_then() -> None:
    london = calendar("Europe/London")
    assert london.elapsed(at("2026-07-01 08:00"), at("2026-07-01 09:00")) == hours(
        1
    )  # 09:00 BST is 08:00 UTC
    assert london.elapsed(at("2026-01-05 08:00"), at("2026-01-05 09:00")) == hours(0)


def test_round_the_clock_loses_no_minute() -> None:
    always = calendar("Europe/Amsterdam", ALWAYS)
    start = at("2026-01-01 00:00")
    assert always.elapsed(start, start + timedelta(days=365)) == timedelta(days=365)
    assert always.due(start, parse_target("PT1000H")) == start + timedelta(hours=1000)


def test_business_days_skip_a_date_that_never_came() -> None:
    samoa = calendar("Pacific/Apia", ALWAYS)
    start = at("2011-12-29 12:00", "Pacific/Apia")
    assert samoa.due(start, parse_target("P1D")) == at(
        "2012-01-01 00:00", "Pacific/Apia"
    )  # close of the 31st


def test_a_night_shift_is_two_dates() -> None:
    nights = calendar(week={"mon": [["20:00", "24:00"]], "tue": [["00:00", "06:00"]]})
    monday = at("2026-11-23 21:00")
    assert nights.due(monday, parse_target("PT5H")) == at("2026-11-24 02:00")
    assert nights.due(monday, parse_target("P1D")) == at("2026-11-24 06:00")


def test_an_instant_may_come_with_any_offset(amsterdam: Calendar) -> None:
    tokyo = datetime(2026, 11, 21, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    found = amsterdam.due(tokyo, parse_target("PT4H"))
    assert found == at("2026-11-23 11:00", "Europe/Amsterdam")
    assert found.tzinfo is UTC


def test_opening_and_intervals(amsterdam: Calendar) -> None:
    local = "Europe/Amsterdam"
    assert amsterdam.is_open(at("2026-11-20 08:00", local))
    assert not amsterdam.is_open(at("2026-11-20 12:00", local))
    assert amsterdam.next_opening(at("2026-11-20 12:00", local)) == at("2026-11-20 13:00", local)
    assert amsterdam.next_opening(at("2026-11-20 17:30", local)) == at("2026-11-23 08:00", local)
    assert amsterdam.intervals(at("2026-11-20 16:30", local), at("2026-11-23 09:00", local)) == (
        (at("2026-11-20 16:30", local), at("2026-11-20 17:30", local)),
        (at("2026-11-23 08:00", local), at("2026-11-23 09:00", local)),
    )
    assert amsterdam.intervals(at("2026-11-20 18:00", local), at("2026-11-20 18:00", local)) == ()


def test_intervals_do_not_end_with_the_year() -> None:
    start, end = at("2025-06-01 00:00"), at("2027-06-01 00:00")
    assert calendar(week=ALWAYS).intervals(start, end) == ((start, end),)


def test_a_calendar_that_never_opens_again_says_so() -> None:
    once = calendar(week={}, overrides={"2026-11-20": [["09:00", "10:00"]]})
    assert once.next_opening(at("2026-11-20 09:30")) == at("2026-11-20 09:30")
    assert once.next_opening(at("2026-11-20 10:00")) is None


def test_the_order_of_questions_does_not_matter() -> None:
    questions = [
        (at("2026-05-01 10:00"), parse_target("PT100H")),
        (at("1999-12-30 10:00"), parse_target("PT40H")),
        (at("2031-01-01 00:00"), parse_target("P3D")),
        (at("2026-12-30 10:00"), parse_target("PT40H")),
    ]
    kept = calendar("Europe/Paris")
    fresh = [calendar("Europe/Paris").due(*question) for question in questions]
    assert [kept.due(*question) for question in questions] == fresh
    assert [kept.due(*question) for question in reversed(questions)] == fresh[::-1]


def test_regional_holidays_count_in_their_region_only() -> None:
    def germany(subdivision: str | None) -> Calendar:
        holidays = {"country": "DE", "subdivision": subdivision}
        return Calendar(
            read_calendar_spec({"zone": "Europe/Berlin", "week": OFFICE, "holidays": holidays}),
            public_holidays,
        )

    epiphany = (at("2026-01-06 00:00"), at("2026-01-07 00:00"))
    assert germany("BY").elapsed(*epiphany) == hours(0)
    assert germany("BE").elapsed(*epiphany) == hours(8)
    assert germany(None).elapsed(*epiphany) == hours(8)
