"""What holds for every calendar: checked against the wall clock, minute by minute, and against itself."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.calendars import Calendar, read_calendar_spec
from helpdesk.domain.targets import Target
from tests.domain.sla_builders import no_holidays

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)

# Nights of changing clocks: north, south, by half an hour, at midnight, over a date line, for Ramadan; none.
NIGHTS = {
    "Europe/Amsterdam": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/St_Johns": ("2006-04-02", "2006-10-29"),
    "Australia/Sydney": ("2026-04-05", "2026-10-04"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "Pacific/Chatham": ("2026-04-05", "2026-09-27"),
    "America/Santiago": ("2026-04-05", "2026-09-06"),
    "Asia/Beirut": ("2024-03-31", "2024-10-27"),
    "Pacific/Apia": ("2011-12-30", "2012-04-01"),
    "Africa/Casablanca": ("2026-02-15", "2026-03-22"),
    "Asia/Tehran": ("2021-03-22", "2021-09-21"),
    "Asia/Kathmandu": ("2026-01-01", "2025-12-31"),
    "UTC": ("2026-01-01", "2027-01-01"),
}

ZONES = st.sampled_from(sorted(NIGHTS))


@st.composite
def hours_of_a_day(draw: st.DrawFn) -> list[list[str]]:
    """Up to three intervals on multiples of 15 minutes, some of them touching, some until 24:00."""
    marks = sorted(draw(st.sets(st.integers(0, 96), min_size=0, max_size=6)))
    if len(marks) % 2:
        marks.append(marks[-1])
    texts = [f"{mark // 4:02}:{mark % 4 * 15:02}" for mark in marks]
    return [list(pair) for pair in zip(texts[::2], texts[1::2], strict=True) if pair[0] != pair[1]]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """A calendar, and an instant near a night that its zone's clocks change in."""
    zone = draw(ZONES)
    night = date.fromisoformat(draw(st.sampled_from(NIGHTS[zone])))
    near = [(night + timedelta(days=i)).isoformat() for i in range(-2, 4)]
    week = {day: draw(hours_of_a_day()) for day in DAYS}
    week["wed"] = week["wed"] or [["09:00", "17:00"]]
    spec = {
        "zone": zone,
        "week": week,
        "holidays": {
            "extra": draw(st.lists(st.sampled_from(near), max_size=2)),
            "worked": draw(st.lists(st.sampled_from(near), max_size=1)),
        },
        "overrides": draw(st.dictionaries(st.sampled_from(near), hours_of_a_day(), max_size=2)),
    }
    midnight = datetime(night.year, night.month, night.day, tzinfo=UTC)
    return Calendar(read_calendar_spec(spec), no_holidays), midnight + draw(st.integers(-2880, 2880)) * MINUTE


def minutes_open(calendar: Calendar, a: datetime, b: datetime) -> int:
    """The plain way: look at the wall clock every minute."""
    spec, zone, count = calendar.spec, ZoneInfo(calendar.spec.zone), 0
    off = set(spec.holidays.extra) - set(spec.holidays.worked) if spec.holidays else set()
    while a < b:
        local = a.astimezone(zone)
        day, time = local.date().isoformat(), f"{local:%H:%M}"
        usual = () if day in off else spec.week.get(DAYS[local.weekday()], ())
        count += any(start <= time < end for start, end in spec.overrides.get(day, usual))
        a += MINUTE
    return count


AMOUNTS = st.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(hours=60))
STEPS = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=20))


@settings(max_examples=80)
@given(questions(), st.integers(0, 1500))
def test_open_time_is_what_the_wall_clock_shows(asked: tuple[Calendar, datetime], minutes: int) -> None:
    calendar, a = asked
    b = a + minutes * MINUTE
    assert calendar.elapsed(a, b) == minutes_open(calendar, a, b) * MINUTE


@settings(max_examples=60)
@given(questions(), AMOUNTS)
def test_due_and_elapsed_are_each_others_inverse(asked: tuple[Calendar, datetime], amount: timedelta) -> None:
    calendar, start = asked
    due = calendar.due(start, Target(open_time=amount))
    assert calendar.elapsed(start, due) == amount
    # The *first* such instant: a microsecond before, something is still missing.
    assert calendar.elapsed(start, due - timedelta(microseconds=1)) < amount


@settings(max_examples=60)
@given(questions(), STEPS)
def test_elapsed_leads_back_to_every_open_instant(asked: tuple[Calendar, datetime], step: timedelta) -> None:
    calendar, start = asked
    opening = calendar.next_opening(start + step)
    assert opening is not None
    later = opening + timedelta(microseconds=1)
    assert calendar.is_open(opening)
    assert calendar.due(start, Target(open_time=calendar.elapsed(start, later))) == later


@settings(max_examples=60)
@given(questions(), STEPS, STEPS)
def test_parts_add_up_and_more_time_is_never_less(
    asked: tuple[Calendar, datetime], first: timedelta, second: timedelta
) -> None:
    calendar, a = asked
    b, c = a + first, a + first + second
    assert calendar.elapsed(a, b) + calendar.elapsed(b, c) == calendar.elapsed(a, c)
    assert timedelta() <= calendar.elapsed(a, b) <= calendar.elapsed(a, c) <= c - a
    assert calendar.elapsed(c, a) == timedelta()


@settings(max_examples=60)
@given(questions(), AMOUNTS, AMOUNTS, STEPS)
def test_due_goes_with_its_target_and_its_start(
    asked: tuple[Calendar, datetime], amount: timedelta, more: timedelta, later: timedelta
) -> None:
    calendar, start = asked
    due = calendar.due(start, Target(open_time=amount))
    assert due < calendar.due(start, Target(open_time=amount + more))
    assert due <= calendar.due(start + later, Target(open_time=amount))
    assert calendar.due(due, Target(open_time=more)) == calendar.due(start, Target(open_time=amount + more))


@settings(max_examples=60)
@given(questions(), AMOUNTS, st.integers(-14 * 60, 14 * 60))
def test_the_offset_an_instant_comes_with_does_not_matter(
    asked: tuple[Calendar, datetime], amount: timedelta, offset: int
) -> None:
    calendar, start = asked
    elsewhere = start.astimezone(timezone(timedelta(minutes=offset)))
    assert calendar.due(elsewhere, Target(open_time=amount)) == calendar.due(start, Target(open_time=amount))
    assert calendar.elapsed(elsewhere, start + amount) == calendar.elapsed(start, start + amount)


@settings(max_examples=60)
@given(hours_of_a_day(), st.integers(-12, 12), st.integers(0, 10_000), AMOUNTS)
def test_the_same_hours_in_another_zone_are_the_same_promise_later(
    hours: list[list[str]], shift: int, minutes: int, amount: timedelta
) -> None:
    week = {"mon": hours, "wed": [["09:00", "17:00"]]}
    here, there = (
        Calendar(read_calendar_spec({"zone": zone, "week": week}), no_holidays)
        for zone in ("UTC", f"Etc/GMT{-shift:+d}")  # POSIX signs: Etc/GMT-2 is two hours ahead
    )
    start = datetime(2026, 3, 1, tzinfo=UTC) + minutes * MINUTE
    ahead = timedelta(hours=shift)
    target = Target(open_time=amount)
    assert there.due(start - ahead, target) == here.due(start, target) - ahead


@settings(max_examples=60)
@given(questions(), st.integers(1, 15))
def test_business_days_end_at_the_close_of_the_nth_open_date(
    asked: tuple[Calendar, datetime], days: int
) -> None:
    calendar, start = asked
    due = calendar.due(start, Target(days=days))
    zone = ZoneInfo(calendar.spec.zone)
    own, last = (t.astimezone(zone).date() for t in (start, due - timedelta(microseconds=1)))
    assert len({day for day in _open_dates(calendar, start, due, zone) if own < day <= last}) == days
    assert calendar.is_open(due - timedelta(microseconds=1))
    assert last not in _open_dates(calendar, due, due + timedelta(hours=30), zone), "it closed for that date"


def _open_dates(calendar: Calendar, a: datetime, b: datetime, zone: ZoneInfo) -> set[date]:
    dates = set()
    for start, end in calendar.intervals(a, b):
        quarters = (end - start) // (15 * MINUTE)
        moments = [start + i * 15 * MINUTE for i in range(quarters + 1)]
        dates |= {t.astimezone(zone).date() for t in (*moments, end - timedelta(microseconds=1)) if t < end}
    return dates


@settings(max_examples=60)
@given(questions(), st.lists(STEPS, min_size=1, max_size=4), AMOUNTS)
def test_a_calendar_answers_the_same_whatever_it_was_asked_before(
    asked: tuple[Calendar, datetime], steps: list[timedelta], amount: timedelta
) -> None:
    calendar, start = asked
    for step in steps:
        calendar.elapsed(start - 30 * step, start + 60 * step)
    fresh = Calendar(calendar.spec, no_holidays)
    assert calendar.due(start, Target(open_time=amount)) == fresh.due(start, Target(open_time=amount))
    assert calendar.due(start, Target(days=3)) == fresh.due(start, Target(days=3))
