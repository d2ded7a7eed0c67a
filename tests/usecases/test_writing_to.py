"""An answer goes to the address that its requester has when it is sent."""

from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.people import Person
from helpdesk.domain.tickets import Ticket
from helpdesk.usecases import tickets
from helpdesk.usecases.deliver import Result, deliver
from tests.usecases.house import ACME, House, agent, letter

FIRST = "pim@acme.example"


@pytest.fixture
def ticket(house: House) -> Ticket:
    """Opened and acknowledged."""
    ticket = house.opened(letter())
    house.send_all(ticket.ref)
    return ticket


def pim(house: House, ticket: Ticket) -> Person:
    return house.memory.people[ACME, ticket.requester.id]


def now_has(house: House, ticket: Ticket, *emails: str) -> None:
    house.editor.put_person(replace(pim(house, ticket), emails=emails))


def answered(house: House, ticket: Ticket) -> str:
    """To whom the desk's answer went, which its delivery says as well."""
    tickets.add_message(house.api, agent(), ticket.key, "Have you tried the other tray?")
    pending = house.deliveries(ticket.ref)[-1]
    assert deliver(house.outbox, ticket.ref, pending.id) is Result.SENT
    last = house.mailer.sent[-1]
    assert message_from_bytes(last.raw, policy=default)["To"] == house.deliveries(ticket.ref)[-1].to
    assert last.to == (house.deliveries(ticket.ref)[-1].to,)
    return last.to[0]


@pytest.mark.parametrize(
    ("emails", "to"),
    [
        (("pim@right.example",), "pim@right.example"),
        (("pim@right.example", FIRST), "pim@right.example"),
        ((FIRST, "pim@right.example"), FIRST),
    ],
    ids=["corrected", "another one first", "another one besides"],
)
def test_an_answer_goes_where_the_person_is_now(
    house: House, ticket: Ticket, emails: tuple[str, ...], to: str
) -> None:
    now_has(house, ticket, *emails)

    assert answered(house, ticket) == to


def test_an_answer_that_waits_is_sent_where_the_person_is_by_then(house: House, ticket: Ticket) -> None:
    tickets.add_message(house.api, agent(), ticket.key, "On my way.")
    now_has(house, ticket, "pim@right.example")
    house.send_all(ticket.ref)

    assert house.mailer.sent[-1].to == ("pim@right.example",)


def test_who_was_merged_or_is_known_no_more_is_written_to_as_the_ticket_says(
    house: House, ticket: Ticket
) -> None:
    house.memory.people[ACME, ticket.requester.id] = replace(
        pim(house, ticket), emails=(), merged_into="somebody"
    )
    assert answered(house, ticket) == FIRST

    del house.memory.people[ACME, ticket.requester.id]
    assert answered(house, ticket) == FIRST


def test_the_acknowledgement_goes_back_to_where_the_mail_came_from(house: House) -> None:
    ticket = house.opened(letter())
    now_has(house, ticket, "pim@right.example", FIRST)
    house.send_all(ticket.ref)

    assert house.mailer.sent[-1].to == (FIRST,)
