"""Small parts of the local mail doors: header edits, verdicts, SendEmail, files to send, the spool."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ops.local.mail_headers import MOST_BYTES, decoded, fields, listed, without
from ops.local.outbox_files import letters
from ops.local.problems import Problem
from ops.local.ses.events import events, simulated
from ops.local.ses.mailbox import Mailbox, SentMail
from ops.local.ses.request import Outgoing, Refused, read
from ops.local.ses.sending import Sender, as_delivered, message_id
from ops.local.smtp.spool import Spool
from ops.local.smtp.verdicts import EICAR, GTUBE, judge

AT = datetime(2026, 3, 1, 9, 30, 0, 120_000, tzinfo=UTC)


def test_fields_are_unfolded_and_stop_at_the_blank_line() -> None:
    raw = b"Subject: one\r\n two\r\nX-Empty:\r\nReceived: a;\n\tb\r\n\r\nTo: not-a-header\r\n"
    assert fields(raw) == [("Subject", "one two"), ("X-Empty", ""), ("Received", "a;\tb")]


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"no header at all", b"\xff\xfe\x00", b"Subject: only"])
def test_what_is_hardly_a_mail_has_fields_too(raw: bytes) -> None:
    assert fields(raw) in ([], [("Subject", "only")])


def test_dropping_fields_leaves_every_other_byte() -> None:
    raw = b"A: 1\r\nBcc: x@y,\r\n z@y\r\nB: \xff\r\n\r\nBcc: stays\r\n"
    assert without(raw, {"bcc"}) == b"A: 1\r\nB: \xff\r\n\r\nBcc: stays\r\n"


def test_long_headers_are_listed_up_to_the_limit() -> None:
    found = [("X", "a" * 100)] * (MOST_BYTES // 100 + 5)
    kept, truncated = listed(found)
    assert truncated
    assert sum(len(each["value"]) for each in kept) <= MOST_BYTES
    assert listed(found[:3]) == ([{"name": "X", "value": "a" * 100}] * 3, False)


def test_broken_encoded_words_are_shown_as_they_are() -> None:
    assert decoded("=?no-such-charset?q?abc?=") == "=?no-such-charset?q?abc?="
    assert decoded("=?utf-8?q?Gr=C3=BC=C3=9Fe?=") == "Grüße"


def test_test_strings_fail_their_verdict_plain_and_encoded() -> None:
    encoded = b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"junk " + EICAR)
    assert judge(b"Subject: x\r\n\r\n" + EICAR).virus == "FAIL"
    assert judge(encoded).virus == "FAIL"
    assert judge(encoded).spam == "PASS"
    assert judge(b"\r\n\r\n" + GTUBE).spam == "FAIL"
    assert judge(b"").virus == "PASS"


def test_ids_are_of_the_form_ses_gives() -> None:
    uuid = "9f1c1b1e-0000-4000-8000-000000000000"
    assert message_id(AT, uuid) == f"0102{int(AT.timestamp() * 1000):012x}-{uuid}-000000"


def test_message_id_and_date_are_overridden_and_bcc_goes() -> None:
    raw = b"Message-ID: <ours@x>\nDate: yesterday\nBcc: b@x\nReferences: <a@x>\n\nbody\n"
    sent = as_delivered(raw, "the-id", AT)
    assert fields(sent)[:2] == [
        ("Message-ID", "<the-id@eu-west-1.amazonses.com>"),
        ("Date", "Sun, 01 Mar 2026 09:30:00 +0000"),
    ]
    assert sent.endswith(b"References: <a@x>\n\nbody\n")
    assert b"ours" not in sent
    assert b"Bcc" not in sent


def test_a_request_with_raw_content_takes_its_recipients_from_the_headers() -> None:
    raw = b"From: Help <help@x.example>\r\nTo: A <a@y.example>, b@y.example\r\nBcc: c@y.example\r\n\r\n"
    outgoing = read(request(Content={"Raw": {"Data": base64.b64encode(raw).decode()}}))
    assert outgoing.sender == "help@x.example"
    assert outgoing.recipients == ("a@y.example", "b@y.example", "c@y.example")


def test_a_simple_request_is_assembled() -> None:
    outgoing = read(
        request(
            FromEmailAddress="Loket <no-reply@x.example>",
            Destination={"ToAddresses": ["a@y.example"]},
            Content={
                "Simple": {"Subject": {"Data": "Grüße"}, "Body": {"Text": {"Data": "Ihr Code: 123456"}}}
            },
            EmailTags=[{"Name": "kind", "Value": "code"}],
            ConfigurationSetName="loket",
        )
    )
    assert b"Ihr Code: 123456" in outgoing.raw
    assert outgoing.tags == {"kind": "code"}
    assert outgoing.configuration_set == "loket"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"not json", "malformed"),
        (b"{}", "Content"),
        (b'{"Content":{"Template":{"TemplateName":"x"}},"FromEmailAddress":"a@b"}', "templates"),
        (b'{"Content":{"Raw":{"Data":""}}}', "From"),
        (b'{"Content":{"Raw":{"Data":""}},"FromEmailAddress":"a@b"}', "final"),
    ],
)
def test_requests_that_ses_refuses(body: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as raised:
        read(body)
    assert raised.value.code == "BadRequestException"


def test_more_than_fifty_recipients_are_refused() -> None:
    many = [f"u{number}@y.example" for number in range(51)]
    with pytest.raises(Refused, match="50"):
        read(
            request(FromEmailAddress="a@b", Destination={"ToAddresses": many}, Content={"Raw": {"Data": ""}})
        )


def test_the_mailbox_lists_the_newest_first_and_reads_nothing_outside(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path / "sent")
    times = iter([AT, AT.replace(hour=10)])
    sender = Sender(mailbox, lambda: next(times), lambda: "uuid")
    for subject in ("old", "new"):
        sender.send(outgoing(f"Subject: {subject}\r\n\r\n".encode()))
    assert [mail.subject for mail in mailbox.newest_first()] == ["new", "old"]
    (tmp_path / "secret.json").write_text("{}")
    assert mailbox.get("../secret") is None
    assert mailbox.get("") is None


@pytest.mark.parametrize(
    ("address", "behaviour"),
    [
        ("bounce@simulator.amazonses.com", "bounce"),
        ("Complaint+ticket-7@Simulator.amazonses.com", "complaint"),
        ("bounce@there.example", ""),
    ],
)
def test_only_the_simulators_own_addresses_are_simulated(address: str, behaviour: str) -> None:
    assert simulated(address) == behaviour


def test_a_mail_that_only_bounces_is_not_delivered() -> None:
    mail = SentMail(
        id="i", at=AT, sender="a@b", recipients=("bounce@simulator.amazonses.com",), subject="", headers=(),
        tags={}, configuration_set="loket", size=0,
    )  # fmt: skip
    assert [event["eventType"] for event in events(mail, AT)] == ["Bounce"]


def test_letters_from_a_file_a_folder_and_an_mbox(tmp_path: Path) -> None:
    one = b"From: a@x.example\nTo: b@y.example\nSubject: one\n\nhello\n"
    (tmp_path / "one.eml").write_bytes(one)
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "two.eml").write_bytes(one.replace(b"one", b"two"))
    box = b"From a@x Sat Mar  1 09:30:00 2026\n" + one + b"\nFrom c@x Sat Mar  1 09:31:00 2026\n" + one
    (tmp_path / "box.mbox").write_bytes(box)
    [letter] = letters(tmp_path / "one.eml", sender=None, to=())
    assert (letter.sender, letter.recipients) == ("a@x.example", ("b@y.example",))
    assert letter.raw == one.replace(b"\n", b"\r\n")
    assert len(letters(tmp_path, sender=None, to=())) == 2
    boxed = letters(tmp_path / "box.mbox", sender="", to=("desk@z.example",))
    assert [(each.sender, each.recipients) for each in boxed] == [("", ("desk@z.example",))] * 2


def test_letters_that_cannot_be_sent_are_named(tmp_path: Path) -> None:
    (tmp_path / "nobody.eml").write_bytes(b"Subject: x\n\n")
    with pytest.raises(Problem, match="does not say whom"):
        letters(tmp_path / "nobody.eml", sender=None, to=())
    with pytest.raises(Problem, match="cannot be read"):
        letters(tmp_path / "missing.eml", sender=None, to=())
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem, match="no mail"):
        letters(tmp_path / "empty", sender=None, to=())


def test_the_spool_forgets_only_what_was_there_before_the_save(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    assert spool.entries() == ()
    spool.keep("one", b"1")
    before = spool.entries()
    spool.keep("two", b"2")
    spool.forget(before)
    assert spool.entries() == ("two",)
    assert spool.read("two") == b"2"


def request(**values: Any) -> bytes:
    return json.dumps(values).encode()


def outgoing(raw: bytes) -> Outgoing:
    return Outgoing(raw=raw, sender="a@x", recipients=("b@y",), tags={}, configuration_set="")
