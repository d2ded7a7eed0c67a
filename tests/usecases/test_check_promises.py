"""The checker: warns and breaches once, whatever happens to it, and sweeps what was left behind."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.clocks import ClockKind
from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.policies import Escalation, Policy, Rule
from helpdesk.domain.tickets import Priority, State, Ticket
from helpdesk.domain.timeline import AnyEntry, ClockEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.check_promises import check
from tests.fakes import FakeDirectoryEditor
from tests.usecases.house import House, agent, letter


@pytest.fixture
def ticket(house: House) -> Ticket:
    return house.opened(letter())


def told(entries: list[AnyEntry]) -> list[tuple[str, str]]:
    return [(e.clock, e.step) for e in entries if isinstance(e, ClockEntry)]


def due(ticket: Ticket, kind: ClockKind) -> timedelta:
    at = next(c.due_at for c in ticket.clocks if c.kind is kind)
    assert at
    return at - ticket.created_at


def test_it_warns_then_breaches_each_once(house: House, ticket: Ticket) -> None:
    start, first = ticket.created_at, due(ticket, ClockKind.FIRST_RESPONSE)
    for minute in range(0, int(first.total_seconds() // 60) + 5, 5):
        house.check(start + timedelta(minutes=minute))
        house.check(start + timedelta(minutes=minute))

    steps = [step for clock, step in told(house.timeline(ticket.ref)) if clock == "first-response"]
    assert steps == ["warned", "breached"]
    breached = next(c for c in house.ticket(ticket.ref).clocks if c.kind is ClockKind.FIRST_RESPONSE)
    assert breached.breached_at == start + first


def test_an_hour_late_tells_the_same_story(house: House, ticket: Ticket) -> None:
    late = House()
    late_ticket = late.opened(letter())
    start, first = ticket.created_at, due(ticket, ClockKind.FIRST_RESPONSE)
    for minute in range(int(first.total_seconds() // 60) + 61):
        house.check(start + timedelta(minutes=minute))
    late.check(start + first + timedelta(hours=1))

    assert told(late.timeline(late_ticket.ref)) == told(house.timeline(ticket.ref))
    assert [c.breached_at for c in late.ticket(late_ticket.ref).clocks] == [
        c.breached_at for c in house.ticket(ticket.ref).clocks
    ]


def test_it_reads_only_what_is_due(house: House, ticket: Ticket) -> None:
    assert house.check(ticket.created_at + timedelta(minutes=1)).fired == 0


def test_a_solved_ticket_is_left_alone(house: House, ticket: Ticket) -> None:
    tickets.add_message(house.api, agent(), ticket.key, "Fixed", state=State.SOLVED)
    before = house.timeline(ticket.ref)
    house.check(ticket.created_at + timedelta(days=10))

    assert house.timeline(ticket.ref) == before


def test_it_stops_in_time_and_goes_on_later(house: House) -> None:
    refs = [house.opened(letter(f"T{n}", message_id=f"<{n}@acme.example>")).ref for n in range(3)]
    for ref in refs:
        tickets.set_priority(house.api, agent(), f"ACME-{ref.number}", Priority.URGENT)
    house.now += timedelta(days=3)
    answers = iter([True, False])
    stopped = check(house.checker, lambda: next(answers, False))
    rest = check(house.checker, lambda: True)

    assert (stopped.fired, stopped.more, rest.fired) == (1, True, 2)
    assert all("breached" in dict(told(house.timeline(ref))).values() for ref in refs)


def test_one_ticket_of_a_vanished_tenant_does_not_hold_up_the_others(house: House, ticket: Ticket) -> None:
    other = house.opened(letter(to="hulp@duinrand.example"), "hulp@duinrand.example")
    del house.memory.configs["noord"].tenants["acme"]
    checked = house.check(ticket.created_at + timedelta(days=3))

    assert checked.fired == 1
    assert any("acme" in failure for failure in checked.failures)
    assert told(house.timeline(other.ref))


def test_what_cannot_be_processed_is_tried_ever_more_seldom(house: House, ticket: Ticket) -> None:
    broken = ticket.clocks[0]
    house.memory.tickets[ticket.ref] = replace(
        ticket,
        clocks=(replace(broken, rule=replace(broken.rule, warn_at=("x",)), steps=("x",)),),
    )
    start = ticket.created_at + timedelta(hours=5)
    tried = [minute for minute in range(120) if house.check(start + timedelta(minutes=minute)).failed]
    house.memory.tickets[ticket.ref] = ticket
    healed = house.check(start + timedelta(hours=3))

    assert tried == [0, 1, 3, 7, 15, 31, 63]
    assert healed.fired == 1
    assert house.memory.postponed == {}


def test_broken_tickets_at_the_head_leave_time_for_the_others(house: House) -> None:
    for number in range(600):
        bad = house.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
        house.memory.tickets[bad.ref] = replace(bad, clocks=("?",))
    good = house.opened(letter("good", message_id="<good@acme.example>"))
    checked = house.check(house.now + timedelta(hours=5))

    assert (checked.fired, checked.failed) == (1, 600)
    assert told(house.timeline(good.ref))
    again = house.check(house.now + timedelta(seconds=30))
    assert (again.fired, again.failed) == (0, 0)


def test_while_the_table_does_not_answer_it_gives_up_for_this_minute(house: House) -> None:
    for number in range(30):
        house.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
    store = house.checker.store
    original, calls = store.get, []

    def down(ref: TicketRef) -> Ticket:
        calls.append(ref)
        raise Unavailable("the table does not answer")

    store.get = down  # type: ignore[method-assign]
    stopped = house.check(house.now + timedelta(hours=5))
    store.get = original  # type: ignore[method-assign]

    assert (stopped.more, len(calls)) == (True, 5)
    assert house.memory.postponed == {}
    assert house.check(house.now).fired == 30


def test_a_long_outage_leaves_a_ticket_more_than_one_write_and_loses_nothing(house: House) -> None:
    rungs = tuple(Escalation(id=f"r{n}", after=f"PT{n + 1}M", notify=(), any_time=True) for n in range(100))
    rule = Rule(id="all", calendar="office", targets={ClockKind.RESOLUTION: "PT1H"}, escalations=rungs)
    FakeDirectoryEditor(house.memory).put_policy("noord", Policy(id="standard", rules=(rule,)))
    ticket = house.opened(letter())
    house.check(ticket.created_at + timedelta(hours=5))

    steps = [step for _, step in told(house.timeline(ticket.ref))]
    assert steps == ["warned", "breached", *["escalated"] * 100]
    assert house.ticket(ticket.ref).version > 2


def test_it_works_on_many_at_once_and_on_its_own_shards_only(house: House) -> None:
    for number in range(40):
        house.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
    house.now += timedelta(hours=5)
    deps = replace(house.checker, workers=4)

    assert check(deps, lambda: True, shards=[1]).fired == 0  # the house in memory has shard 0 only
    assert check(deps, lambda: True, shards=[0]).fired == 40


def test_a_delivery_that_stays_behind_is_swept_ever_more_seldom(house: House, ticket: Ticket) -> None:
    swept = [
        minute
        for minute in range(120)
        if house.check(ticket.created_at + timedelta(minutes=minute)).redelivered
    ]

    assert swept == [3, 7, 15, 31, 63]


def test_it_tells_how_late_it_was(house: House, ticket: Ticket) -> None:
    assert ticket.next_action_at
    assert house.check(ticket.next_action_at + timedelta(seconds=90)).lateness == 90


def test_deliveries_left_behind_go_back_to_the_queue(house: House, ticket: Ticket) -> None:
    house.check(house.now + timedelta(seconds=90))
    assert house.redelivered == []
    assert house.check(house.now + timedelta(minutes=1)).redelivered == 1
    assert house.redelivered == house.deliveries(ticket.ref)
