"""Which ticket a reply belongs to, and what it does there."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import ActorKind, MailEventEntry, MessageEntry, NoteEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.intake.notice import Verdicts
from helpdesk.usecases.intake.receive import Fate, Landing
from tests.usecases.house import ACME, House, agent, letter


@pytest.fixture
def ticket(house: House) -> Ticket:
    """A ticket that was acknowledged."""
    opened = house.opened(letter())
    house.send_all(opened.ref)
    return opened


def reply_address(house: House) -> str:
    """Where the last mail we sent wants its reply."""
    sent = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    return str(sent["Reply-To"].addresses[0].addr_spec)


def reply(house: House, to: str, **how: object) -> Landing:
    how = {"message_id": "<reply@acme.example>", "text": "It works again", **how}
    (landing,) = house.mail(letter("Re: Printer dead", **how), to)  # type: ignore[arg-type]
    return landing


def test_a_reply_to_the_signed_address_lands_on_its_ticket(house: House, ticket: Ticket) -> None:
    landing = reply(house, reply_address(house), sender="colleague@elsewhere.example")

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)
    assert house.ticket(ticket.ref).requester == ticket.requester


def test_a_guessed_token_opens_a_new_ticket(house: House, ticket: Ticket) -> None:
    address = reply_address(house)
    forged = address.replace(address.partition("@")[0][-4:], "aaaa")
    landing = reply(house, forged, sender="mallory@elsewhere.example")

    assert landing.fate is Fate.OPENED


def test_a_token_of_one_ticket_does_not_open_another(house: House, ticket: Ticket) -> None:
    house.opened(letter(message_id="<other@acme.example>", sender="bo@acme.example"))
    landing = reply(house, reply_address(house).replace("+1.", "+2."), sender="mallory@elsewhere.example")

    assert landing.ticket == TicketRef(ACME, 3)


def test_the_requester_is_threaded_by_references(house: House, ticket: Ticket) -> None:
    ours = house.deliveries(ticket.ref)[0].sent_id
    landing = reply(
        house, "support@acme.example", headers=[("In-Reply-To", f"<{ours}@eu-west-1.amazonses.com>")]
    )

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)


def test_the_first_reference_alone_is_enough(house: House, ticket: Ticket) -> None:
    sent = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    first = str(sent["References"]).split()[0]

    assert reply(house, "support@acme.example", headers=[("References", first)]).ticket == ticket.ref


@pytest.mark.parametrize("tag", ["[ACME-1]", "[#1]"])
def test_the_requester_is_threaded_by_a_tag_in_the_subject(house: House, ticket: Ticket, tag: str) -> None:
    mail = letter(f"AW: Printer dead {tag}", message_id="<r@acme.example>")
    (landing,) = house.mail(mail, "support@acme.example")

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)


def test_a_stranger_with_the_right_tag_and_references_gets_a_ticket_of_their_own(
    house: House, ticket: Ticket
) -> None:
    mail = letter(
        "Re: Printer dead [ACME-1]",
        sender="mallory@elsewhere.example",
        message_id="<m@elsewhere.example>",
        headers=[("In-Reply-To", "<one@acme.example>")],
    )
    (landing,) = house.mail(mail, "support@acme.example")

    assert landing.fate is Fate.OPENED
    assert landing.ticket
    (link,) = house.ticket(landing.ticket).links
    assert (link.relation, link.key) == ("possibly-related", "ACME-1")
    assert len(house.timeline(ticket.ref)) == 1


def test_a_tag_of_another_tenant_means_nothing(house: House, ticket: Ticket) -> None:
    mail = letter("Re: Printer dead [ACME-1]", message_id="<r@acme.example>")
    (landing,) = house.mail(mail, "hulp@duinrand.example")

    assert landing.fate is Fate.OPENED
    assert landing.ticket
    assert landing.ticket.scope.tenant == "duinrand"
    assert house.ticket(landing.ticket).links == ()


def test_a_reply_reopens_a_solved_ticket_within_the_window(house: House, ticket: Ticket) -> None:
    tickets.set_state(house.api, agent(), ticket.key, State.SOLVED)
    house.later(days=13)
    reply(house, reply_address(house))

    assert house.ticket(ticket.ref).state is State.OPEN
    assert house.ticket(ticket.ref).solved_at is None


def test_a_reply_after_the_window_opens_a_linked_ticket(house: House, ticket: Ticket) -> None:
    tickets.set_state(house.api, agent(), ticket.key, State.CLOSED)
    house.later(days=15)
    landing = reply(house, reply_address(house))

    assert landing.ticket
    assert [link.relation for link in house.ticket(landing.ticket).links] == ["follow-up-of"]
    assert house.ticket(ticket.ref).state is State.CLOSED


def test_an_absence_note_is_filed_and_reopens_nothing(house: House, ticket: Ticket) -> None:
    tickets.set_state(house.api, agent(), ticket.key, State.SOLVED)
    before = house.ticket(ticket.ref)
    reply(house, reply_address(house), headers=[("Auto-Submitted", "auto-replied")])

    after = house.ticket(ticket.ref)
    assert (after.state, after.clocks) == (State.SOLVED, before.clocks)
    assert isinstance(house.timeline(ticket.ref)[-1], NoteEntry)
    assert len(house.deliveries(ticket.ref)) == 1


def test_a_bounce_is_told_on_the_ticket(house: House, ticket: Ticket) -> None:
    ours = f"<{house.deliveries(ticket.ref)[0].sent_id}@eu-west-1.amazonses.com>"
    bounce = _bounce("pim@acme.example", ours)
    (landing,) = house.mail(bounce, "support@acme.example", sender="")

    assert landing.ticket == ticket.ref
    told = house.timeline(ticket.ref)[-1]
    assert isinstance(told, MailEventEntry)
    assert (told.event, told.recipient) == ("bounced", "pim@acme.example")
    assert "5.1.1" in told.detail


def test_an_agent_answers_by_mail(house: House, ticket: Ticket) -> None:
    ours = "Ana Ruiz <ana@noord.example>"
    reply(house, "support@acme.example", sender=ours, headers=[("References", "<one@acme.example>")])

    said = [e for e in house.timeline(ticket.ref) if isinstance(e, MessageEntry)]
    assert [e.by.kind for e in said] == [ActorKind.REQUESTER, ActorKind.AGENT]
    assert [(d.kind, d.to) for d in house.deliveries(ticket.ref)][1:] == [
        (DeliveryKind.ANSWER, "pim@acme.example")
    ]


def test_a_forged_agent_only_leaves_a_note(house: House, ticket: Ticket) -> None:
    forged = letter("Re: Printer dead [ACME-1]", sender="ana@noord.example", message_id="<f@noord.example>")
    house.mail(forged, "support@acme.example", verdicts=Verdicts(dmarc="FAIL"))

    assert isinstance(house.timeline(ticket.ref)[-1], NoteEntry)
    assert len(house.deliveries(ticket.ref)) == 1


def test_two_replies_at_the_same_instant_are_both_kept(house: House, ticket: Ticket) -> None:
    address = reply_address(house)
    house.memory.before_write.append(
        lambda: reply(house, address, message_id="<a@acme.example>", text="first")
    )
    reply(house, address, message_id="<b@acme.example>", text="second")

    said = [e.text for e in house.timeline(ticket.ref) if isinstance(e, MessageEntry)]
    assert sorted(said[1:]) == ["first", "second"]


def test_a_late_mail_does_not_turn_the_tickets_time_back(house: House, ticket: Ticket) -> None:
    tickets.set_state(house.api, agent(), ticket.key, State.WAITING_CUSTOMER)
    received_before = house.now - timedelta(hours=1)
    house.now = received_before
    reply(house, reply_address(house))

    after = house.ticket(ticket.ref)
    assert after.updated_at == ticket.updated_at
    assert after.state is State.OPEN


def _bounce(recipient: str, original: str) -> bytes:
    return (
        "From: Mail Delivery System <mailer-daemon@acme.example>\r\nTo: support@acme.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce@acme.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such person here.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original}\r\n"
        "Subject: Re: Printer dead\r\n\r\n--b--\r\n"
    ).encode()


def test_ids_that_we_will_make_keep_nobody_out(house: House) -> None:
    for number in range(100, 110):
        taken = f"<noord.acme.{number}@thread.acme.example>"
        house.mail(
            letter("Spam", sender="mallory@elsewhere.example", message_id=taken), "support@acme.example"
        )
    house.memory.sequences[ACME] = 99

    ticket = house.opened(letter())
    assert ticket.requester.email == "pim@acme.example"
    reply = letter(
        "Re: Printer dead", message_id="<r@acme.example>",
        headers=[("References", f"<noord.acme.{ticket.ref.number}@thread.acme.example>")],
    )  # fmt: skip
    (landing,) = house.mail(reply, "support@acme.example")
    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)
