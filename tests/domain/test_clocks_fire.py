"""Warning, breaking and escalating: once, in order, in open time, at the moment it was planned for."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain import clocks
from helpdesk.domain.clock_data import Clock, ClockFact, FactKind
from helpdesk.domain.clock_fire import fire
from helpdesk.domain.policies import ClockKind, Conditions
from tests.domain.sla_builders import ALWAYS, FACTS, at, calendar, hours, rule, rung, terms_of

OFFICE = calendar()
LADDER = rule(
    targets={"resolution": "PT8H"},
    warn_at=(50, 75),
    escalations=(
        rung(id="lead", after="PT2H", notify=("lead",), set_priority="high"),
        rung(id="second", after="P1D", notify=("team",), set_team="second-line"),
    ),
)


def started(the_rule: object = LADDER, start: str = "2026-11-23 09:00") -> Clock:
    clock, _ = clocks.start(ClockKind.RESOLUTION, terms_of(the_rule), at(start))  # type: ignore[arg-type]
    return clock


def told(facts: tuple[ClockFact, ...]) -> list[tuple[str | None, datetime]]:
    return [(fact.step, fact.at) for fact in facts]


STORY = [
    ("warn-50", at("2026-11-23 13:00")),
    ("warn-75", at("2026-11-23 15:00")),
    ("breach", at("2026-11-23 17:00")),
    ("escalate-lead", at("2026-11-24 11:00")),
    ("escalate-second", at("2026-11-24 17:00")),
]


@pytest.mark.parametrize("minutes", [1, 7, 60, 600, 6000])
def test_however_often_the_checker_looks_the_story_is_the_same(minutes: int) -> None:
    clock, story = started(), []
    now = at("2026-11-23 09:00")
    while now < at("2026-11-28 09:00"):
        now += timedelta(minutes=minutes)
        clock, facts = fire(clock, OFFICE, now, FACTS)
        story += told(facts)
    assert story == STORY
    assert clocks.next_action_at(clock) is None
    assert clock.breached_at == at("2026-11-23 17:00")


def test_looking_twice_does_nothing_the_second_time() -> None:
    clock, facts = fire(started(), OFFICE, at("2026-11-23 15:00"), FACTS)
    assert told(facts) == STORY[:2]
    assert fire(clock, OFFICE, at("2026-11-23 15:00"), FACTS) == (clock, ())


def test_looking_only_when_there_is_something_to_do_misses_nothing() -> None:
    clock, story = started(), []
    while (moment := clocks.next_action_at(clock)) is not None:
        clock, facts = fire(clock, OFFICE, moment, FACTS)
        assert facts
        story += told(facts)
    assert story == STORY


def test_a_fact_says_whom_to_tell_and_what_to_change() -> None:
    _, facts = fire(started(), OFFICE, at("2026-11-25 12:00"), FACTS)
    assert [(f.what, f.notify, f.set_team, f.set_priority) for f in facts] == [
        (FactKind.WARNED, ("assignee", "team"), None, None),
        (FactKind.WARNED, ("assignee", "team"), None, None),
        (FactKind.BREACHED, ("assignee", "team"), None, None),
        (FactKind.ESCALATED, ("lead",), None, "high"),
        (FactKind.ESCALATED, ("team",), "second-line", None),
    ]
    assert facts[0].percent == 50


def test_nobody_is_woken_by_a_nine_to_five_promise() -> None:
    clock, facts = fire(started(), OFFICE, at("2026-11-24 02:00"), FACTS)  # the checker was down since noon
    assert facts == ()
    assert clock.breached_at == at("2026-11-23 17:00"), "broken it is, told or not"
    assert clocks.next_action_at(clock) == at("2026-11-24 09:00")
    _, facts = fire(clock, OFFICE, at("2026-11-24 09:00"), FACTS)
    assert told(facts) == STORY[:3]


def test_at_closing_time_the_breach_is_still_told() -> None:
    _, facts = fire(started(), OFFICE, at("2026-11-23 17:01"), FACTS)
    assert ("breach", at("2026-11-23 17:00")) in told(facts)


def test_a_step_for_any_time_counts_real_time_and_wakes_people() -> None:
    night = replace(LADDER, escalations=(rung(id="duty", after="PT3H", any_time=True, notify=("lead",)),))
    clock, _ = fire(started(night), OFFICE, at("2026-11-23 17:00"), FACTS)
    assert clocks.next_action_at(clock) == at("2026-11-23 20:00")
    _, facts = fire(clock, OFFICE, at("2026-11-23 20:00"), FACTS)
    assert told(facts) == [("escalate-duty", at("2026-11-23 20:00"))]


@pytest.mark.parametrize(
    ("quiet", "told_at"),
    [
        (("22:00", "07:00"), "2026-11-24 07:00"),
        (("23:00", "07:00"), "2026-11-23 22:30"),
        (("20:00", "23:00"), "2026-11-23 23:00"),
    ],
)
def test_quiet_hours_hold_it_all_the_same(quiet: tuple[str, str], told_at: str) -> None:
    zone = "Europe/Amsterdam"
    night = replace(
        LADDER, warn_at=(), escalations=(rung(id="duty", after="PT5H30M", any_time=True, quiet=quiet),)
    )
    office = calendar(zone)
    clock, _ = clocks.start(ClockKind.RESOLUTION, terms_of(night, office), at("2026-11-23 09:00", zone))
    clock, _ = fire(clock, office, at("2026-11-23 17:00", zone), FACTS)
    clock, facts = fire(clock, office, at("2026-11-23 22:30", zone), FACTS)
    if not facts:
        moment = clocks.next_action_at(clock)
        assert moment is not None
        clock, facts = fire(clock, office, moment, FACTS)
        assert moment == at(told_at, zone)
    else:
        assert at("2026-11-23 22:30", zone) == at(told_at, zone)
    assert [fact.step for fact in facts] == ["escalate-duty"]


def test_a_condition_is_looked_at_when_the_step_comes() -> None:
    only_unassigned = replace(
        LADDER, warn_at=(), escalations=(rung(id="lead", after="PT1H", when=Conditions(assigned=False)),)
    )
    clock, facts = fire(
        started(only_unassigned), OFFICE, at("2026-11-24 12:00"), replace(FACTS, assigned=True)
    )
    assert [fact.step for fact in facts] == ["breach"]
    assert fire(clock, OFFICE, at("2026-11-24 13:00"), FACTS) == (clock, ()), "its moment went by"
    _, facts = fire(started(only_unassigned), OFFICE, at("2026-11-24 12:00"), FACTS)
    assert [fact.step for fact in facts] == ["breach", "escalate-lead"]


def test_a_rung_may_be_for_some_clocks_only() -> None:
    some = replace(LADDER, escalations=(rung(id="lead", after="PT1H", clocks=(ClockKind.FIRST_RESPONSE,)),))
    assert [step.id for step in started(some).steps] == ["warn-50", "warn-75", "breach"]


def test_a_rung_may_come_before_the_due_instant() -> None:
    early = replace(LADDER, warn_at=(), escalations=(rung(id="lead", percent=90),))
    assert clocks.next_action_at(started(early)) == at("2026-11-23 16:12")


@pytest.mark.parametrize("end", [clocks.fulfil, clocks.stop, clocks.pause])
def test_nothing_is_told_of_a_clock_that_does_not_run(end: object) -> None:
    clock, _ = end(started(), OFFICE, at("2026-11-23 12:00"))  # type: ignore[operator]
    assert clocks.next_action_at(clock) is None
    assert fire(clock, OFFICE, at("2026-12-23 12:00"), FACTS) == (clock, ())


def test_steps_move_with_a_pause_and_keep_what_they_told() -> None:
    clock, _ = fire(started(), OFFICE, at("2026-11-23 13:00"), FACTS)
    clock, _ = clocks.pause(clock, OFFICE, at("2026-11-23 14:00"))
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-24 14:00"))
    _, facts = fire(clock, OFFICE, at("2026-11-27 12:00"), FACTS)
    assert told(facts) == [
        ("warn-75", at("2026-11-24 15:00")),
        ("breach", at("2026-11-24 17:00")),
        ("escalate-lead", at("2026-11-25 11:00")),
        ("escalate-second", at("2026-11-25 17:00")),
    ]


def test_escalation_waits_while_a_broken_promise_pauses() -> None:
    clock, _ = fire(started(), OFFICE, at("2026-11-24 10:00"), FACTS)
    clock, _ = clocks.pause(clock, OFFICE, at("2026-11-24 10:00"))
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-25 10:00"))
    assert clock.due_at == at("2026-11-23 17:00")
    assert clocks.next_action_at(clock) == at("2026-11-25 11:00"), "one of two hours had gone by"


def test_other_terms_warn_again_of_what_is_still_to_come() -> None:
    clock, _ = fire(started(), OFFICE, at("2026-11-23 15:00"), FACTS)
    longer = terms_of(replace(LADDER, targets={ClockKind.RESOLUTION: "PT16H"}))
    clock, _ = clocks.rechoose(clock, longer, OFFICE, at("2026-11-23 15:00"))
    assert clocks.next_action_at(clock) == at("2026-11-23 17:00"), "half of sixteen hours"
    again, _ = clocks.rechoose(clock, longer, OFFICE, at("2026-11-23 15:30"))
    assert again == clock


def test_other_terms_do_not_repeat_what_lies_behind() -> None:
    clock, _ = fire(started(), OFFICE, at("2026-11-23 15:00"), FACTS)
    shorter = terms_of(replace(LADDER, targets={ClockKind.RESOLUTION: "PT7H"}))
    clock, _ = clocks.rechoose(clock, shorter, OFFICE, at("2026-11-23 15:00"))
    assert clocks.next_action_at(clock) == at("2026-11-23 16:00"), "the breach itself"


def test_a_clock_without_its_calendar_still_alarms() -> None:
    _, facts = fire(started(), None, at("2026-11-23 23:00"), FACTS)
    assert told(facts) == STORY[:3]


def test_percentages_are_of_open_time() -> None:
    always = calendar(week=ALWAYS)
    clock, _ = clocks.start(
        ClockKind.RESOLUTION, terms_of(replace(LADDER, targets={ClockKind.RESOLUTION: "PT100H"}), always),
        at("2026-11-23 09:00"),
    )  # fmt: skip
    assert clocks.next_action_at(clock) == at("2026-11-23 09:00") + hours(50)
