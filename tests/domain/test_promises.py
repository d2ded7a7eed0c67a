"""All clocks of a ticket through its life, as use cases call them."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from helpdesk.domain import clocks, promises
from helpdesk.domain.calendars import Calendars
from helpdesk.domain.clock_data import Clock, ClockState, FactKind, Terms
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.policies import ClockKind, Conditions, Policy
from helpdesk.domain.targets import Target
from tests.domain.sla_builders import ALWAYS, FACTS, at, calendar, hours, only, rule, terms_of

OFFICE = calendar()
CALENDARS = only(OFFICE)
TERMS = terms_of()
MONDAY = at("2026-11-23 09:00")
Clocks = tuple[Clock, ...]


def opened(terms: Terms | None = TERMS, state: str = "new", team: str | None = None) -> Clocks:
    return promises.opened(terms, MONDAY, state=state, team=team).clocks


def one(held: Clocks, kind: ClockKind, team: str | None = None) -> Clock:
    found = [clock for clock in held if clock.kind is kind and clock.team == team]
    assert len(found) == 1
    return found[0]


def to(held: Clocks, old: str, new: str, when: str) -> Clocks:
    return promises.state_changed(held, CALENDARS, at(when), old=old, new=new).clocks


def test_a_new_ticket_owes_a_first_response_and_a_resolution() -> None:
    kept = promises.opened(TERMS, MONDAY, state="new")
    assert [clock.kind for clock in kept.clocks] == [ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION]
    assert promises.next_due_at(kept.clocks) == at("2026-11-23 10:00")
    assert promises.next_action_at(kept.clocks) == at("2026-11-23 09:45")
    assert {fact.what for fact in kept.facts} == {FactKind.STARTED}


def test_nothing_promised() -> None:
    assert promises.opened(None, MONDAY, state="new") == ((), ())
    assert promises.next_due_at(()) is None
    assert promises.next_action_at(()) is None


def test_the_policy_chooses_the_terms() -> None:
    policy = Policy(id="p", rules=(rule(when=Conditions(vip=True)),))
    assert promises.terms(policy, FACTS, CALENDARS) is None
    assert promises.terms(policy, replace(FACTS, vip=True), CALENDARS) == ("p", policy.rules[0], OFFICE)


def test_a_promise_out_of_reach_does_not_keep_the_ticket_out() -> None:
    terms = terms_of(rule(targets={"first-response": "P9999D", "resolution": "PT8H"}))
    kept = promises.opened(terms, MONDAY, state="new")
    assert [clock.kind for clock in kept.clocks] == [ClockKind.RESOLUTION]
    assert kept.facts[0].what is FactKind.UNREACHABLE


def test_an_answer_meets_the_first_response_only() -> None:
    held = promises.answered(opened(), CALENDARS, at("2026-11-23 09:30")).clocks
    assert one(held, ClockKind.FIRST_RESPONSE).met_at == at("2026-11-23 09:30")
    assert clocks.state_of(one(held, ClockKind.RESOLUTION)) is ClockState.RUNNING


def test_waiting_for_the_customer_pauses_resolution_never_first_response() -> None:
    held = to(opened(), "new", "waiting-customer", "2026-11-23 09:30")
    assert clocks.state_of(one(held, ClockKind.RESOLUTION)) is ClockState.PAUSED
    assert clocks.state_of(one(held, ClockKind.FIRST_RESPONSE)) is ClockState.RUNNING
    assert promises.next_due_at(held) == at("2026-11-23 10:00")


def test_a_desk_may_pause_for_others_too() -> None:
    behaviour = {"waiting-other": {ClockKind.RESOLUTION: ClockEffect.PAUSE}}
    held = promises.state_changed(
        opened(), CALENDARS, MONDAY, old="open", new="waiting-other", behaviour=behaviour
    ).clocks
    assert clocks.state_of(one(held, ClockKind.RESOLUTION)) is ClockState.PAUSED
    usual = to(opened(), "open", "waiting-other", "2026-11-23 09:30")
    assert clocks.state_of(one(usual, ClockKind.RESOLUTION)) is ClockState.RUNNING


def test_the_next_answer_is_owed_from_the_first_message_that_waits() -> None:
    held = opened()
    early = promises.requester_wrote(held, TERMS, at("2026-11-23 09:10"), state="new")
    assert early.clocks == held, "the first response covers it"
    held = promises.answered(held, CALENDARS, at("2026-11-23 09:30")).clocks
    held = promises.requester_wrote(held, TERMS, at("2026-11-23 10:00"), state="open").clocks
    assert one(held, ClockKind.NEXT_RESPONSE).due_at == at("2026-11-23 12:00")
    again = promises.requester_wrote(held, TERMS, at("2026-11-23 11:00"), state="open")
    assert again.clocks == held
    held = promises.answered(held, CALENDARS, at("2026-11-23 11:30")).clocks
    held = promises.requester_wrote(held, TERMS, at("2026-11-23 13:00"), state="open").clocks
    assert one(held, ClockKind.NEXT_RESPONSE).due_at == at("2026-11-23 15:00")


def test_solving_ends_every_alarm_and_reopening_brings_back_what_is_owed() -> None:
    held = promises.answered(opened(), CALENDARS, at("2026-11-23 09:30")).clocks
    held = promises.requester_wrote(held, TERMS, at("2026-11-23 10:00"), state="open").clocks
    held = to(held, "open", "solved", "2026-11-23 11:00")
    assert promises.next_action_at(held) is None
    assert one(held, ClockKind.RESOLUTION).met_at == at("2026-11-23 11:00")
    assert promises.fire(held, CALENDARS, at("2027-11-23 11:00"), FACTS) == (held, ())
    assert to(held, "solved", "closed", "2026-11-30 11:00") == held

    held = to(held, "solved", "open", "2026-11-24 09:00")
    assert one(held, ClockKind.RESOLUTION).due_at == at("2026-11-24 15:00"), "two hours were spent"
    assert clocks.state_of(one(held, ClockKind.NEXT_RESPONSE)) is ClockState.STOPPED
    held = promises.requester_wrote(held, TERMS, at("2026-11-24 09:00"), state="open").clocks
    assert one(held, ClockKind.NEXT_RESPONSE).due_at == at("2026-11-24 11:00"), "a new question"


def test_a_first_response_that_was_never_given_is_owed_again() -> None:
    held = to(opened(), "new", "solved", "2026-11-23 09:30")
    held = to(held, "solved", "open", "2026-11-24 09:00")
    assert one(held, ClockKind.FIRST_RESPONSE).due_at == at("2026-11-24 09:30")


def test_a_solved_ticket_may_come_back_as_waiting() -> None:
    held = to(opened(), "new", "solved", "2026-11-23 11:00")
    held = to(held, "solved", "waiting-customer", "2026-11-23 12:00")
    resolution = one(held, ClockKind.RESOLUTION)
    assert clocks.state_of(resolution) is ClockState.PAUSED
    assert clocks.remaining(resolution, OFFICE, at("2026-11-24 12:00")) == hours(6)


OLA = terms_of(rule(targets={"resolution": "PT8H", "ola": "PT2H"}))


def handed(held: Clocks, team: str | None, when: str, state: str = "open") -> Clocks:
    return promises.handed_over(held, OLA, CALENDARS, at(when), state=state, team=team).clocks


def test_every_hand_over_begins_the_promise_of_a_team() -> None:
    held = opened(OLA, team="first")
    assert one(held, ClockKind.OLA, "first").due_at == at("2026-11-23 11:00")
    held = handed(held, "second", "2026-11-23 10:00")
    assert one(held, ClockKind.OLA, "first").met_at == at("2026-11-23 10:00")
    assert one(held, ClockKind.OLA, "second").due_at == at("2026-11-23 12:00")
    assert handed(held, "second", "2026-11-23 11:00") == held
    held = handed(held, "first", "2026-11-23 11:00")
    assert one(held, ClockKind.OLA, "first").due_at == at("2026-11-23 13:00"), "afresh"
    held = handed(held, None, "2026-11-23 12:00")
    assert promises.next_due_at(held) == at("2026-11-23 17:00"), "only the resolution is left"


def test_reopening_brings_back_only_the_team_that_has_the_ticket() -> None:
    held = handed(opened(OLA, team="first"), "second", "2026-11-23 10:00")
    held = to(held, "open", "solved", "2026-11-23 11:00")
    held = to(held, "solved", "open", "2026-11-23 12:00")
    assert one(held, ClockKind.OLA, "second").due_at == at("2026-11-23 13:00")
    assert clocks.state_of(one(held, ClockKind.OLA, "first")) is ClockState.MET


def test_a_team_waits_with_its_ticket() -> None:
    held = handed(opened(OLA), "first", "2026-11-23 10:00", state="waiting-other")
    assert clocks.state_of(one(held, ClockKind.OLA, "first")) is ClockState.PAUSED


def retargeted(held: Clocks, terms: Terms | None, when: str, state: str) -> promises.Promises:
    return promises.retargeted(held, terms, CALENDARS, at(when), opened_at=MONDAY, state=state)


def test_a_new_priority_counts_from_the_start() -> None:
    urgent = terms_of(rule(id="urgent", targets={"first-response": "PT30M", "resolution": "PT4H"}))
    kept = retargeted(opened(), urgent, "2026-11-23 09:10", "new")
    assert [clock.due_at for clock in kept.clocks] == [at("2026-11-23 09:30"), at("2026-11-23 13:00")]
    assert [fact.what for fact in kept.facts] == [FactKind.RETARGETED] * 2
    assert retargeted(kept.clocks, urgent, "2026-11-23 09:20", "new") == (kept.clocks, ())


def test_a_promise_that_is_added_counts_from_the_start_too() -> None:
    held = opened(terms_of(rule(targets={"resolution": "PT8H"})))
    fresh = retargeted(held, TERMS, "2026-11-23 09:10", "new").clocks
    assert one(fresh, ClockKind.FIRST_RESPONSE).due_at == at("2026-11-23 10:00")
    working = retargeted(held, TERMS, "2026-11-23 09:10", "open").clocks
    assert [clock.kind for clock in working] == [ClockKind.RESOLUTION], "somebody took it up already"
    waiting = opened(terms_of(rule(targets={"first-response": "PT1H"})), state="waiting-customer")
    added = retargeted(waiting, TERMS, "2026-11-23 11:00", "waiting-customer").clocks
    assert clocks.remaining(one(added, ClockKind.RESOLUTION), OFFICE, at("2026-11-25 09:00")) == hours(6)
    assert retargeted((), TERMS, "2026-11-23 11:00", "closed") == ((), ())


def test_a_promise_that_is_dropped_stops_and_comes_back_with_what_it_spent() -> None:
    dropped = retargeted(
        opened(), terms_of(rule(targets={"first-response": "PT1H"})), "2026-11-23 11:00", "open"
    )
    resolution = one(dropped.clocks, ClockKind.RESOLUTION)
    assert clocks.state_of(resolution) is ClockState.STOPPED
    back = retargeted(dropped.clocks, TERMS, "2026-11-23 12:00", "open")
    assert one(back.clocks, ClockKind.RESOLUTION).due_at == at("2026-11-24 10:00")
    nothing = retargeted(back.clocks, None, "2026-11-23 12:00", "open")
    assert promises.next_action_at(nothing.clocks) is None


def test_terms_out_of_reach_leave_the_promise_as_it_was() -> None:
    far = terms_of(rule(targets={"first-response": "P9999D", "resolution": "PT8H"}))
    kept = retargeted(opened(), far, "2026-11-23 09:10", "new")
    assert one(kept.clocks, ClockKind.FIRST_RESPONSE) == opened()[0]
    assert FactKind.UNREACHABLE in {fact.what for fact in kept.facts}


def test_facts_of_several_clocks_come_in_their_order() -> None:
    facts = promises.fire(opened(), CALENDARS, at("2026-11-23 16:00"), FACTS).facts
    assert [(fact.clock, fact.step) for fact in facts] == [
        (ClockKind.FIRST_RESPONSE, "warn-75"),
        (ClockKind.FIRST_RESPONSE, "breach"),
        (ClockKind.RESOLUTION, "warn-75"),
    ]


SPANS = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=3))


@given(
    st.lists(st.tuples(SPANS, SPANS), max_size=6), st.sampled_from(["UTC", "America/New_York", "Asia/Tokyo"])
)
def test_pauses_move_the_due_instant_by_their_own_open_time_and_no_more(
    stretches: list[tuple[timedelta, timedelta]], zone: str
) -> None:
    office = calendar(zone)
    held = promises.opened(
        terms_of(rule(targets={"resolution": "PT400H"}), office), MONDAY, state="open"
    ).clocks
    now, given_back = MONDAY, timedelta()
    for run, wait in stretches:
        paused_at, now = now + run, now + run + wait
        held = _through(held, only(office), paused_at, now)
        given_back += office.elapsed(paused_at, now)
    assert held[0].due_at == office.due(MONDAY, Target(open_time=hours(400) + given_back))


@given(st.lists(SPANS, min_size=1, max_size=8), SPANS)
def test_round_the_clock_the_time_spent_and_waited_is_the_time_gone_by(
    steps: list[timedelta], last: timedelta
) -> None:
    always = calendar(week=ALWAYS)
    clock, _ = clocks.start(ClockKind.RESOLUTION, terms_of(rule(), always), MONDAY)
    now, waited = MONDAY, timedelta()
    for i, step in enumerate(steps):
        now += step
        if i % 2:
            waited += step
            clock, _ = clocks.resume(clock, always, now)
        else:
            clock, _ = clocks.pause(clock, always, now)
    clock, _ = clocks.resume(clock, always, now)
    assert clocks.spent(clock, always, now + last) + waited == now + last - MONDAY


def _through(held: Clocks, calendars: Calendars, paused_at: datetime, resumed_at: datetime) -> Clocks:
    waiting = promises.state_changed(held, calendars, paused_at, old="open", new="waiting-customer").clocks
    return promises.state_changed(waiting, calendars, resumed_at, old="waiting-customer", new="open").clocks
