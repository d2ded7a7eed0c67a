"""The checker: warns and breaches once, whatever happens to it, and sweeps what was left behind."""

from datetime import timedelta

import pytest

from helpdesk.domain.clocks import ClockKind
from helpdesk.domain.tickets import Priority, State, Ticket
from helpdesk.domain.timeline import AnyEntry, ClockEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.check_promises import check
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


def test_it_tells_how_late_it_was(house: House, ticket: Ticket) -> None:
    assert ticket.next_action_at
    assert house.check(ticket.next_action_at + timedelta(seconds=90)).lateness == 90


def test_deliveries_left_behind_go_back_to_the_queue(house: House, ticket: Ticket) -> None:
    house.check(house.now + timedelta(seconds=90))
    assert house.redelivered == []
    assert house.check(house.now + timedelta(minutes=1)).redelivered == 1
    assert house.redelivered == house.deliveries(ticket.ref)
