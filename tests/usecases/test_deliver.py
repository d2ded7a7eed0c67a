"""What goes out: once, threaded, signed, and never in a loop."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.errors import Unavailable
from helpdesk.domain.reply_address import is_genuine, split_address
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import MailEventEntry
from helpdesk.mail.outgoing.thread_ids import ses_message_id
from helpdesk.usecases import tickets
from helpdesk.usecases.deliver import Result
from helpdesk.usecases.intake.delivery_events import DeliveryEvent, record
from helpdesk.usecases.opening import NewRequester, NewTicket, open_ticket
from tests.usecases.house import ACME, House, agent, letter


def sent(house: House) -> EmailMessage:
    """The last mail that went out."""
    message = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(message: EmailMessage) -> str:
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def ticket(house: House) -> Ticket:
    return house.opened(letter())


def test_the_acknowledgement_names_the_ticket_and_the_promise(house: House, ticket: Ticket) -> None:
    assert house.send_all(ticket.ref) == [Result.SENT]
    mail = sent(house)

    assert mail["From"] == "Acme <support@acme.example>"
    assert mail["To"] == "pim@acme.example"
    assert mail["Subject"] == "Re: Printer dead [ACME-1]"
    assert "ACME-1" in text_of(mail)
    assert "Monday, November 16, 2026, 14:00 (Amsterdam)" in text_of(mail)
    assert "https://help.example/tickets/ACME-1" in html_of(mail)


def test_machines_are_told_not_to_answer(house: House, ticket: Ticket) -> None:
    house.send_all(ticket.ref)
    mail = sent(house)

    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Loop"] == "test-house"


def test_the_answer_of_a_person_carries_no_auto_submitted(house: House, ticket: Ticket) -> None:
    tickets.add_message(house.api, agent(), ticket.key, "Have you tried the other tray?")
    house.send_all(ticket.ref)
    mail = sent(house)

    assert mail["Auto-Submitted"] is None
    assert "Have you tried the other tray?" in text_of(mail)
    assert "Ana Ruiz" in text_of(mail)


def test_the_answer_stays_in_the_customers_thread(house: House, ticket: Ticket) -> None:
    house.send_all(ticket.ref)
    acknowledged = house.deliveries(ticket.ref)[0]
    tickets.add_message(house.api, agent(), ticket.key, "On my way.")
    house.send_all(ticket.ref)
    mail = sent(house)

    assert mail["In-Reply-To"] == "<one@acme.example>"
    references = str(mail["References"]).split()
    assert references[0] == "<noord.acme.1@thread.acme.example>"
    assert references[1:] == ["<one@acme.example>", f"<{acknowledged.sent_id}@eu-west-1.amazonses.com>"]


def test_the_reply_address_is_signed_for_this_ticket_and_requester(house: House, ticket: Ticket) -> None:
    house.send_all(ticket.ref)
    address, detail = split_address(str(sent(house)["Reply-To"].addresses[0].addr_spec))

    assert address == "support@acme.example"
    assert detail
    key = house.memory.configs["noord"].tenants[ACME.tenant].mail_key
    assert is_genuine(detail, ticket.ref, ticket.requester.id, key)
    assert not is_genuine(detail, ticket.ref, "somebody-else", key)


def test_a_delivery_goes_out_once(house: House, ticket: Ticket) -> None:
    assert [*house.send_all(ticket.ref), *house.send_all(ticket.ref)] == [Result.SENT, Result.SETTLED_BEFORE]
    assert len(house.mailer.sent) == 1


def test_when_ses_is_down_the_delivery_waits(house: House, ticket: Ticket) -> None:
    house.mailer.down = 1
    with pytest.raises(Unavailable):
        house.send_all(ticket.ref)

    assert house.deliveries(ticket.ref)[0].state is DeliveryState.PENDING
    assert house.send_all(ticket.ref) == [Result.SENT]


def test_a_refused_address_stops_the_delivery_and_says_why(house: House, ticket: Ticket) -> None:
    house.mailer.refuses = {"pim@acme.example"}

    assert house.send_all(ticket.ref) == [Result.STOPPED]
    stopped = house.deliveries(ticket.ref)[0]
    assert stopped.state is DeliveryState.STOPPED
    assert "refuses" in stopped.reason


def test_the_third_automatic_answer_about_one_subject_is_not_sent(house: House) -> None:
    results = []
    for n in range(3):
        ticket = house.opened(letter("Ping", message_id=f"<{n}@acme.example>"))
        results += house.send_all(ticket.ref)
        house.later(minutes=1)

    assert results == [Result.SENT, Result.SENT, Result.STOPPED]


def test_ten_automatic_answers_to_one_address_are_enough_for_three_hours(house: House) -> None:
    def write(n: int) -> Result:
        ticket = house.opened(letter(f"Subject {n}", message_id=f"<{n}@acme.example>"))
        return house.send_all(ticket.ref)[0]

    assert [write(n) for n in range(11)] == [Result.SENT] * 10 + [Result.STOPPED]
    house.later(hours=3, minutes=1)
    assert write(12) is Result.SENT


def test_what_a_person_wrote_is_escaped_in_html(house: House, ticket: Ticket) -> None:
    tickets.add_message(house.api, agent(), ticket.key, "Type <script>alert(1)</script>\n\nand enter")
    house.send_all(ticket.ref)

    html = html_of(sent(house))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_subject_cannot_add_headers(house: House) -> None:
    ticket = house.opened(letter("Hello"))
    tricky = house.memory.tickets[ticket.ref]
    house.memory.tickets[ticket.ref] = type(tricky)(
        **{name: getattr(tricky, name) for name in tricky.__struct_fields__ if name != "subject"},
        subject="Hello\r\nBcc: everyone@elsewhere.example",
    )
    house.send_all(ticket.ref)

    assert sent(house)["Bcc"] is None
    assert sent(house)["Subject"] == "Re: Hello Bcc: everyone@elsewhere.example [ACME-1]"


def test_mail_is_in_the_readers_language(house: House) -> None:
    text = "Dag, de printer op de derde verdieping doet het niet meer. Kunnen jullie komen kijken?"
    ticket = house.opened(letter("Printer stuk", text, to="hulp@duinrand.example"), "hulp@duinrand.example")
    house.send_all(ticket.ref)

    assert "We hebben uw bericht" in text_of(sent(house))
    assert sent(house)["Content-Language"] == "nl"


@pytest.mark.parametrize(
    ("sent_id", "region", "expected"),
    [
        ("0100-000000", "us-east-1", "0100-000000@email.amazonses.com"),
        ("0102-000000", "eu-west-1", "0102-000000@eu-west-1.amazonses.com"),
        ("x@eu-west-1.amazonses.com", "eu-west-1", "x@eu-west-1.amazonses.com"),
    ],
)
def test_the_message_id_recipients_see(sent_id: str, region: str, expected: str) -> None:
    assert ses_message_id(sent_id, region) == expected


def test_mails_to_the_desks_own_people_are_no_part_of_the_customers_thread(house: House) -> None:
    new = NewTicket(
        tenant=ACME, subject="Printer", text="Dead.", requester=NewRequester(email="pim@acme.example")
    )
    ticket = open_ticket(house.api, agent(), new)
    notice = Delivery(
        id="id00000002n", ticket=ticket.ref, entry="e", kind=DeliveryKind.NOTICE, to="ana@noord.example",
        created_at=house.now, state=DeliveryState.SENT, sent_id="notice-1",
    )  # fmt: skip
    house.memory.deliveries[ticket.ref] = {notice.id: notice}
    tickets.add_message(house.api, agent(), ticket.key, "Try the other plug.")
    house.send_all(ticket.ref)

    assert "notice-1" not in f"{sent(house)['References']} {sent(house)['In-Reply-To']}"


def test_a_bounce_of_everybody_at_once_is_told(house: House, ticket: Ticket) -> None:
    everybody = tuple((f"p{number}@acme.example", "5.1.1") for number in range(50))
    event = DeliveryEvent(
        id="e1", ticket=ticket.ref, delivery="d1", event="bounced", recipients=everybody, at=house.now
    )
    record(house.intake.store, house.new_id, event)

    told = [entry for entry in house.timeline(ticket.ref) if isinstance(entry, MailEventEntry)]
    assert all(any(address in entry.recipient for entry in told) for address, _ in everybody)
    assert {each.address for each in house.memory.suppressions.values()} == {one for one, _ in everybody}
