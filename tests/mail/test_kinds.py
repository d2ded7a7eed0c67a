"""Which mails a machine wrote, and which a person."""

import pytest

from helpdesk.mail.inbound import Kind
from helpdesk.mail.understand import understand


def mail(
    head: str, body: str = "I have a question about the printer.", sender: str = "anna@example.com"
) -> bytes:
    return f"From: {sender}\nTo: desk@example.org\n{head}\n\n{body}\n".encode()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Subject: Automatic reply: Printer\nAuto-Submitted: auto-replied", "out-of-office"),
        ("Subject: Printer\nAuto-Submitted: auto-replied (vacation)", "out-of-office"),
        ('Subject: Printer\nAuto-Submitted: auto-replied; owner-email="a@example.com"', "out-of-office"),
        (
            (
                "Subject: Automatische Antwort: Drucker\nX-Auto-Response-Suppress: All\n"
                "X-MS-Exchange-Inbox-Rules-Loop: a@x"
            ),
            "out-of-office",
        ),
        ("Subject: Out of Office: Printer", "out-of-office"),
        ("Subject: Abwesenheitsnotiz: Drucker", "out-of-office"),
        ("Subject: Afwezig: Printer", "out-of-office"),
        ("Subject: Printer\nAuto-Submitted: auto-generated", "auto-reply"),
        ("Subject: Printer\nPrecedence: bulk", "auto-reply"),
        ("Subject: Printer\nPrecedence: list", "list"),
        ("Subject: Printer\nX-Autoreply: yes", "auto-reply"),
        ("Subject: Printer\nX-Autorespond: x", "auto-reply"),
        ("Subject: Printer\nX-Auto-Response-Suppress: All", "auto-reply"),
        ("Subject: Printer\nReturn-Path: <>", "auto-reply"),
        ("Subject: News\nList-Unsubscribe: <https://example.com/u>", "list"),
        ("Subject: [team] hi\nList-Id: <team.example.com>", "list"),
        ("Subject: Printer\nAuto-Submitted: no", "human"),
        ("Subject: Re: Automatic reply: Printer", "human"),
        ("Subject: Vacation days are wrong in the tool", "human"),
        ("Subject: Out of paper", "human"),
        ("Subject: Undelivered parcels in the warehouse", "human"),
        ("Subject: Printer\nX-Mailer: Outlook\nImportance: high\nX-Priority: 1", "human"),
        ("Subject: Fwd: Delivery Status Notification (Failure)", "human"),
    ],
)
def test_kind_by_header(head: str, kind: Kind) -> None:
    found = understand(mail(head))
    away = "away until Monday" if kind == "out-of-office" else ""
    found = understand(mail(head, f"I am out of the office, {away}")) if away else found
    assert found.kind == kind
    assert found.automatic == (kind != "human")
    assert (found.auto is None) == (kind == "human")


@pytest.mark.parametrize(
    "sender",
    [
        "noreply@example.com",
        "no-reply@example.com",
        "do-not-reply@example.com",
        "MAILER-DAEMON@example.com",
        "donotreply@example.com",
    ],
)
def test_robots_get_no_answer(sender: str) -> None:
    assert understand(mail("Subject: Your order", sender=sender)).automatic


@pytest.mark.parametrize(
    "sender",
    ["reply@example.com", "norbert@example.com", "anna+noreplace@example.com", "root.cause@example.com"],
)
def test_people_with_such_names_do(sender: str) -> None:
    assert not understand(mail("Subject: Your order", sender=sender)).automatic


def test_a_person_who_tells_of_a_bounce_is_a_person() -> None:
    body = "My mail came back with: 550 5.1.1 <x@example.org>: user unknown. What now?"
    assert understand(mail("Subject: Mail delivery failed", body)).kind == "human"


def test_an_invitation_is_a_calendar_mail() -> None:
    head = "Subject: Meeting\nMIME-Version: 1.0\nContent-Type: text/calendar; method=REQUEST; charset=utf-8"
    found = understand(mail(head, "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"))
    assert found.kind == "calendar"
    assert [a.type for a in found.attachments] == ["text/calendar"]


def test_a_read_receipt_is_no_answer() -> None:
    head = (
        "Subject: Read: x\nMIME-Version: 1.0\nContent-Type: multipart/report; "
        "report-type=disposition-notification; boundary=b"
    )
    body = (
        "--b\n\nIt was read.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: "
        "manual-action; displayed\n--b--"
    )
    found = understand(mail(head, body))
    assert (found.kind, found.auto and found.auto.reason) == ("auto-reply", "read receipt")


def test_a_complaint_is_a_feedback_report() -> None:
    head = (
        "Subject: FW: hi\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report;"
        " boundary=b"
    )
    body = (
        "--b\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: "
        "abuse\n--b--"
    )
    assert understand(mail(head, body)).kind == "feedback"
