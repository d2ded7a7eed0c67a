"""A ticket that opens again is held to what is promised now, whatever was changed while it was done."""

from datetime import timedelta

import pytest

from helpdesk.domain.clocks import Clock, ClockKind
from helpdesk.domain.policies import Policy, Rule
from helpdesk.domain.tickets import Priority, State, Ticket
from helpdesk.domain.timeline import ClockEntry
from helpdesk.usecases import tickets
from tests.usecases.house import House, agent, letter


@pytest.fixture
def solved(house: House) -> Ticket:
    """Solved after an hour of the two days that are promised."""
    ticket = house.opened(letter())
    house.later(hours=1)
    return tickets.add_message(house.api, agent(), ticket.key, "Plug it in.", state=State.SOLVED)


def resolution(house: House, ticket: Ticket) -> Clock:
    return next(c for c in house.ticket(ticket.ref).clocks if c.kind is ClockKind.RESOLUTION)


def retargeted(house: House, ticket: Ticket) -> int:
    told = [e for e in house.timeline(ticket.ref) if isinstance(e, ClockEntry)]
    return sum(e.step == "retargeted" for e in told)


def test_a_priority_given_while_it_was_solved_counts_once_it_opens(house: House, solved: Ticket) -> None:
    tickets.set_priority(house.api, agent(), solved.key, Priority.URGENT)
    house.later(hours=1)
    tickets.set_state(house.api, agent(), solved.key, State.OPEN)

    clock = resolution(house, solved)
    assert (clock.rule.id, clock.target) == ("urgent", "PT4H")
    assert clock.due_at == house.now + timedelta(hours=3)
    assert retargeted(house, solved) == 1


def test_so_does_a_policy_that_was_edited_meanwhile(house: House, solved: Ticket) -> None:
    shorter = Rule(id="other", calendar="office", targets={ClockKind.RESOLUTION: "PT3H"})
    house.editor.put_policy("noord", Policy(id="standard", rules=(shorter,)))
    (landing,) = house.mail(
        letter(f"Re: [{solved.key}]", message_id="<2@acme.example>"), "support@acme.example"
    )

    assert landing.ticket == solved.ref
    assert resolution(house, solved).due_at == house.now + timedelta(hours=2)


def test_as_long_as_nothing_changed_nothing_is_told(house: House, solved: Ticket) -> None:
    tickets.set_state(house.api, agent(), solved.key, State.OPEN)

    assert retargeted(house, solved) == 0


def test_a_promise_that_was_added_meanwhile_counts_from_then_on(house: House) -> None:
    promised = house.memory.configs["noord"].policies["standard"]
    only_answers = Rule(id="other", calendar="office", targets={ClockKind.FIRST_RESPONSE: "PT4H"})
    house.editor.put_policy("noord", Policy(id="standard", rules=(only_answers,)))
    ticket = house.opened(letter())
    tickets.add_message(house.api, agent(), ticket.key, "Plug it in.", state=State.SOLVED)
    house.editor.put_policy("noord", promised)
    house.later(days=7)
    tickets.set_state(house.api, agent(), ticket.key, State.OPEN)

    clock = resolution(house, ticket)
    assert clock.started_at == house.now
    assert clock.due_at == house.now + timedelta(days=2, hours=7)  # closing time on Wednesday
