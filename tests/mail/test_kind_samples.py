"""Reports, absence notes and ordinary mail as programs in many languages word them, few headers to help."""

import msgspec
import pytest

from helpdesk.mail.inbound import Kind
from helpdesk.mail.understand import understand
from tests.mail import samples


class Report(msgspec.Struct, frozen=True):
    text: str
    subject: str
    sender: str = msgspec.field(name="from")
    recipient: str = ""
    status: str | None = None
    hard: bool | None = None


class Sample(msgspec.Struct, frozen=True):
    kind: Kind
    subject: str
    text: str
    fields: str
    sender: str = msgspec.field(name="from")


REPORTS = [msgspec.json.decode(line, type=Report) for line in samples.lines("bounces.jsonl")]
SAMPLES = [msgspec.json.decode(line, type=Sample) for line in samples.lines("kinds.jsonl")]


def mail(sender: str, subject: str, text: str, fields: str = "") -> bytes:
    return (
        f"{fields}From: {sender}\nTo: desk@example.com\nSubject: {subject}\nMessage-ID: <x@y.example>\n"
        f"Date: Mon, 3 Feb 2025 09:14:22 +0100\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    ).encode()


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: f"{r.sender} {r.subject}")
@pytest.mark.parametrize(
    "fields", ["", "Return-Path: <>\nAuto-Submitted: auto-replied\n"], ids=["bare", "marked"]
)
def test_a_delivery_report_in_plain_words(fields: str, report: Report) -> None:
    found = understand(mail(report.sender, report.subject, report.text, fields))
    assert found.kind == "bounce"
    assert found.bounce is not None
    assert [r.email for r in found.bounce.recipients] == [report.recipient]
    assert report.status in {None, found.bounce.recipients[0].status}
    assert report.hard in {None, found.bounce.hard}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.kind} {s.subject}")
def test_the_kind_of_a_mail_by_its_words(sample: Sample) -> None:
    found = understand(mail(sample.sender, sample.subject, sample.text, sample.fields))
    assert (found.kind, found.automatic) == (sample.kind, sample.kind != "human")
