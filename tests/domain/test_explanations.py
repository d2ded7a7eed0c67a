"""A clock explains itself: what was counted, what was not, and what is still to come."""

import msgspec

from helpdesk.domain import clocks
from helpdesk.domain.clock_data import ClockState
from helpdesk.domain.explanations import MOST_INTERVALS, explain
from helpdesk.domain.policies import ClockKind, Conditions
from tests.domain.sla_builders import at, calendar, only, rule, terms_of

HOUR = 3600
OFFICE = calendar("Europe/Amsterdam")
TERMS = terms_of(
    rule(
        id="urgent", name="Urgent work", when=Conditions(priority=("urgent",)), targets={"resolution": "PT8H"}
    ),
    OFFICE,
)


def local(text: str) -> object:
    return at(text, "Europe/Amsterdam")


def paused_and_resumed() -> clocks.Clock:
    clock, _ = clocks.start(ClockKind.RESOLUTION, TERMS, at("2026-11-20 16:00", "Europe/Amsterdam"))
    clock, _ = clocks.pause(clock, OFFICE, at("2026-11-23 11:00", "Europe/Amsterdam"))
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-23 14:00", "Europe/Amsterdam"))
    return clock


def test_everything_that_led_to_the_due_instant() -> None:
    told = explain(paused_and_resumed(), only(OFFICE), at("2026-11-23 16:00", "Europe/Amsterdam"))
    assert (told.rule, told.rule_name, told.conditions.priority) == ("urgent", "Urgent work", ("urgent",))
    assert (told.calendar, told.zone, told.target, told.budget_seconds) == (
        "office",
        "Europe/Amsterdam",
        "PT8H",
        8 * HOUR,
    )
    assert (told.spent_seconds, told.remaining_seconds) == (5 * HOUR, 3 * HOUR)
    assert told.due_at == local("2026-11-24 11:00")
    assert told.pauses == ((local("2026-11-23 11:00"), local("2026-11-23 14:00")),)
    assert [(stretch.intervals, stretch.counted_seconds) for stretch in told.counted] == [
        (
            (
                (local("2026-11-20 16:00"), local("2026-11-20 17:00")),
                (local("2026-11-23 09:00"), local("2026-11-23 11:00")),
            ),
            3 * HOUR,
        ),
        (((local("2026-11-23 14:00"), local("2026-11-23 16:00")),), 2 * HOUR),
    ]
    assert told.ahead is not None
    assert told.ahead.intervals == (
        (local("2026-11-23 16:00"), local("2026-11-23 17:00")),
        (local("2026-11-24 09:00"), local("2026-11-24 11:00")),
    )
    assert msgspec.json.encode(told)


def test_what_is_counted_and_what_is_ahead_make_the_target() -> None:
    told = explain(paused_and_resumed(), only(OFFICE), at("2026-11-23 16:00", "Europe/Amsterdam"))
    assert told.ahead is not None
    assert sum(s.counted_seconds for s in told.counted) + told.ahead.counted_seconds == told.budget_seconds


def test_a_clock_that_waits() -> None:
    clock, _ = clocks.pause(paused_and_resumed(), OFFICE, at("2026-11-23 15:00", "Europe/Amsterdam"))
    told = explain(clock, only(OFFICE), at("2026-12-01 12:00"))
    assert (told.state, told.due_at, told.ahead) == (ClockState.PAUSED, None, None)
    assert told.pauses[-1] == (local("2026-11-23 15:00"), None)
    assert told.remaining_seconds == 4 * HOUR


def test_a_calendar_that_is_gone() -> None:
    told = explain(paused_and_resumed(), only(None), at("2026-11-23 16:00", "Europe/Amsterdam"))
    assert told.zone is None
    assert told.due_at == local("2026-11-24 11:00"), "the last one that was computed"
    assert [stretch.intervals for stretch in told.counted] == [(), ()]
    assert told.ahead is not None


def test_a_met_clock_has_nothing_ahead() -> None:
    clock, _ = clocks.fulfil(paused_and_resumed(), OFFICE, at("2026-11-23 16:00", "Europe/Amsterdam"))
    told = explain(clock, only(OFFICE), at("2026-12-01 12:00"))
    assert (told.state, told.ahead, told.spent_seconds) == (ClockState.MET, None, 5 * HOUR)
    assert len(told.pauses) == 1


def test_a_long_story_is_cut_and_says_so() -> None:
    clock, _ = clocks.start(ClockKind.RESOLUTION, TERMS, at("2026-01-05 09:00"))
    told = explain(clock, only(OFFICE), at("2026-06-01 09:00"))
    assert len(told.counted[0].intervals) == MOST_INTERVALS
    assert (
        told.counted[0].more
        == len(OFFICE.intervals(at("2026-01-05 09:00"), at("2026-06-01 09:00"))) - MOST_INTERVALS
    )
