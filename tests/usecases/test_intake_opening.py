"""Mail that opens a ticket, or is stopped on the way."""

from datetime import UTC, datetime

import pytest

from helpdesk.domain.clocks import ClockKind
from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.tickets import Channel, State
from helpdesk.domain.timeline import MessageEntry
from helpdesk.usecases.intake.notice import Verdicts
from helpdesk.usecases.intake.receive import Fate
from tests.usecases.house import ACME, DUIN, House, letter


def test_a_first_mail_opens_a_ticket_of_the_tenant_it_was_sent_to(house: House) -> None:
    ticket = house.opened(letter("Re: Printer dead", "It stopped.\n"))

    assert (ticket.key, ticket.subject, ticket.state, ticket.channel) == (
        "ACME-1", "Printer dead", State.NEW, Channel.MAIL,
    )  # fmt: skip
    assert (ticket.requester.name, ticket.requester.email) == ("Pim de Vries", "pim@acme.example")
    (message,) = house.timeline(ticket.ref)
    assert isinstance(message, MessageEntry)
    assert message.text == "It stopped."
    assert message.raw == "inbound/1"


def test_the_promise_counts_open_hours_from_the_receipt(house: House) -> None:
    house.now = datetime(2026, 11, 16, 14, 30, tzinfo=UTC)  # 15:30 in Amsterdam, closing at 17:00
    ticket = house.opened(letter())

    due = {clock.kind: clock.due_at for clock in ticket.clocks}
    assert due[ClockKind.FIRST_RESPONSE] == datetime(2026, 11, 17, 9, 30, tzinfo=UTC)  # 10:30
    assert due[ClockKind.RESOLUTION] == datetime(2026, 11, 18, 16, 0, tzinfo=UTC)  # closing on Wednesday
    assert ticket.next_due_at == due[ClockKind.FIRST_RESPONSE]


def test_the_sender_is_acknowledged_and_remembered(house: House) -> None:
    first = house.opened(letter())
    second = house.opened(letter(message_id="<two@acme.example>"))

    (delivery,) = house.deliveries(first.ref)
    assert (delivery.kind, delivery.to) == (DeliveryKind.ACKNOWLEDGEMENT, "pim@acme.example")
    assert first.requester == second.requester
    assert [person.emails for person in house.memory.people.values()] == [("pim@acme.example",)]


def test_the_same_mail_twice_is_one_ticket(house: House) -> None:
    ticket = house.opened(letter())
    (again,) = house.mail(letter(), "support@acme.example")

    assert (again.fate, again.ticket) == (Fate.DUPLICATE, ticket.ref)
    assert len(house.memory.tickets) == 1


def test_a_mail_without_id_is_known_by_its_place_in_the_bucket(house: House) -> None:
    raw = letter(message_id=None)
    house.mail(raw, "support@acme.example", key="inbound/x")
    (redelivered,) = house.mail(raw, "support@acme.example", key="inbound/x")
    (other,) = house.mail(raw, "support@acme.example", key="inbound/y")

    assert (redelivered.fate, other.fate) == (Fate.DUPLICATE, Fate.OPENED)


def test_one_mail_to_two_tenants_is_a_ticket_in_each(house: House) -> None:
    landings = house.mail(letter(), "support@acme.example", "hulp@duinrand.example")

    assert {landing.ticket.scope for landing in landings if landing.ticket} == {ACME, DUIN}


def test_an_unknown_recipient_is_quarantined_beside_the_known_one(house: House) -> None:
    landings = house.mail(letter(), "support@acme.example", "nobody@acme.example")

    assert [landing.fate for landing in landings] == [Fate.OPENED, Fate.QUARANTINED]
    (kept,) = house.memory.quarantine.values()
    assert (kept.cause, kept.recipients, kept.raw) == (
        Cause.UNKNOWN_RECIPIENT, ("nobody@acme.example",), "inbound/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "sender", "verdicts", "cause"),
    [
        (letter(), "pim@acme.example", Verdicts(virus="FAIL"), Cause.VIRUS),
        (b"Subject: who am I\n\nhello\n", "", Verdicts(), Cause.NO_SENDER),
        (b"", "", Verdicts(), Cause.UNREADABLE),
    ],
)
def test_what_cannot_be_placed_is_quarantined_with_its_cause(
    house: House, raw: bytes, sender: str, verdicts: Verdicts, cause: Cause
) -> None:
    (landing,) = house.mail(raw, "support@acme.example", sender=sender, verdicts=verdicts)

    assert landing.fate is Fate.QUARANTINED
    (kept,) = house.memory.quarantine.values()
    assert (kept.cause, kept.desk, kept.tenant) == (cause, "noord", "acme")


def test_a_machine_opens_a_ticket_but_gets_no_answer(house: House) -> None:
    alarm = letter("Disk full", headers=[("Auto-Submitted", "auto-generated")])
    ticket = house.opened(alarm)

    assert ticket.subject == "Disk full"
    assert house.deliveries(ticket.ref) == []


def test_a_null_return_path_gets_no_answer(house: House) -> None:
    (landing,) = house.mail(letter(), "support@acme.example", sender="")

    assert landing.ticket
    assert house.deliveries(landing.ticket) == []


def test_our_own_mail_is_stopped(house: House) -> None:
    (landing,) = house.mail(letter(headers=[("X-Loop", "test-house")]), "support@acme.example")

    assert landing.fate is Fate.STOPPED
    assert not house.memory.tickets


def test_an_absence_note_about_nothing_is_quarantined(house: House) -> None:
    headers = [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")]
    away = letter("Out of office: holiday", "I am out of office until Monday.", headers=headers)
    house.mail(away, "support@acme.example")

    (kept,) = house.memory.quarantine.values()
    assert kept.cause is Cause.UNMATCHED


def test_people_in_copy_take_part_but_our_own_addresses_do_not(house: House) -> None:
    raw = letter(headers=[("Cc", "Bo <bo@acme.example>, support@acme.example, PIM@acme.example")])
    ticket = house.opened(raw)

    assert [person.email for person in ticket.participants] == ["bo@acme.example"]


def test_an_empty_mail_is_a_ticket_all_the_same(house: House) -> None:
    ticket = house.opened(letter("", ""))

    assert ticket.subject == "(no subject)"


def test_a_sender_met_at_the_same_moment_by_another_worker_is_one_person(house: House) -> None:
    def twin() -> None:
        house.mail(letter("Other", message_id="<twin@acme.example>"), "support@acme.example")

    house.memory.before_write.append(twin)
    ticket = house.opened(letter())

    assert len(house.memory.people) == 1
    assert len(house.memory.tickets) == 2
    assert {t.requester for t in house.memory.tickets.values()} == {ticket.requester}


def test_the_same_mail_in_two_workers_at_once_is_one_ticket(house: House) -> None:
    house.memory.before_write.append(lambda: house.mail(letter(), "support@acme.example"))
    (landing,) = house.mail(letter(), "support@acme.example")

    assert landing.fate is Fate.DUPLICATE
    assert len(house.memory.tickets) == 1


def test_a_long_text_is_kept_whole_outside_the_table(house: House) -> None:
    text = "\n".join(f"line {n} of a very long log" for n in range(4_000))
    ticket = house.opened(letter(text=text))

    (message,) = house.timeline(ticket.ref)
    assert isinstance(message, MessageEntry)
    assert len(message.text) < len(text)
    assert message.full_text
    assert house.files.get(message.full_text).decode().strip() == text.strip()
