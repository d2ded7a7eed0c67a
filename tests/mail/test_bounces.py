"""Delivery reports: by the book, and as each mail server words them."""

import pytest

from helpdesk.mail.understand import understand

RETURNED = (
    "Message-ID: <our-1@desk.example.org>\nReferences: <t-1042@desk.example.org>\nFrom: desk@example.org\n"
    "To: bob@customer.example\nSubject: [ACME-1042] Printer"
)


def report(*recipients: str, text: str = "Sorry.") -> bytes:
    groups = "\n\n".join(recipients)
    return (
        "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.net>\nTo: desk@example.org\n"
        "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example.net\n\n{groups}\n\n--b\nContent-Type: message/rfc822\n\n"
        f"{RETURNED}\n\nhello\n--b--\n"
    ).encode()


def one(status: str, action: str = "failed", email: str = "bob@customer.example", words: str = "no") -> str:
    return (
        f"Final-Recipient: rfc822; {email}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; "
        f"{words}"
    )


def test_a_hard_bounce_names_recipient_status_reason_and_our_mail() -> None:
    found = understand(report(one("5.1.1", words="550 5.1.1 <bob@customer.example>: unknown")))
    assert found.kind == "bounce"
    assert found.bounce is not None
    assert found.bounce.hard
    (who,) = found.bounce.recipients
    assert (who.email, who.status, who.reason) == (
        "bob@customer.example",
        "5.1.1",
        "550 5.1.1 <bob@customer.example>: unknown",
    )
    assert found.bounce.returned is not None
    assert found.bounce.returned.message_id == "our-1@desk.example.org"
    assert found.thread_ids[:2] == ("our-1@desk.example.org", "t-1042@desk.example.org")


@pytest.mark.parametrize(
    ("status", "action"), [("4.2.2", "failed"), ("4.4.1", "delayed"), ("4.0.0", "delayed")]
)
def test_a_soft_bounce_spares_the_address(status: str, action: str) -> None:
    found = understand(report(one(status, action)))
    assert found.bounce is not None
    assert not found.bounce.hard


def test_every_recipient_counts_once() -> None:
    found = understand(report(one("5.1.1"), one("5.2.2", email="eve@customer.example"), one("5.1.1")))
    assert found.bounce is not None
    assert [r.email for r in found.bounce.recipients] == ["bob@customer.example", "eve@customer.example"]


def test_the_servers_words_are_nearer_to_the_cause() -> None:
    found = understand(report(one("5.0.0", words="550 5.7.1 blocked")))
    assert found.bounce is not None
    assert found.bounce.recipients[0].status == "5.7.1"


def test_a_report_of_success_is_no_bounce() -> None:
    found = understand(report(one("2.0.0", action="delivered")))
    assert (found.kind, found.bounce) == ("auto-reply", None)


PROSE = {
    "qmail": (
        "failure notice",
        (
            "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your "
            "message.\n\n<bob@customer.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 "
            "5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n\n"
        ),
    ),
    "exim": (
        "Mail delivery failed: returning message to sender",
        (
            "A message that you sent could not be delivered. The following address(es) failed:\n\n  "
            "bob@customer.example\n    SMTP error from remote mail server after RCPT "
            "TO:<bob@customer.example>:\n    550 5.1.1 No such user\n\n------ This is a copy of the message, "
            "including all the headers. ------\n\n"
        ),
    ),
    "sendmail": (
        "Returned mail: User unknown",
        (
            "   ----- The following addresses had permanent fatal errors -----\n<bob@customer.example>\n\n   "
            "----- Transcript of session follows -----\n550 5.1.1 <bob@customer.example>... User unknown\n\n "
            "  ----- Original message follows -----\n\n"
        ),
    ),
    "gmail": (
        "Delivery Status Notification (Failure)",
        (
            "Delivery to the following recipient failed permanently:\n\n     bob@customer.example\n\n"
            "Technical details of permanent failure:\n550 5.1.1 The email account does not exist.\n\n----- "
            "Original message -----\n\n"
        ),
    ),
    "exchange": (
        "Undeliverable: Printer",
        (
            "Your message did not reach some or all of the intended recipients.\n\nThe following "
            "recipient(s) could not be reached:\n\n      bob@customer.example on 3/5/2024 9:14 AM\n          "
            "  550 5.1.1 The e-mail account does not exist.\n\n"
        ),
    ),
    "german": (
        "Unzustellbar: Drucker",
        (
            "Ihre Nachricht konnte nicht zugestellt werden:\n\nbob@customer.example\n550 5.1.1 Benutzer "
            "unbekannt\n\n"
        ),
    ),
    "notes": (
        "DELIVERY FAILURE: User bob not listed",
        (
            "Your message\n\n  Subject: Printer\n\nwas not delivered to:\n\n  bob@customer.example\n\n"
            "because:\n\n  550 5.1.1 User bob not listed in directory\n\n"
        ),
    ),
    "yahoo": (
        "Failure Notice",
        (
            "Sorry, we were unable to deliver your message to the following address.\n\n"
            "<bob@customer.example>:\n550: 5.1.1 This user doesn't have an account\n\n--- Below this line is "
            "a copy of the message.\n\n"
        ),
    ),
    "qq": (
        "系统退信",
        "很抱歉，您发送的邮件被退回。\n收件人：bob@customer.example\n550 5.1.1 不存在\n\n",
    ),
    "yandex": (
        "Недоставленное сообщение",
        (
            "К сожалению, Ваше письмо не может быть доставлено.\n\n<bob@customer.example>: 550 5.1.1 No such "
            "user!\n\n"
        ),
    ),
}


@pytest.mark.parametrize("server", PROSE)
def test_bounces_in_plain_words(server: str) -> None:
    subject, text = PROSE[server]
    head = (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: desk@example.org\nSubject: {subject}\n\n"
    )
    found = understand(f"{head}{text}{RETURNED}\n\nhello\n".encode())
    assert found.kind == "bounce"
    assert found.bounce is not None
    assert found.bounce.hard
    assert [(r.email, r.status) for r in found.bounce.recipients] == [("bob@customer.example", "5.1.1")]
    assert found.bounce.returned is not None
    assert found.bounce.returned.message_id == "our-1@desk.example.org"


def test_a_delay_is_soft() -> None:
    head = "From: MAILER-DAEMON@mx.example.net\nSubject: Warning: could not send message for past 4 hours\n\n"
    found = understand(
        f"{head}THIS IS A WARNING MESSAGE ONLY.\n\n<bob@customer.example>... Deferred: timed out\n".encode()
    )
    assert found.bounce is not None
    assert not found.bounce.hard


def test_exims_header_names_the_failed() -> None:
    head = (
        "From: Mail Delivery System <Mailer-Daemon@mx.example.net>\nX-Failed-Recipients: "
        "bob@customer.example\nSubject: Mail delivery failed\n\n"
    )
    found = understand(f"{head}Your message could not be delivered.\n".encode())
    assert found.bounce is not None
    assert [r.email for r in found.bounce.recipients] == ["bob@customer.example"]


def test_a_vacation_note_with_an_empty_return_path_is_no_bounce() -> None:
    raw = (
        b"Return-Path: <>\nFrom: Bob <bob@customer.example>\nAuto-Submitted: auto-replied\nSubject: Away\n"
        b"\nI cannot be reached, I am on vacation. Ask eve@customer.example\n"
    )
    assert understand(raw).kind == "out-of-office"


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (
            "Postmaster@x.example",
            "[Postmaster] Email Delivery Failure",
            "could not be delivered:\n-- bob@customer.example\n",
        ),
        (
            "mailer-daemon@x.example",
            "Sorry",
            "Your message to bob@customer.example could not be delivered.\n",
        ),
        (
            "postmaster@x.example",
            "Onbestelbaar: hallo",
            "Uw bericht kan niet worden bezorgd aan:\n\nbob@customer.example\n",
        ),
        ("postmaster@x.example", "Non remis : bonjour", "Échec de la remise à :\n\nbob@customer.example\n"),
        (
            "MAILER-DAEMON@x.example",
            "配信不能",
            "以下の宛先に送信できませんでした。\n\n<bob@customer.example>\n",
        ),
        ("MAILER-DAEMON@x.example", "Undeliverable Mail", "Unknown user: bob@customer.example\n"),
        ("MAILER-DAEMON@x.example", "Returned mail", "550 bob@customer.example... Host unknown\n"),
    ],
)
def test_bounces_in_few_words(sender: str, subject: str, text: str) -> None:
    found = understand(f"From: {sender}\nTo: desk@example.org\nSubject: {subject}\n\n{text}".encode())
    assert found.kind == "bounce"
    assert found.bounce is not None
    assert [r.email for r in found.bounce.recipients] == ["bob@customer.example"]


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (
            "Bob <bob@customer.example>",
            "Delivery failed again",
            "Your courier could not deliver to anna@example.com",
        ),
        ("delivery@courier.example", "Delivery failed", "We could not deliver your parcel."),
        ("Bob <bob@customer.example>", "Undeliverable mail?", "I get: 550 5.1.1 <x@y.example> user unknown"),
    ],
)
def test_people_may_write_of_deliveries(sender: str, subject: str, text: str) -> None:
    assert (
        understand(f"From: {sender}\nTo: desk@example.org\nSubject: {subject}\n\n{text}".encode()).kind
        == "human"
    )
