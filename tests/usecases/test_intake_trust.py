"""Who may write: lists, verdicts, names that deceive, and addresses that mail cannot reach."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.mail_config import MailConfig
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import SuppressionCause
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import MailEventEntry, MessageEntry, NoteEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.deliver import Result
from helpdesk.usecases.intake.delivery_events import DeliveryEvent, record
from helpdesk.usecases.intake.notice import Verdicts
from helpdesk.usecases.intake.receive import Fate
from helpdesk.usecases.intake.suspicion import lookalike
from tests.usecases.house import ACME, House, agent, letter

FORGED = Verdicts(spf="FAIL", dkim="FAIL", dmarc="FAIL")


def set_rules(house: House, **by_tenant: SenderRules) -> None:
    """Sender rules by tenant; `desk` is the desk's own."""
    named = {"" if tenant == "desk" else tenant: rules for tenant, rules in by_tenant.items()}
    config = house.memory.configs["noord"]
    house.memory.configs["noord"] = replace(config, mail=MailConfig(senders=named))


@pytest.mark.parametrize(
    ("rules", "sender", "cause"),
    [
        ({"acme": SenderRules(block=("pim@acme.example",))}, "Pim@ACME.example", Cause.BLOCKED_SENDER),
        ({"desk": SenderRules(block=("acme.example",))}, "pim@acme.example", Cause.BLOCKED_SENDER),
        ({"desk": SenderRules(block=("acme.example",))}, "pim@mail.acme.example", Cause.BLOCKED_SENDER),
        ({"desk": SenderRules(block=("acme.example",))}, "pim@notacme.example", None),
        (
            {"acme": SenderRules(allow=("pim@acme.example",)), "desk": SenderRules(block=("acme.example",))},
            "pim@acme.example",
            None,
        ),
        ({"acme": SenderRules(only_allowed=True)}, "x@y.example", Cause.SENDER_NOT_ALLOWED),
        ({"acme": SenderRules(only_allowed=True, allow=("y.example",))}, "x@y.example", None),
        ({"acme": SenderRules(only_allowed=True)}, "ana@noord.example", None),
        ({"duinrand": SenderRules(block=("acme.example",))}, "pim@acme.example", None),
        # Blocking one sender of one organisation opens the desk's gate to nobody.
        (
            {"desk": SenderRules(only_allowed=True), "acme": SenderRules(block=("z@y.example",))},
            "x@y.example",
            Cause.SENDER_NOT_ALLOWED,
        ),
    ],
)
def test_lists_decide_before_placing(
    house: House, rules: dict[str, SenderRules], sender: str, cause: Cause | None
) -> None:
    set_rules(house, **rules)
    (landing,) = house.mail(letter(sender=sender), "support@acme.example", sender=sender)

    assert landing.fate is (Fate.QUARANTINED if cause else Fate.OPENED)
    assert [kept.cause for kept in house.memory.quarantine.values()] == ([cause] if cause else [])


def test_spam_waits_unless_its_sender_is_allowed(house: House) -> None:
    spam = Verdicts(spam="FAIL", dmarc="PASS")
    (landing,) = house.mail(letter(), "support@acme.example", verdicts=spam)
    set_rules(house, acme=SenderRules(allow=("acme.example",)))
    (welcome,) = house.mail(letter(message_id="<b@acme.example>"), "support@acme.example", verdicts=spam)

    assert (landing.fate, welcome.fate) == (Fate.QUARANTINED, Fate.OPENED)
    (kept,) = house.memory.quarantine.values()
    assert (kept.cause, kept.verdicts.spam) == (Cause.SPAM, "FAIL")


def test_a_disowned_mail_is_shown_so_and_never_answered_by_a_machine(house: House) -> None:
    known = house.opened(letter())
    (landing,) = house.mail(letter(message_id="<f@acme.example>"), "support@acme.example", verdicts=FORGED)

    assert landing.ticket
    (said,) = house.timeline(landing.ticket)
    assert isinstance(said, MessageEntry)
    assert said.unverified
    assert house.deliveries(landing.ticket) == []
    assert house.ticket(known.ref).requester == house.ticket(landing.ticket).requester


def test_an_organisations_list_does_not_undo_what_the_desk_says_of_disowned_mail(house: House) -> None:
    ticket = house.opened(letter())
    tickets.set_state(house.api, agent(), ticket.key, State.SOLVED)
    set_rules(house, desk=SenderRules(unverified_reopens=False), acme=SenderRules(block=("z@y.example",)))
    house.mail(letter("Re: [ACME-1]", message_id="<f@acme.example>"), "support@acme.example", verdicts=FORGED)

    assert house.ticket(ticket.ref).state is State.SOLVED


@pytest.mark.parametrize("may", [True, False])
def test_policy_says_whether_a_disowned_mail_reopens(house: House, may: bool) -> None:
    ticket = house.opened(letter())
    tickets.set_state(house.api, agent(), ticket.key, State.SOLVED)
    set_rules(house, acme=SenderRules(unverified_reopens=may))
    mail = letter("Re: [ACME-1]", message_id="<f@acme.example>")
    (landing,) = house.mail(mail, "support@acme.example", verdicts=FORGED)

    assert (landing.fate, landing.ticket) == (Fate.ADDED, ticket.ref)
    assert house.ticket(ticket.ref).state is (State.OPEN if may else State.SOLVED)
    assert isinstance(house.timeline(ticket.ref)[-1], NoteEntry) is not may


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ('"pim@acme.example" <mallory@evil.example>', "display-name"),
        ("Ana Ruiz <ana.ruiz@evil.example>", "agent-name"),
        ("Аna  Ruiz <a@evil.example>", "agent-name"),
        ("IT <help@noord.exarnple>", "lookalike-domain"),
        ("IT <help@noordd.example>", "lookalike-domain"),
        ("IT <help@xn--nord-zqa.example>", ""),
        ("Pim <pim@acme.example>", ""),
        ("Ana Ruiz <ana@noord.example>", ""),
        ("Pim <pim@mail.acme.example>", ""),
    ],
)
def test_names_that_deceive_are_marked(house: House, sender: str, code: str) -> None:
    ticket = house.opened(letter(sender=sender))

    said = house.timeline(ticket.ref)[0]
    assert isinstance(said, MessageEntry)
    found = {warning.partition(":")[0] for warning in said.warnings}
    assert found & {"display-name", "agent-name", "lookalike-domain"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("domain", "known", "found"),
    [
        ("acme-corp.example", ["acme-corp.example"], None),
        ("acrne-corp.example", ["acme-corp.example"], "acme-corp.example"),
        ("acme-c0rp.example", ["acme-corp.example"], "acme-corp.example"),
        ("acme-corp.exampel", ["acme-corp.example"], "acme-corp.example"),
        ("асme-corp.example", ["acme-corp.example"], "acme-corp.example"),
        ("kpn.nl", ["kpm.nl"], None),  # too short to say
        ("other.example", ["acme-corp.example"], None),
    ],
)
def test_lookalikes(domain: str, known: list[str], found: str | None) -> None:
    assert lookalike(domain, known) == found


@pytest.fixture
def ticket(house: House) -> Ticket:
    opened = house.opened(letter())
    house.send_all(opened.ref)
    return opened


def event(ticket: Ticket, what: str, delivery: str = "d") -> DeliveryEvent:
    return DeliveryEvent(
        id=f"{what}-1", ticket=ticket.ref, delivery=delivery, event=what,
        recipients=(("Pim@acme.example", "5.1.1 no such user"),), at=ticket.created_at + timedelta(minutes=1),
    )  # fmt: skip


@pytest.mark.parametrize("what", ["bounced", "complained"])
def test_no_machine_writes_to_who_cannot_be_reached_or_complained(
    house: House, ticket: Ticket, what: str
) -> None:
    record(house.intake.store, house.new_id, event(ticket, what))
    again = house.opened(letter("Other thing", message_id="<b@acme.example>"))

    assert house.send_all(again.ref) == [Result.STOPPED]
    (stopped,) = house.deliveries(again.ref)
    assert "pim@acme.example" in stopped.reason
    told = house.timeline(again.ref)[-1]
    assert isinstance(told, MailEventEntry)
    assert (told.event, told.delivery) == ("suppressed", stopped.id)
    (person,) = house.api.directory.people(ACME)
    assert person.unreachable == ("pim@acme.example",)


def test_a_passing_failure_stops_nothing(house: House, ticket: Ticket) -> None:
    record(house.intake.store, house.new_id, event(ticket, "delayed"))

    assert house.memory.suppressions == {}


def test_an_agents_answer_is_tried_all_the_same(house: House, ticket: Ticket) -> None:
    record(house.intake.store, house.new_id, event(ticket, "bounced"))
    tickets.add_message(house.api, agent(), ticket.key, "Please call us")

    assert house.send_all(ticket.ref)[-1] is Result.SENT


def bounce(original: str, recipient: str = "pim@acme.example", status: str = "5.1.1") -> bytes:
    return (
        "From: Mail Delivery System <mailer-daemon@acme.example>\r\nTo: support@acme.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce@acme.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such person here.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original}\r\n"
        "Subject: Re: Printer dead [ACME-1]\r\n\r\n--b--\r\n"
    ).encode()


def sent_id(house: House, ticket: Ticket) -> str:
    return f"<{house.deliveries(ticket.ref)[0].sent_id}@eu-west-1.amazonses.com>"


def test_a_report_about_our_own_mail_marks_the_address(house: House, ticket: Ticket) -> None:
    house.mail(bounce(sent_id(house, ticket)), "support@acme.example", sender="")

    (kept,) = house.memory.suppressions.values()
    assert (kept.address, kept.cause) == ("pim@acme.example", SuppressionCause.BOUNCED)


def test_a_made_up_report_marks_nobody(house: House, ticket: Ticket) -> None:
    house.mail(bounce("<guessed@elsewhere.example>"), "support@acme.example", sender="")
    other = bounce(sent_id(house, ticket), "ceo@acme.example").replace(b"<bounce@", b"<bounce2@")
    house.mail(other, "support@acme.example", sender="")

    assert house.memory.suppressions == {}


def test_what_cannot_be_sent_is_told_on_the_ticket_once(house: House, ticket: Ticket) -> None:
    house.mailer.refuses.add(ticket.requester.email)
    tickets.add_message(house.api, agent(), ticket.key, "To you")

    results = [house.send_all(ticket.ref)[-1] for _ in range(2)]
    assert results == [Result.STOPPED, Result.SETTLED_BEFORE]
    events = [e for e in house.timeline(ticket.ref) if isinstance(e, MailEventEntry)]
    assert [e.event for e in events] == ["not-sent"]
    assert house.deliveries(ticket.ref)[-1].state is DeliveryState.STOPPED
