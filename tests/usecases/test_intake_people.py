"""Who is writing: people with several addresses, people who were merged, agents who may not work any more."""

from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.people import PersonRef
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import ActorKind, MessageEntry
from helpdesk.storage.keys.signing_in import login
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.placing import Wish
from helpdesk.usecases.intake.receive import Fate, release
from tests.usecases.house import ACME, ANA, MONDAY, PASS, House, letter

KEPT = PersonRef(id="kept", name="Pim de Vries", email="p.devries@acme.example")


@pytest.fixture
def ticket(house: House) -> Ticket:
    """A ticket that was acknowledged."""
    opened = house.opened(letter())
    house.send_all(opened.ref)
    return opened


def merge_people(house: House, ticket: Ticket) -> None:
    """The requester turned out to be somebody whom we knew by another address."""
    before = ticket.requester.id
    moved = replace(house.ticket(ticket.ref), requester=KEPT, former=(before,))
    house.memory.tickets[ticket.ref] = moved
    known = house.memory.logins[login("pim@acme.example", ACME)]
    for email in ("pim@acme.example", KEPT.email):
        house.memory.logins[login(email, ACME)] = replace(known, person=KEPT, also=(before,))


def test_a_signed_address_in_an_old_mail_works_after_two_people_were_merged(
    house: House, ticket: Ticket
) -> None:
    sent = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    address = str(sent["Reply-To"].addresses[0].addr_spec)
    merge_people(house, ticket)

    reply = letter("Re: Printer dead", sender="pim@phone.example", message_id="<reply@phone.example>")
    (landing,) = house.mail(reply, address)

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)


@pytest.mark.parametrize("evidence", ["tag", "reference"])
def test_who_takes_part_does_so_by_each_of_their_addresses(
    house: House, ticket: Ticket, evidence: str
) -> None:
    merge_people(house, ticket)
    subject = f"Re: Printer [{ticket.key}]" if evidence == "tag" else "Re: Printer"
    headers = [("In-Reply-To", "<one@acme.example>")] if evidence == "reference" else []

    reply = letter(subject, sender="pim@acme.example", message_id="<reply@acme.example>", headers=headers)
    (landing,) = house.mail(reply, "support@acme.example")

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)


def suspend_ana(house: House) -> None:
    """She left; her mailbox may still be there, and her domain still vouches for it."""
    config = house.memory.configs["noord"]
    house.editor.put_agent("noord", replace(config.agents[ANA.id], suspended=True))


def test_a_suspended_agent_answers_nobody_by_mail(house: House, ticket: Ticket) -> None:
    suspend_ana(house)
    said = letter(
        f"Re: Printer dead [{ticket.key}]", sender="ana@noord.example", message_id="<a@noord.example>"
    )
    (landing,) = house.mail(said, "support@acme.example", sender="ana@noord.example")

    assert landing.fate is Fate.QUARANTINED
    assert [kept.cause for kept in house.memory.quarantine.values()] == [Cause.SUSPENDED_SENDER]
    assert [delivery.kind for delivery in house.deliveries(ticket.ref)] == [DeliveryKind.ACKNOWLEDGEMENT]


def test_a_suspended_agents_mail_that_is_let_in_is_no_answer_of_the_desk(
    house: House, ticket: Ticket
) -> None:
    suspend_ana(house)
    house.raw.mails["inbound/a"] = letter(
        f"Re: Printer dead [{ticket.key}]", sender="ana@noord.example", message_id="<a@noord.example>"
    )
    notice = Notice(
        raw="inbound/a", received_at=MONDAY, sender="ana@noord.example",
        recipients=("support@acme.example",), verdicts=PASS,
    )  # fmt: skip
    release(house.intake, notice, ACME, Wish(into=ticket.ref, released=True))

    last = house.timeline(ticket.ref)[-1]
    assert isinstance(last, MessageEntry)
    assert last.by.kind is ActorKind.REQUESTER
    assert [delivery.kind for delivery in house.deliveries(ticket.ref)] == [DeliveryKind.ACKNOWLEDGEMENT]
