"""Rules choose; the first that matches wins; what cannot be meant is refused with the field named."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockEffect, effect_of, read_behaviour
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import ClockKind, Conditions, Policy, TicketFacts, choose, holds
from helpdesk.domain.policy_reading import check_reach, read_policy
from helpdesk.domain.priorities import DEFAULT_MATRIX, read_matrix
from tests.domain.sla_builders import FACTS, at, calendar, rule

POLICY = Policy(
    id="gold",
    rules=(
        rule(id="vip", when=Conditions(vip=True)),
        rule(id="network-urgent", when=Conditions(category=("network",), priority=("urgent", "high"))),
        rule(id="acme-phone", when=Conditions(tenant=("acme",), channel=("phone",))),
        rule(id="backup", when=Conditions(service=("backup",), type=("incident", "problem"))),
        rule(id="rest"),
    ),
)


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        ({}, "rest"),
        ({"vip": True, "category": "network"}, "vip"),
        ({"category": "network", "priority": "high"}, "network-urgent"),
        ({"category": "network/vpn", "priority": "urgent"}, "network-urgent"),
        ({"category": "networking", "priority": "urgent"}, "rest"),
        ({"category": "network", "priority": "low"}, "rest"),
        ({"channel": "phone"}, "acme-phone"),
        ({"channel": "phone", "tenant": "globex"}, "rest"),
        ({"service": "backup"}, "backup"),
        ({"service": "backup", "type": "request"}, "rest"),
    ],
)
def test_the_first_rule_that_matches_wins(facts: dict[str, object], chosen: str) -> None:
    found = choose(POLICY, replace(FACTS, **facts))
    assert found is not None
    assert found.id == chosen


def test_no_rule_no_promise() -> None:
    assert choose(Policy(id="none", rules=(rule(when=Conditions(vip=True)),)), FACTS) is None


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        (Conditions(vip=False), True),
        (Conditions(assigned=False), True),
        (Conditions(assigned=True), False),
        (Conditions(team=("first",)), False),
        (Conditions(category=("network",)), False),
    ],
)
def test_conditions_on_what_a_ticket_lacks(when: Conditions, fits: bool) -> None:
    facts = TicketFacts(tenant="acme", type="incident", priority="low", channel="mail")
    assert holds(when, facts) is fits


RAW_RULE = {
    "id": "all",
    "calendar": "office",
    "targets": {"first-response": "PT1H", "resolution": "P2D"},
    "when": {"priority": ["high"]},
    "escalations": [{"id": "lead", "after": "PT1H", "notify": ["lead"], "quiet": ["22:00", "07:00"]}],
}


def test_a_policy_is_read() -> None:
    policy = read_policy({"id": "gold", "rules": [RAW_RULE]}, {"office"})
    assert policy.rules[0].targets == {ClockKind.FIRST_RESPONSE: "PT1H", ClockKind.RESOLUTION: "P2D"}
    assert policy.rules[0].escalations[0].quiet == ("22:00", "07:00")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"calendar": "gone"}, "rules[0].calendar"),
        ({"targets": {"resolution": "4 hours"}}, "rules[0].targets.resolution"),
        ({"targets": {"solution": "PT4H"}}, "rules[0].targets"),
        ({"warn_at": [75, 100]}, "rules[0].warn_at[1]"),
        ({"warn_at": [0]}, "rules[0].warn_at[0]"),
        ({"notify": ["boss"]}, "rules[0].notify[0]"),
        ({"when": {"prio": ["high"]}}, "rules[0].when.prio"),
        ({"when": {"priority": "high"}}, "rules[0].when.priority"),
        ({"escalations": [{"id": "a"}]}, "rules[0].escalations[0].after"),
        ({"escalations": [{"id": "a", "after": "PT1H", "percent": 50}]}, "rules[0].escalations[0].after"),
        ({"escalations": [{"id": "a", "after": "soon"}]}, "rules[0].escalations[0].after"),
        ({"escalations": [{"id": "a", "percent": 0}]}, "rules[0].escalations[0].percent"),
        ({"escalations": [{"id": "a", "percent": 90}] * 2}, "rules[0].escalations[1].id"),
        (
            {"escalations": [{"id": "a", "percent": 90, "quiet": ["7:00", "8:00"]}]},
            "rules[0].escalations[0].quiet[0]",
        ),
        (
            {"escalations": [{"id": "a", "percent": 90, "quiet": ["07:00", "07:00"]}]},
            "rules[0].escalations[0].quiet",
        ),
        (
            {"escalations": [{"id": "a", "percent": 90, "clocks": ["all"]}]},
            "rules[0].escalations[0].clocks[0]",
        ),
        ({"id": "A rule"}, "rules[0].id"),
    ],
)
def test_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_policy({"id": "gold", "rules": [{**RAW_RULE, **change}]}, {"office"})
    assert refused.value.field.startswith(field)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"id": "gold", "rules": []}, "rules"),
        ({"id": "gold", "rules": [RAW_RULE, RAW_RULE]}, "rules[1].id"),
        ({"id": "Gold!", "rules": [RAW_RULE]}, "id"),
        ({"id": "gold", "rules": [RAW_RULE], "calendar": "x"}, "calendar"),
        ([], ""),
    ],
)
def test_a_whole_policy_refused(raw: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_policy(raw)
    assert refused.value.field == field


def test_a_target_its_calendar_never_reaches_is_found_before_a_ticket_meets_it() -> None:
    policy = read_policy({"id": "gold", "rules": [RAW_RULE]})
    once = calendar(week={}, overrides={"2026-11-24": [["09:00", "10:00"]]})
    calendars: dict[str, Calendar] = {"office": calendar()}
    check_reach(policy, calendars, at("2026-11-23 09:00"))
    with pytest.raises(Invalid) as refused:
        check_reach(policy, {"office": once}, at("2026-11-23 09:00"))
    assert refused.value.field == "rules[0].targets.resolution"


def test_impact_and_urgency_give_priority() -> None:
    assert DEFAULT_MATRIX.priority("high", "high") == "urgent"
    assert DEFAULT_MATRIX.priority("low", "medium") == "low"
    for field, args in (("impact", ("huge", "low")), ("urgency", ("low", "huge"))):
        with pytest.raises(Invalid) as refused:
            DEFAULT_MATRIX.priority(*args)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({}, "cells"),
        ({"high": {"high": "urgent"}, "low": {}}, "cells.low.high"),
        ({"high": {"high": "critical"}}, "cells.high.high"),
        ({"high": "urgent"}, "cells[...]"),
    ],
)
def test_a_matrix_with_holes_is_refused(cells: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_matrix({"cells": cells}, ("low", "urgent"))
    assert refused.value.field == field


def test_a_matrix_is_read() -> None:
    cells = {"high": {"high": "urgent"}}
    assert read_matrix({"cells": cells}, ("low", "urgent")).priority("high", "high") == "urgent"


def test_states_by_default() -> None:
    waiting = "waiting-customer"
    assert effect_of(DEFAULT_BEHAVIOUR, waiting, ClockKind.RESOLUTION) is ClockEffect.PAUSE
    assert effect_of(DEFAULT_BEHAVIOUR, waiting, ClockKind.FIRST_RESPONSE) is ClockEffect.RUN
    assert effect_of(DEFAULT_BEHAVIOUR, "waiting-other", ClockKind.RESOLUTION) is ClockEffect.RUN
    assert effect_of(DEFAULT_BEHAVIOUR, "solved", ClockKind.RESOLUTION) is ClockEffect.MEET
    assert effect_of(DEFAULT_BEHAVIOUR, "anything", ClockKind.OLA) is ClockEffect.RUN


def test_a_desk_lays_its_own_over_them() -> None:
    states = frozenset({"waiting-other", "solved"})
    own = read_behaviour({"waiting-other": {"resolution": "pause"}}, states)
    assert effect_of(own, "waiting-other", ClockKind.RESOLUTION) is ClockEffect.PAUSE
    assert effect_of(own, "waiting-other", ClockKind.OLA) is ClockEffect.PAUSE
    assert effect_of(own, "waiting-customer", ClockKind.RESOLUTION) is ClockEffect.PAUSE
    for raw, field in (
        ({"asleep": {}}, "asleep"),
        ({"solved": {"first-response": "pause"}}, "solved.first-response"),
    ):
        with pytest.raises(Invalid) as refused:
            read_behaviour(raw, states)
        assert refused.value.field == field
