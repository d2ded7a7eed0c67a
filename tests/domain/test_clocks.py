"""One clock: counting, pausing, meeting, reopening, other terms, and a calendar that is gone."""

from datetime import timedelta

import msgspec
import pytest

from helpdesk.domain import clocks
from helpdesk.domain.clock_data import Clock, ClockFact, ClockState, FactKind
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import ClockKind
from tests.domain.sla_builders import ALWAYS, at, calendar, hours, rule, terms_of

OFFICE = calendar()
MONDAY = at("2026-11-23 09:00")


def started(target: str = "PT8H", start: str = "2026-11-23 09:00") -> Clock:
    clock, _ = clocks.start(ClockKind.RESOLUTION, terms_of(rule(targets={"resolution": target})), at(start))
    return clock


def kinds(facts: tuple[ClockFact, ...]) -> list[FactKind]:
    return [fact.what for fact in facts]


def test_a_started_clock_is_due_after_its_target() -> None:
    clock, facts = clocks.start(ClockKind.FIRST_RESPONSE, terms_of(), at("2026-11-20 16:30"))
    assert clock.due_at == at("2026-11-23 09:30")
    assert clock.budget == hours(1)
    assert clocks.state_of(clock) is ClockState.RUNNING
    assert [(fact.what, fact.due_at) for fact in facts] == [(FactKind.STARTED, clock.due_at)]


def test_business_days_become_open_time_at_the_start() -> None:
    clock = started("P2D", "2026-11-20 10:00")
    assert clock.due_at == at("2026-11-24 17:00")
    assert clock.budget == hours(7 + 8 + 8)


def test_a_target_out_of_reach_is_refused() -> None:
    with pytest.raises(Invalid):
        started("P9999D")


def test_only_open_time_within_the_pause_is_given_back() -> None:
    clock = started()
    clock, facts = clocks.pause(clock, OFFICE, at("2026-11-23 15:00"))
    assert (clock.due_at, clocks.state_of(clock)) == (None, ClockState.PAUSED)
    assert clocks.remaining(clock, OFFICE, at("2026-11-25 12:00")) == hours(2)
    assert kinds(facts) == [FactKind.PAUSED]
    clock, facts = clocks.resume(clock, OFFICE, at("2026-11-24 10:00"))
    # Paused for two open hours on Monday and one on Tuesday; the night gives nothing back.
    assert clock.due_at == at("2026-11-24 12:00")
    assert kinds(facts) == [FactKind.RESUMED]


def test_a_pause_over_a_night_gives_nothing_back() -> None:
    clock = started("PT12H")
    clock, _ = clocks.pause(clock, OFFICE, at("2026-11-23 17:00"))
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-24 09:00"))
    assert clock.due_at == started("PT12H").due_at


def test_pausing_twice_and_resuming_twice_is_once() -> None:
    paused, _ = clocks.pause(started(), OFFICE, at("2026-11-23 10:00"))
    assert clocks.pause(paused, OFFICE, at("2026-11-23 11:00")) == (paused, ())
    resumed, _ = clocks.resume(paused, OFFICE, at("2026-11-23 12:00"))
    assert clocks.resume(resumed, OFFICE, at("2026-11-23 13:00")) == (resumed, ())


def test_met_in_time_and_met_late() -> None:
    clock, facts = clocks.fulfil(started(), OFFICE, at("2026-11-23 17:00"))
    assert (clock.met_at, clock.breached_at, clock.due_at) == (
        at("2026-11-23 17:00"),
        None,
        at("2026-11-23 17:00"),
    )
    assert [(fact.what, fact.late) for fact in facts] == [(FactKind.MET, None)]

    clock, facts = clocks.fulfil(started(), OFFICE, at("2026-11-24 10:00"))
    assert clock.breached_at == at("2026-11-23 17:00")
    assert kinds(facts) == [FactKind.BREACHED, FactKind.MET]
    assert facts[0].at == at("2026-11-23 17:00")
    assert facts[0].notify == (), "nobody has to hurry any more"
    assert facts[1].late == timedelta(hours=17)
    assert clocks.fulfil(clock, OFFICE, at("2026-11-25 10:00")) == (clock, ())


def test_a_breach_cannot_be_hidden_by_pausing() -> None:
    clock, facts = clocks.pause(started(), OFFICE, at("2026-11-24 10:00"))
    assert kinds(facts) == [FactKind.BREACHED, FactKind.PAUSED]
    assert facts[0].notify == ("assignee", "team")
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-25 10:00"))
    assert (clock.due_at, clock.breached_at) == (at("2026-11-23 17:00"), at("2026-11-23 17:00"))
    assert clocks.remaining(clock, OFFICE, at("2026-11-25 10:00")) == -hours(1)


def test_reopening_goes_on_with_what_was_spent() -> None:
    clock, _ = clocks.fulfil(started(), OFFICE, at("2026-11-23 12:00"))
    clock, facts = clocks.reopen(clock, OFFICE, at("2026-11-26 09:00"))
    assert clock.due_at == at("2026-11-26 14:00")
    assert clocks.spent(clock, OFFICE, at("2026-11-26 10:00")) == hours(4)
    assert kinds(facts) == [FactKind.REOPENED]
    assert clocks.reopen(clock, OFFICE, at("2026-11-26 11:00")) == (clock, ())


def test_stopping_silences_and_resuming_goes_on() -> None:
    clock, facts = clocks.stop(started(), OFFICE, at("2026-11-23 12:00"))
    assert (clocks.state_of(clock), clock.due_at, clocks.next_action_at(clock)) == (
        ClockState.STOPPED,
        None,
        None,
    )
    assert kinds(facts) == [FactKind.STOPPED]
    clock, _ = clocks.resume(clock, OFFICE, at("2026-11-24 09:00"))
    assert (clocks.state_of(clock), clock.due_at) == (ClockState.RUNNING, at("2026-11-24 14:00"))


def test_a_clock_that_runs_backwards_costs_nothing() -> None:
    clock, _ = clocks.pause(started(), OFFICE, at("2026-11-23 08:00"))
    assert clocks.remaining(clock, OFFICE, MONDAY) == hours(8)


def test_other_terms_count_from_the_start() -> None:
    clock = started("PT8H")
    after, facts = clocks.rechoose(
        clock, terms_of(rule(id="urgent", targets={"resolution": "PT4H"})), OFFICE, at("2026-11-23 11:00")
    )
    assert after.due_at == at("2026-11-23 13:00")
    assert [(fact.what, fact.was_due_at, fact.due_at) for fact in facts] == [
        (FactKind.RETARGETED, at("2026-11-23 17:00"), at("2026-11-23 13:00"))
    ]
    assert after.rule.id == "urgent"


def test_other_terms_keep_what_was_spent_under_the_old_calendar() -> None:
    half, _ = clocks.pause(started("PT8H"), OFFICE, at("2026-11-23 12:00"))
    half, _ = clocks.resume(half, OFFICE, at("2026-11-23 13:00"))
    always = calendar(week=ALWAYS)
    new = terms_of(rule(calendar="always", targets={"resolution": "PT10H"}), always)
    # Three hours, then one; six are left, and from 14:00 on every hour counts.
    after, _ = clocks.rechoose(half, new, OFFICE, at("2026-11-23 14:00"))
    assert after.due_at == at("2026-11-23 20:00")
    assert clocks.spent(after, always, at("2026-11-23 15:00")) == hours(5)


def test_other_terms_may_be_broken_already() -> None:
    clock = started("PT8H")
    after, _ = clocks.rechoose(
        clock, terms_of(rule(targets={"resolution": "PT2H"})), OFFICE, at("2026-11-23 15:00")
    )
    assert after.due_at == at("2026-11-23 11:00")
    assert clocks.next_action_at(after) == at("2026-11-23 10:30"), "its warning"


def test_other_terms_can_undo_a_breach() -> None:
    clock, _ = clocks.pause(started("PT1H"), OFFICE, at("2026-11-23 12:00"))
    assert clock.breached_at == at("2026-11-23 10:00")
    longer, _ = clocks.rechoose(
        clock, terms_of(rule(targets={"resolution": "PT8H"})), OFFICE, at("2026-11-23 12:00")
    )
    assert longer.breached_at is None
    resumed, _ = clocks.resume(longer, OFFICE, at("2026-11-23 13:00"))
    assert resumed.due_at == at("2026-11-24 10:00")


def test_the_same_terms_tell_nothing() -> None:
    clock = started("PT8H")
    terms = terms_of(rule(targets={"resolution": "PT8H"}))
    assert clocks.rechoose(clock, terms, OFFICE, at("2026-11-23 11:00")) == (clock, ())


def test_a_met_promise_is_judged_already() -> None:
    clock, _ = clocks.fulfil(started(), OFFICE, at("2026-11-23 12:00"))
    shorter = terms_of(rule(targets={"resolution": "PT1H"}))
    assert clocks.rechoose(clock, shorter, OFFICE, at("2026-11-23 13:00")) == (clock, ())


def test_without_its_calendar_a_clock_keeps_its_due_instant_and_cannot_pause() -> None:
    clock = started()
    assert clocks.pause(clock, None, at("2026-11-23 12:00")) == (clock, ())
    assert clocks.next_action_at(clock) == at("2026-11-23 15:00")
    met, facts = clocks.fulfil(clock, None, at("2026-11-24 12:00"))
    assert kinds(facts) == [FactKind.BREACHED, FactKind.MET]
    assert clocks.spent(met, None, at("2026-11-24 12:00")) == hours(8), "no more than was promised"


def test_without_its_calendar_a_waiting_clock_goes_on_round_the_clock() -> None:
    clock, _ = clocks.pause(started(), OFFICE, at("2026-11-23 15:00"))
    clock, _ = clocks.resume(clock, None, at("2026-11-28 23:00"))
    assert clock.due_at == at("2026-11-29 01:00")


def test_terms_without_a_calendar_run_round_the_clock() -> None:
    clock, _ = clocks.start(ClockKind.FIRST_RESPONSE, terms_of(gone=True), at("2026-11-21 23:30"))
    assert clock.due_at == at("2026-11-22 00:30")


def test_a_clock_survives_being_stored() -> None:
    clock, _ = clocks.pause(started("P2D"), OFFICE, at("2026-11-23 12:00"))
    assert msgspec.json.decode(msgspec.json.encode(clock), type=Clock) == clock


def test_a_hundred_pauses_take_no_more_room_than_fifty() -> None:
    clock = started("PT1000H")
    for i in range(100):
        clock, _ = clocks.pause(clock, OFFICE, MONDAY + timedelta(days=i, hours=1))
        clock, _ = clocks.resume(clock, OFFICE, MONDAY + timedelta(days=i, hours=2))
    assert len(clock.runs) == 50
    end = MONDAY + timedelta(days=100)
    paused = sum(
        (
            OFFICE.elapsed(MONDAY + timedelta(days=i, hours=1), MONDAY + timedelta(days=i, hours=2))
            for i in range(100)
        ),
        timedelta(),
    )
    assert clocks.spent(clock, OFFICE, end) == OFFICE.elapsed(MONDAY, end) - paused
