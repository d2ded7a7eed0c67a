"""An answer reaches whom it is for, whoever else is in copy."""

from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryKind, DeliveryState
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import MailEventEntry
from helpdesk.mail.outgoing.wire import on_the_wire
from helpdesk.usecases import tickets
from helpdesk.usecases.deliver import Result, deliver
from tests.usecases.house import House, agent, letter


def answered(house: House, ticket: Ticket) -> Result:
    """Let the desk answer, and send that."""
    tickets.add_message(house.api, agent(), ticket.key, "Try the other plug.")
    delivery = house.deliveries(ticket.ref)[-1]
    assert delivery.kind is DeliveryKind.ANSWER
    return deliver(house.outbox, ticket.ref, delivery.id)


def unsent(house: House, ticket: Ticket) -> list[str]:
    """Whom the ticket says that nothing was sent to."""
    events = [entry for entry in house.timeline(ticket.ref) if isinstance(entry, MailEventEntry)]
    return [entry.recipient for entry in events if entry.event == "not-sent"]


@pytest.mark.parametrize(
    "odd",
    [
        "<colleagues>",
        "undisclosed-recipients:;",
        "=?utf-8?q?J=C3=B6rg?= <=?utf-8?q?j=C3=B6rg=40acme=2Eexample?=>",
        f"<{'x' * 400}@acme.example>",
        "<bo@acme.example,mallory@evil.example>",
        "<bo@acme>",
    ],
)
def test_an_address_that_no_server_takes_does_not_keep_the_answer_back(house: House, odd: str) -> None:
    raw = letter().replace(b"To: ", f"Cc: {odd}, Bo <bo@acme.example>\nTo: ".encode(), 1)
    ticket = house.opened(raw)

    assert answered(house, ticket) is Result.SENT
    assert [mail.to for mail in house.mailer.sent] == [("pim@acme.example",), ("bo@acme.example",)]
    assert {message_from_bytes(mail.raw, policy=default)["Cc"] for mail in house.mailer.sent} == {
        "bo@acme.example"
    }


def with_copies(house: House, *addresses: str) -> Ticket:
    """A ticket that these take part in."""
    ticket = house.opened(letter())
    people = tuple(PersonRef(id="", name="", email=address) for address in addresses)
    house.memory.tickets[ticket.ref] = replace(ticket, participants=people)
    return house.ticket(ticket.ref)


def test_whom_no_mail_can_reach_is_said_on_the_ticket(house: House) -> None:
    ticket = with_copies(house, "jörg@acme.example", "bo@acme.example", "list")

    assert answered(house, ticket) is Result.SENT
    assert [mail.to for mail in house.mailer.sent] == [("pim@acme.example",), ("bo@acme.example",)]
    assert unsent(house, ticket) == ["jörg@acme.example", "list"]


def test_a_copy_that_is_refused_does_not_keep_the_answer_back(house: House) -> None:
    ticket = with_copies(house, "bo@acme.example")
    house.mailer.refuses.add("bo@acme.example")

    assert answered(house, ticket) is Result.SENT
    assert house.mailer.sent[-1].to == ("pim@acme.example",)
    assert unsent(house, ticket) == ["bo@acme.example"]
    assert house.deliveries(ticket.ref)[-1].state is DeliveryState.SENT


def test_more_copies_than_one_call_takes_all_get_it(house: House) -> None:
    everybody = [f"p{number}@acme.example" for number in range(70)]
    ticket = with_copies(house, *everybody)

    assert answered(house, ticket) is Result.SENT
    assert [address for mail in house.mailer.sent for address in mail.to] == ["pim@acme.example", *everybody]
    assert len(house.mailer.sent) == 3


def test_who_is_in_copy_cannot_act_for_the_requester(house: House) -> None:
    ticket = with_copies(house, "bo@acme.example")
    answered(house, ticket)

    own, copy = (mail.raw.decode().replace("=\r\n", "") for mail in house.mailer.sent)
    assert f"https://help.example/tickets/{ticket.key}#k=3D" in own
    assert f"https://help.example/tickets/{ticket.key}" in copy
    assert "#k=3D" not in copy
    heads = [message_from_bytes(mail.raw, policy=default) for mail in house.mailer.sent]
    for name in ("Message-ID", "To", "Cc", "Subject", "References", "Reply-To"):
        assert heads[0][name] == heads[1][name]


def test_a_reply_to_a_copy_finds_its_ticket(house: House) -> None:
    ticket = with_copies(house, "bo@acme.example")
    answered(house, ticket)
    reply = letter(
        "Re: Printer", sender="bo@acme.example", message_id="<bo@acme.example>",
        headers=[("In-Reply-To", f"<{house.mailer.sent[-1].id}@eu-west-1.amazonses.com>")],
    )  # fmt: skip
    (landing,) = house.mail(reply, "support@acme.example")

    assert landing.ticket == ticket.ref


def test_who_is_to_hear_of_it_and_cannot_is_still_not_sent_to(house: House) -> None:
    ticket = with_copies(house, "bo@acme.example")
    house.mailer.refuses.add("pim@acme.example")

    assert answered(house, ticket) is Result.STOPPED
    assert unsent(house, ticket) == ["pim@acme.example"]


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("Pim@Acme.example", "Pim@Acme.example"),
        ("pim@bücher.example", "pim@xn--bcher-kva.example"),
        ("pim..d@acme.example", '"pim..d"@acme.example'),
        ('"pim d"@acme.example', '"pim d"@acme.example'),
        ('"pim\r\nBcc: x"@acme.example', None),
        ("pim@acme.example, bo@acme.example", None),
        ("Pim <pim@acme.example>", None),
        ("pim@acme..example", None),
        ("pim@[10.0.0.1]", None),
        ("pim", None),
        ("@acme.example", None),
    ],
)
def test_addresses_on_the_wire(address: str, wire: str | None) -> None:
    assert on_the_wire(address) == wire


def test_nobody_gets_it_twice(house: House) -> None:
    ticket = with_copies(house, "Pim@acme.example", "bo@acme.example", "Bo@ACME.example")
    answered(house, ticket)

    assert [mail.to for mail in house.mailer.sent] == [("pim@acme.example",), ("bo@acme.example",)]
