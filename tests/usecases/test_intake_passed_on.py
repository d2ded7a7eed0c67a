"""Mail that an agent passes on, tickets that were merged, ids that were used before."""

import pytest

from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.errors import Conflict, Forbidden, Invalid
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import ActorKind, ChangeEntry, MessageEntry, NoteEntry
from helpdesk.usecases.intake.notice import Verdicts
from helpdesk.usecases.intake.receive import Fate
from helpdesk.usecases.merging import merge
from tests.usecases.house import House, agent, letter, requester

ANA = "Ana Ruiz <ana@noord.example>"
PASSED_ON = """Can somebody take this one?

---------- Forwarded message ---------
From: Bo Berg <bo@acme.example>
Date: Mon, 16 Nov 2026 at 08:01
Subject: Scanner is dead
To: Ana Ruiz <ana@noord.example>

The scanner on the second floor does nothing.
"""


def pass_on(text: str = PASSED_ON, subject: str = "Fwd: Scanner is dead", sender: str = ANA) -> bytes:
    return letter(subject, text, sender=sender, message_id="<fwd@noord.example>")


def test_what_an_agent_passes_on_is_the_customers_ticket(house: House) -> None:
    ticket = house.opened(pass_on())

    assert (ticket.requester.email, ticket.requester.name) == ("bo@acme.example", "Bo Berg")
    assert ticket.subject == "Scanner is dead"
    said, told = house.timeline(ticket.ref)
    assert isinstance(said, MessageEntry)
    assert (said.by.kind, said.by.email) == (ActorKind.REQUESTER, "bo@acme.example")
    assert said.text == "The scanner on the second floor does nothing."
    assert isinstance(told, NoteEntry)
    assert told.by.email == "ana@noord.example"
    assert told.text.startswith("Can somebody take this one?")
    (acknowledgement,) = house.deliveries(ticket.ref)
    assert acknowledgement.to == "bo@acme.example"


def test_the_customer_is_met_once(house: House) -> None:
    known = house.opened(letter(sender="Bo <bo@acme.example>"))
    passed = house.opened(pass_on())

    assert passed.requester == known.requester


def test_an_unverified_agent_passes_nothing_on(house: House) -> None:
    (landing,) = house.mail(pass_on(), "support@acme.example", verdicts=Verdicts(dmarc="FAIL"))

    assert landing.ticket
    assert house.ticket(landing.ticket).requester.email == "ana@noord.example"


def test_a_customer_who_passes_mail_on_stays_the_requester(house: House) -> None:
    ticket = house.opened(pass_on(sender="Pim <pim@acme.example>"))

    assert ticket.requester.email == "pim@acme.example"


def test_our_own_mail_passed_on_makes_nobody_a_requester(house: House) -> None:
    ticket = house.opened(pass_on(PASSED_ON.replace("bo@acme.example", "support@acme.example")))

    assert ticket.requester.email == "ana@noord.example"


def test_a_customers_mail_passed_on_to_their_ticket_is_theirs(house: House) -> None:
    ticket = house.opened(letter(sender="Bo Berg <bo@acme.example>"))
    (landing,) = house.mail(pass_on(subject="Fwd: Scanner is dead [ACME-1]"), "support@acme.example")

    assert landing.ticket == ticket.ref
    said, told = house.timeline(ticket.ref)[1:]
    assert isinstance(said, MessageEntry)
    assert isinstance(told, NoteEntry)
    assert (said.by.kind, said.by.email) == (ActorKind.REQUESTER, "bo@acme.example")
    assert [d.kind for d in house.deliveries(ticket.ref)] == [DeliveryKind.ACKNOWLEDGEMENT]


def test_an_answer_that_quotes_a_forward_is_an_answer(house: House) -> None:
    ticket = house.opened(letter(sender="Bo Berg <bo@acme.example>"))
    house.mail(pass_on(subject="Re: Printer dead [ACME-1]"), "support@acme.example")

    said = house.timeline(ticket.ref)[1]
    assert isinstance(said, MessageEntry)
    assert said.by.kind is ActorKind.AGENT


@pytest.fixture
def pair(house: House) -> tuple[Ticket, Ticket]:
    """Two tickets of two people."""
    first = house.opened(letter(message_id="<a@acme.example>"))
    second = house.opened(letter(message_id="<b@acme.example>", sender="Bo <bo@acme.example>"))
    return first, second


def test_a_reply_to_a_merged_ticket_goes_to_the_one_that_goes_on(
    house: House, pair: tuple[Ticket, Ticket]
) -> None:
    first, second = pair
    merge(house.api, agent(), second.key, first.key)
    house.later(days=30)
    mail = letter(f"Re: [{second.key}]", sender="Bo <bo@acme.example>", message_id="<c@acme.example>")
    (landing,) = house.mail(mail, "support@acme.example")

    assert (landing.fate, landing.ticket) == (Fate.ADDED, first.ref)
    assert house.ticket(second.ref).state is State.CLOSED
    assert not house.ticket(first.ref).is_party("bo@acme.example")
    fields = [e.field for e in house.timeline(first.ref) if isinstance(e, ChangeEntry)]
    assert "merged-from" in fields


def test_merging_twice_is_merging_once_and_can_keep_people_informed(
    house: House, pair: tuple[Ticket, Ticket]
) -> None:
    first, second = pair
    for _ in range(2):
        merge(house.api, agent(), second.key, first.key, keep_informed=True)

    target = house.ticket(first.ref)
    assert [link.key for link in target.links] == [second.key]
    assert [person.email for person in target.participants] == ["bo@acme.example"]


def test_what_cannot_be_merged_says_why(house: House, pair: tuple[Ticket, Ticket]) -> None:
    first, second = pair
    third = house.opened(letter(message_id="<d@acme.example>"))
    foreign = house.opened(letter(message_id="<e@acme.example>"), "hulp@duinrand.example")
    merge(house.api, agent(), second.key, first.key)

    with pytest.raises(Invalid, match="into itself"):
        merge(house.api, agent(), first.key, first.key)
    with pytest.raises(Invalid, match="another organisation"):
        merge(house.api, agent(), first.key, foreign.key)
    with pytest.raises(Invalid, match="no such ticket"):
        merge(house.api, agent(), first.key, "ACME-99")
    with pytest.raises(Invalid, match="itself merged"):
        merge(house.api, agent(), first.key, second.key)
    with pytest.raises(Conflict, match="before"):
        merge(house.api, agent(), second.key, third.key)
    with pytest.raises(Forbidden):
        merge(house.api, requester(first), first.key, third.key)


def test_a_different_mail_under_a_used_id_is_not_lost(house: House) -> None:
    house.opened(letter("Disk full on A", message_id="<alarm@box>"))
    (other,) = house.mail(letter("Disk full on B", message_id="<alarm@box>"), "support@acme.example")
    (again,) = house.mail(letter("Disk full on B", message_id="<alarm@box>"), "support@acme.example")

    assert other.fate is Fate.ADDED  # the same sender at the same moment: it belongs beside the first
    assert again.fate is Fate.DUPLICATE
    assert other.ticket
    said = house.timeline(other.ticket)[-1]
    assert isinstance(said, MessageEntry)
    assert [w for w in said.warnings if w.startswith("reused-id")]


def test_a_used_id_of_another_day_opens_a_ticket_of_its_own(house: House) -> None:
    first = house.opened(letter(message_id="<alarm@box>"))
    later = letter(text="Again!", message_id="<alarm@box>").replace(b"16 Nov", b"17 Nov")
    (other,) = house.mail(later, "support@acme.example")

    assert other.fate is Fate.OPENED
    assert other.ticket != first.ref


def test_the_same_mail_over_another_road_is_the_same_mail(house: House) -> None:
    house.opened(letter())
    (again,) = house.mail(b"Received: from elsewhere\r\nX-Spam: 0\r\n" + letter(), "support@acme.example")

    assert again.fate is Fate.DUPLICATE
