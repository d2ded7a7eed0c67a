"""Tickets that were made one, and what happens to them afterwards."""

import pytest

from helpdesk.domain.ids import TicketRef
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import ChangeEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.merging import merge
from tests.usecases.house import House, agent, letter, requester


@pytest.fixture
def pair(house: House) -> tuple[Ticket, Ticket]:
    """Two tickets of one person."""
    first = house.opened(letter(message_id="<a@acme.example>"))
    return first, house.opened(letter(message_id="<b@acme.example>"))


def changes_of(house: House, ref: TicketRef, field: str) -> list[tuple[str | None, str | None]]:
    return [(e.old, e.new) for e in house.timeline(ref) if isinstance(e, ChangeEntry) and e.field == field]


@pytest.mark.parametrize("who", ["requester", "agent"])
def test_a_merged_ticket_that_opens_again_stands_for_itself(
    house: House, pair: tuple[Ticket, Ticket], who: str
) -> None:
    target, source = pair
    merge(house.api, agent(), source.key, target.key)
    if who == "requester":
        tickets.add_message(house.api, requester(source), source.key, "This is something else.")
    else:
        tickets.set_state(house.api, agent(), source.key, State.OPEN)

    assert house.ticket(source.ref).open
    assert house.ticket(source.ref).merged_into is None
    assert changes_of(house, source.ref, "merged-into") == [(None, target.key), (target.key, None)]
    (landing,) = house.mail(
        letter(f"Re: [{source.key}]", message_id="<c@acme.example>"), "support@acme.example"
    )
    assert landing.ticket == source.ref


def test_it_can_be_merged_again(house: House, pair: tuple[Ticket, Ticket]) -> None:
    target, source = pair
    merge(house.api, agent(), source.key, target.key)
    tickets.set_state(house.api, agent(), source.key, State.OPEN)
    merge(house.api, agent(), source.key, target.key)

    assert house.ticket(source.ref).state is State.CLOSED
    assert house.ticket(source.ref).merged_into == target.ref
    assert [link.key for link in house.ticket(target.ref).links] == [source.key]


def test_solving_a_merged_ticket_does_not_part_it(house: House, pair: tuple[Ticket, Ticket]) -> None:
    target, source = pair
    merge(house.api, agent(), source.key, target.key)
    tickets.set_state(house.api, agent(), source.key, State.SOLVED)

    assert house.ticket(source.ref).merged_into == target.ref


def test_of_two_that_are_merged_into_each_other_one_goes_on(
    house: House, pair: tuple[Ticket, Ticket]
) -> None:
    first, second = pair

    def killed() -> None:
        raise KilledError

    def the_other_way_round() -> None:
        """Half of it: killed before its second write."""
        house.memory.before_write = [lambda: house.memory.before_write.append(killed)]
        with pytest.raises(KilledError):
            merge(house.api, agent(), first.key, second.key)

    house.memory.before_write = [the_other_way_round]
    merge(house.api, agent(), second.key, first.key)

    assert house.ticket(first.ref).open
    assert house.ticket(first.ref).merged_into is None
    assert house.ticket(second.ref).merged_into == first.ref


class KilledError(Exception):
    """A process that ends in the middle."""
