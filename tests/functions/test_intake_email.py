"""The intake handler with real payloads: SES notices and delivery events in SQS batches."""

import msgspec
import pytest

from helpdesk.domain.errors import Invalid
from helpdesk.domain.timeline import MailEventEntry
from intake_email.events import read_delivery_event, read_notice
from intake_email.handler import respond
from tests.events import load
from tests.functions.queues import Context, batch, event_body
from tests.usecases.house import ACME, House, letter

RAW = "inbound/o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1"


@pytest.fixture
def house() -> House:
    house = House()
    house.raw.mails[RAW] = letter()
    return house


def take_in(house: House, *bodies: str) -> list[str]:
    """The ids of the records that come back."""
    answer = respond(house.intake, batch(*bodies), Context())  # type: ignore[arg-type]
    return [str(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]


def test_a_notice_becomes_a_ticket(house: House) -> None:
    assert take_in(house, event_body("ses-received")) == []
    (ticket,) = house.memory.tickets.values()
    assert (ticket.key, ticket.subject) == ("ACME-1", "Printer dead")
    assert ticket.created_at.isoformat() == "2026-11-16T09:00:00+00:00"


def test_only_the_poison_record_comes_back(house: House) -> None:
    gone = load("ses-received")
    gone["receipt"]["action"]["objectKey"] = "inbound/nothing-there"
    bodies = ("{not json", event_body("ses-received"), msgspec.json.encode(gone).decode(), '{"what": "?"}')

    assert take_in(house, *bodies) == ["m0", "m2", "m3"]
    assert len(house.memory.tickets) == 1


def test_a_record_delivered_twice_changes_nothing(house: House) -> None:
    assert take_in(house, event_body("ses-received"), event_body("ses-received")) == []
    assert len(house.memory.tickets) == 1


def test_a_bounce_is_written_on_the_ticket_once(house: House) -> None:
    take_in(house, event_body("ses-received"))
    (ticket,) = house.memory.tickets.values()

    assert take_in(house, event_body("ses-bounce"), event_body("ses-bounce")) == []
    told = [entry for entry in house.timeline(ticket.ref) if isinstance(entry, MailEventEntry)]
    assert [(e.event, e.recipient, e.delivery) for e in told] == [
        ("bounced", "pim@acme.example", "id00000003")
    ]
    assert told[0].detail == "5.1.1 smtp; 550 5.1.1 user unknown"


def test_an_answer_that_ses_refuses_after_taking_it_is_told(house: House) -> None:
    take_in(house, event_body("ses-received"))
    (ticket,) = house.memory.tickets.values()

    assert take_in(house, event_body("ses-reject"), event_body("ses-reject")) == []
    told = [entry for entry in house.timeline(ticket.ref) if isinstance(entry, MailEventEntry)]
    assert [(e.event, e.recipient, e.delivery) for e in told] == [
        ("not-sent", "pim@acme.example", "id00000003")
    ]
    assert told[0].detail == "the mail service refused it: Bad content"
    assert house.memory.suppressions == {}


def test_a_bounce_about_a_ticket_that_is_gone_is_dropped_with_a_log_line(house: House) -> None:
    assert take_in(house, event_body("ses-bounce")) == []


def test_a_delivery_tells_the_ticket_nothing() -> None:
    assert read_delivery_event(load("ses-delivery")) is None


def test_an_event_of_somebody_elses_mail_is_not_ours() -> None:
    event = load("ses-bounce")
    event["mail"]["tags"] = {}
    assert read_delivery_event(event) is None


def test_the_notice_carries_envelope_and_verdicts() -> None:
    body = load("ses-received")
    body["mail"]["source"] = "<>"
    body["receipt"]["dmarcVerdict"] = {"status": "FAIL"}
    notice = read_notice(body)

    assert (notice.raw, notice.sender, notice.recipients) == (RAW, "", ("support@acme.example",))
    assert notice.verdicts.sender_forged


@pytest.mark.parametrize("missing", ["mail", "receipt"])
def test_a_notice_without_its_parts_is_refused(missing: str) -> None:
    body = load("ses-received")
    del body[missing]
    with pytest.raises(Invalid, match=missing):
        read_notice(body)


def test_the_tenant_is_found_by_the_envelope(house: House) -> None:
    take_in(house, event_body("ses-received"))
    assert [ref.scope for ref in house.memory.tickets] == [ACME]
