"""Teams and classification: promises follow, and the story says so."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.clock_data import Clock, ClockState
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.clocks import state_of
from helpdesk.domain.errors import Forbidden, Invalid
from helpdesk.domain.policies import ClockKind, Conditions, Policy, Rule
from helpdesk.domain.tickets import State, Ticket, TicketType
from helpdesk.usecases import handing, tickets
from tests.fakes import FakeDirectoryEditor
from tests.usecases.house import House, agent, letter, requester
from tests.usecases.promising import LADDER, LARS, promising, story


@pytest.fixture
def promised() -> House:
    return promising()


@pytest.fixture
def ticket(promised: House) -> Ticket:
    return promised.opened(letter())


def olas(ticket: Ticket) -> dict[str | None, ClockState]:
    return {clock.team: state_of(clock) for clock in ticket.clocks if clock.kind is ClockKind.OLA}


def one(ticket: Ticket, kind: ClockKind) -> Clock:
    (found,) = (clock for clock in ticket.clocks if clock.kind is kind)
    return found


def test_each_hand_over_has_a_clock_of_its_own(promised: House, ticket: Ticket) -> None:
    first = handing.set_team(promised.api, agent(), ticket.key, "servicedesk")
    promised.later(minutes=10)
    second = handing.set_team(promised.api, agent(), ticket.key, "experts", reason="too deep for us")

    assert olas(first) == {"servicedesk": ClockState.RUNNING}
    assert olas(second) == {"servicedesk": ClockState.MET, "experts": ClockState.RUNNING}
    assert second.updated_at == promised.now
    assert ("change", "team", "servicedesk", "experts") in story(promised, ticket.ref)
    assert handing.set_team(promised.api, agent(), ticket.key, "experts") == second


def test_whoever_is_not_of_the_new_team_lets_it_go(promised: House, ticket: Ticket) -> None:
    tickets.assign(promised.api, agent(), ticket.key, "ana")
    stays = handing.set_team(promised.api, agent(), ticket.key, "servicedesk")
    goes = handing.set_team(promised.api, agent(), ticket.key, "experts")

    assert stays.assignee
    assert stays.assignee.id == "ana"
    assert goes.assignee is None


def test_only_teams_of_the_desk_and_only_for_the_desk(promised: House, ticket: Ticket) -> None:
    with pytest.raises(Invalid, match="team"):
        handing.set_team(promised.api, agent(), ticket.key, "nobody")
    with pytest.raises(Forbidden):
        handing.set_team(promised.api, requester(ticket), ticket.key, "experts")
    with pytest.raises(Forbidden):
        handing.classify(promised.api, requester(ticket), ticket.key, service="vpn")


def test_another_service_chooses_other_promises_from_the_start(promised: House, ticket: Ticket) -> None:
    vpn = Rule(
        id="vpn", calendar="office", when=Conditions(service=("vpn",), category=("network",)),
        targets={ClockKind.RESOLUTION: "PT30M"},
    )  # fmt: skip
    FakeDirectoryEditor(promised.memory).put_policy("noord", Policy(id="standard", rules=(vpn, LADDER)))
    promised.later(minutes=10)
    after = handing.classify(
        promised.api, agent(), ticket.key, kind=TicketType.REQUEST, category="network/vpn", service="vpn"
    )

    assert one(after, ClockKind.RESOLUTION).due_at == ticket.created_at + timedelta(minutes=30)
    assert state_of(one(after, ClockKind.FIRST_RESPONSE)) is ClockState.STOPPED
    changed = [entry[1] for entry in story(promised, ticket.ref) if entry[0] == "change"]
    assert changed == ["type", "category", "service"]
    back = handing.classify(promised.api, agent(), ticket.key, service=None)
    assert (back.service, back.category) == (None, "network/vpn")
    assert one(back, ClockKind.RESOLUTION).due_at == one(ticket, ClockKind.RESOLUTION).due_at


def test_the_next_response_is_owed_from_the_requesters_message(promised: House, ticket: Ticket) -> None:
    tickets.add_message(promised.api, agent(LARS), ticket.key, "Hello")
    promised.later(minutes=30)
    asked = tickets.add_message(promised.api, requester(ticket), ticket.key, "And now?")
    promised.later(minutes=5)
    answered = tickets.add_message(promised.api, agent(LARS), ticket.key, "Soon")

    assert one(asked, ClockKind.NEXT_RESPONSE).due_at == ticket.created_at + timedelta(minutes=90)
    assert state_of(one(answered, ClockKind.NEXT_RESPONSE)) is ClockState.MET


def test_a_desks_own_states_decide_what_clocks_do(promised: House, ticket: Ticket) -> None:
    desk = promised.memory.configs["noord"].desk
    own = {"waiting-other": {ClockKind.RESOLUTION: ClockEffect.PAUSE}}
    FakeDirectoryEditor(promised.memory).put_desk(replace(desk, clock_behaviour=own))
    other = tickets.set_state(promised.api, agent(), ticket.key, State.WAITING_OTHER)
    customer = tickets.set_state(promised.api, agent(), ticket.key, State.WAITING_CUSTOMER)

    assert state_of(one(other, ClockKind.RESOLUTION)) is ClockState.PAUSED
    assert state_of(one(customer, ClockKind.RESOLUTION)) is ClockState.RUNNING
