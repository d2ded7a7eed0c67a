"""Rules that say where new tickets from mail go, and trying them out."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Forbidden, Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Role
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.routing import (
    HeaderMatch,
    MailFacts,
    Routing,
    RoutingConditions,
    RoutingOutcome,
    RoutingRule,
    contains_word,
    matches,
)
from helpdesk.domain.routing_reading import check_routing, read_routing
from helpdesk.domain.tickets import Priority, TicketType
from helpdesk.domain.timeline import ChangeEntry
from helpdesk.usecases import routing
from helpdesk.usecases.api_deps import ApiDeps
from tests.usecases.house import House, agent, letter
from tests.usecases.test_quarantine import LARS, LEAD, deps

__all__ = ["deps"]
ADMIN = agent(LARS, role=Role.ADMIN)
URGENT = RoutingRule(
    id="fire",
    name="Everything is on fire",
    when=RoutingConditions(words=("outage",)),
    set=RoutingOutcome(
        team="servicedesk", priority=Priority.URGENT, type=TicketType.INCIDENT, category="network",
        tags=("fire",),
    ),
)  # fmt: skip
ALL = RoutingRule(id="rest", name="The rest", set=RoutingOutcome(tags=("mail",)))
FACTS = MailFacts(
    recipients=("support@acme.example",), sender="pim@mail.acme.example", subject="Große Störung",
    headers=(("x-source", "Monitor 7"),), body="Nothing works since 9.", language="de",
)  # fmt: skip


@pytest.mark.parametrize(
    ("when", "held"),
    [
        (RoutingConditions(), True),
        (RoutingConditions(recipients=("Support@acme.example",)), True),
        (RoutingConditions(recipients=("other@acme.example",)), False),
        (RoutingConditions(senders=("acme.example",)), True),
        (RoutingConditions(senders=("me.example",)), False),
        (RoutingConditions(senders=("pim@mail.acme.example",)), True),
        (RoutingConditions(headers=(HeaderMatch(name="X-Source"),)), True),
        (RoutingConditions(headers=(HeaderMatch(name="X-Source", contains="monitor"),)), True),
        (RoutingConditions(headers=(HeaderMatch(name="X-Source", contains="nagios"),)), False),
        (RoutingConditions(words=("GROSSE",)), True),
        (RoutingConditions(words=("stör",)), False),
        (RoutingConditions(words=("works",), look_in="subject"), False),
        (RoutingConditions(words=("works", "burns"), look_in="body"), True),
        (RoutingConditions(languages=("de-AT",)), True),
        (RoutingConditions(languages=("nl",), words=("works",)), False),
    ],
)
def test_all_conditions_hold_one_value_each(when: RoutingConditions, held: bool) -> None:
    assert matches(when, FACTS) is held


def test_words_of_languages_without_gaps_are_found() -> None:
    assert contains_word("我的打印机坏了", "打印机")
    assert not contains_word("printers", "printer")


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"rules": [{"id": "a", "name": "A", "set": {"team": "nobody"}}]}, "rules[0].set.team"),
        ({"rules": [{"id": "a", "name": "A", "set": {}}]}, "rules[0].set"),
        ({"rules": [{"id": "A b", "name": "A", "set": {"tags": ["x"]}}]}, "rules[0].id"),
        ({"rules": [{"id": "a", "name": " ", "set": {"tags": ["x"]}}]}, "rules[0].name"),
        ({"rules": [{"id": "a", "name": "A", "set": {"priority": "now"}}]}, "rules[0].set.priority"),
        ({"rules": [{"id": "a", "name": "A", "set": {"tags": ["x"]}, "if": {}}]}, "rules[0].if"),
        (
            {"rules": [{"id": "a", "name": "A", "set": {"tags": ["x"]}, "when": {"senders": ["x"]}}]},
            "rules[0].when.senders[0]",
        ),
        (
            {"rules": [{"id": "a", "name": "A", "set": {"tags": ["x"]}}] * 2},
            "rules[1].id",
        ),
    ],
)
def test_what_is_wrong_is_named(raw: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_routing(raw, {"servicedesk"})
    assert refused.value.field == field


def test_a_new_ticket_goes_where_the_first_matching_rule_says(house: House) -> None:
    house.editor.put_routing("noord", "", Routing(rules=(URGENT, ALL)))
    house.editor.put_routing(
        "noord", "duinrand", Routing(rules=(replace(ALL, set=RoutingOutcome(tags=("d",))),))
    )
    fire = house.opened(letter("Total outage!"))
    rest = house.opened(letter(message_id="<b@acme.example>"))
    duin = house.opened(letter("outage", message_id="<c@x.example>"), "hulp@duinrand.example")

    assert (fire.team, fire.priority, fire.category, fire.tags) == (
        "servicedesk", Priority.URGENT, "network", ("fire",),
    )  # fmt: skip
    assert (rest.priority, rest.tags, duin.tags) == (Priority.NORMAL, ("mail",), ("d",))
    first = next(clock for clock in fire.clocks if clock.kind is ClockKind.FIRST_RESPONSE)
    assert first.due_at == house.now + timedelta(minutes=30)  # the promise for urgent tickets
    told = [e for e in house.timeline(fire.ref) if isinstance(e, ChangeEntry)]
    assert [(e.field, e.new) for e in told] == [("routing", "Everything is on fire")]


def test_a_header_rule_reads_the_header(house: House) -> None:
    rule = replace(ALL, when=RoutingConditions(headers=(HeaderMatch(name="X-Source", contains="nagios"),)))
    house.editor.put_routing("noord", "acme", Routing(rules=(rule,)))
    ticket = house.opened(letter(headers=[("X-Source", "Nagios core")]))

    assert ticket.tags == ("mail",)


def test_admins_set_rules_leads_read_them(house: House, deps: ApiDeps) -> None:
    rules = Routing(rules=(URGENT,))
    with pytest.raises(Forbidden):
        routing.set_routing(deps, LEAD, "noord", "acme", rules)
    routing.set_routing(deps, ADMIN, "noord", "acme", rules)
    assert routing.routing(deps, LEAD, "noord", "acme") == rules
    assert routing.routing(deps, LEAD, "noord", None) == Routing()
    with pytest.raises(Forbidden):
        routing.routing(deps, agent(), "noord", None)
    with pytest.raises(NotFound):
        routing.routing(deps, LEAD, "noord", "nobody")
    with pytest.raises(Invalid):
        check_routing(rules, {"other"})


def test_a_trial_says_what_would_be_and_writes_nothing(house: House, deps: ApiDeps) -> None:
    house.opened(letter("outage 1"))
    house.later(minutes=1)
    house.opened(letter("quiet", message_id="<b@acme.example>"))
    house.later(minutes=1)
    house.opened(letter("outage 2", message_id="<c@x.example>"), "hulp@duinrand.example")
    house.later(minutes=1)
    gone = house.opened(letter("outage 3", message_id="<d@acme.example>"))
    del house.raw.mails["inbound/4"]
    before = dict(house.memory.tickets)

    trial = routing.try_routing(deps, LEAD, "noord", None, rules=Routing(rules=(URGENT,)))
    assert [(mail.subject, mail.rule) for mail in trial.mails] == [
        ("outage 2", "fire"), ("quiet", None), ("outage 1", "fire"),
    ]  # fmt: skip
    assert {c.field: (c.now, c.then) for c in trial.mails[0].changes} == {
        "team": ("", "servicedesk"), "category": ("", "network"), "priority": ("normal", "urgent"),
        "tags": ("", "fire"),
    }  # fmt: skip
    assert (trial.unread, trial.complete) == (1, True)
    assert house.memory.tickets == before
    assert gone.ref in before
    one = routing.try_routing(deps, LEAD, "noord", "acme", limit=2)
    assert [mail.rule for mail in one.mails] == [None]


def test_a_trial_stops_in_time(house: House, deps: ApiDeps) -> None:
    house.opened(letter())
    moments = iter([house.now, house.now + timedelta(seconds=60)])
    slow = replace(deps, now=lambda: next(moments))

    assert routing.try_routing(slow, LEAD, "noord", "acme") == routing.Trial(
        mails=(), unread=0, complete=False, tenants=1, of=1, next=None
    )


def test_a_large_desk_is_gone_through_some_organisations_at_a_time(house: House, deps: ApiDeps) -> None:
    ticket = house.opened(letter())
    acme = house.api.directory.desk("noord").tenants["acme"]
    for n in range(routing.MOST_TENANTS):
        more = replace(
            acme, ref=TenantRef("noord", f"b{n:02d}"), prefix=f"B{n:02d}", address=f"help@b{n:02d}.example"
        )
        house.editor.put_tenant(more)
    first = routing.try_routing(deps, LEAD, "noord", None)
    assert first.next
    rest = routing.try_routing(deps, LEAD, "noord", None, after=first.next)

    assert [mail.ticket for mail in first.mails] == [ticket.key]
    assert (first.tenants, first.of, rest.of) == (50, 52, 52)
    assert (rest.tenants, rest.mails, rest.next) == (2, (), None)


@pytest.mark.parametrize("said", ["nb", "no", "nn", "nb-NO", "NB"])
def test_norwegian_goes_by_each_of_its_names(said: str) -> None:
    facts = replace(FACTS, language="no")

    assert matches(RoutingConditions(languages=(said,)), facts)
    assert not matches(RoutingConditions(languages=("da",)), facts)


def test_headers_are_read_as_they_were_meant(house: House) -> None:
    rule = RoutingRule(
        id="zurich",
        name="Zürich",
        when=RoutingConditions(headers=(HeaderMatch(name="X-Site", contains="zürich"),)),
        set=RoutingOutcome(tags=("zh",)),
    )
    config = house.memory.configs["noord"]
    routings = replace(config.mail, routing={"acme": Routing(rules=(rule,))})
    house.memory.configs["noord"] = replace(config, mail=routings)
    plain = letter(message_id="<1@acme.example>")
    encoded = b"X-Site: =?utf-8?q?Z=C3=BCrich_HB?=\n" + plain
    raw = "X-Site: Zürich HB\n".encode() + plain.replace(b"<1@", b"<2@")

    assert [house.opened(mail).tags for mail in (encoded, raw)] == [("zh",), ("zh",)]
