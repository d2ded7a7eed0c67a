"""The SMTP door on the running cloud: what lands in the bucket, what is announced, and what is refused."""

import json
import os
import signal
import smtplib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import requests

from ops.local import process
from ops.local.cloud import HOST
from ops.local.smtp.door import MOST_BYTES
from tests.local.running import RunningCloud, deployed, private, serving, wait_for

pytestmark = pytest.mark.local

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Listener:
    """A queue of the test's own on one of the topics."""

    def __init__(self, cloud: RunningCloud, output: str) -> None:
        self._sqs = cloud.client("sqs")
        self._url = self._sqs.create_queue(QueueName=f"listener-{output}")["QueueUrl"]
        arn = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]
        cloud.client("sns").subscribe(
            TopicArn=cloud.outputs[output],
            Protocol="sqs",
            Endpoint=arn,
            Attributes={"RawMessageDelivery": "true"},
        )
        self.heard: list[Any] = []

    def hear(self) -> list[Any]:
        """All messages so far."""
        for message in self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10).get(
            "Messages", []
        ):
            self.heard.append(json.loads(message["Body"]))
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        return self.heard


@pytest.fixture(scope="module")
def notices(cloud: RunningCloud) -> Listener:
    return Listener(cloud, "InboundMailTopic")


@pytest.fixture(scope="module")
def events(cloud: RunningCloud) -> Listener:
    return Listener(cloud, "MailEventsTopic")


@pytest.fixture
def door(cloud: RunningCloud) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(HOST, cloud.local.smtp_port, timeout=60) as client:
        client.ehlo()
        yield client


def test_a_mail_is_kept_whole_and_announced_once_with_its_envelope(
    cloud: RunningCloud, notices: Listener
) -> None:
    raw = b"From: Zo\xc3\xab <zoe@there.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    raw += b"\r\n.a line that starts with a dot\r\n\xff\xfe eight bit \x00 junk\r\n"
    cloud.send(raw, sender="bounces@there.example", to=["Support@Nobody.example", "second@nobody.example"])
    notice = wait_for(lambda: about(notices, "bounces@there.example"), "the notice")
    assert notice["receipt"]["recipients"] == ["Support@Nobody.example", "second@nobody.example"]
    assert notice["mail"]["commonHeaders"]["subject"] == "Grüße"
    assert notice["mail"]["commonHeaders"]["from"] == ["Zoë <zoe@there.example>"]
    assert {
        notice["receipt"][f"{name}Verdict"]["status"] for name in ("spam", "virus", "spf", "dkim", "dmarc")
    } == {"PASS"}
    stored = fetch(cloud, notice)
    assert stored.endswith(raw)
    top = message_from_bytes(stored, policy=policy.default)
    assert top["Return-Path"] == "<bounces@there.example>"
    assert top["X-SES-Virus-Verdict"] == "PASS"
    assert len([each for each in notices.hear() if each["mail"]["source"] == "bounces@there.example"]) == 1


def test_addresses_beyond_ascii(cloud: RunningCloud, notices: Listener) -> None:
    cloud.send(b"Subject: hi\r\n\r\nhi\r\n", sender="žofie@příklad.example", to="podpora@příklad.example")
    notice = wait_for(lambda: about(notices, "žofie@příklad.example"), "the notice")
    assert notice["mail"]["destination"] == ["podpora@příklad.example"]


def test_a_report_without_a_sender(cloud: RunningCloud, notices: Listener) -> None:
    cloud.send(b"Subject: undeliverable\r\n\r\n\r\n", sender="", to="support@nobody.example")
    notice = wait_for(lambda: about(notices, ""), "the notice")
    assert fetch(cloud, notice).startswith(b"Return-Path: <>\r\n")


def test_an_attached_test_virus_fails_the_verdict(cloud: RunningCloud, notices: Listener) -> None:
    mail = EmailMessage()
    mail["Subject"] = "see attachment"
    mail.set_content("please open")
    mail.add_attachment(EICAR, maintype="application", subtype="octet-stream", filename="eicar.com")
    cloud.send(mail, sender="virus@there.example", to="support@nobody.example")
    notice = wait_for(lambda: about(notices, "virus@there.example"), "the notice")
    assert notice["receipt"]["virusVerdict"] == {"status": "FAIL"}
    assert notice["receipt"]["spamVerdict"] == {"status": "PASS"}


def test_forty_megabytes_pass_and_one_byte_more_does_not(
    cloud: RunningCloud, notices: Listener, door: smtplib.SMTP
) -> None:
    largest = mail_of(MOST_BYTES)
    cloud.send(largest, sender="large@there.example", to="support@nobody.example")
    notice = wait_for(lambda: about(notices, "large@there.example"), "the notice")
    assert fetch(cloud, notice).endswith(largest)
    declared, _ = door.mail("large@there.example", [f"size={MOST_BYTES + 1}"])
    assert declared == 552
    door.rset()
    door.mail("large@there.example")
    door.rcpt("support@nobody.example")
    undeclared, _ = door.data(mail_of(MOST_BYTES + 1))
    assert undeclared == 552


def test_a_cloud_without_the_product_asks_to_try_later(tmp_path: Path) -> None:
    local = private(tmp_path)
    with serving(local), smtplib.SMTP(HOST, local.smtp_port, timeout=60) as client:
        with pytest.raises(smtplib.SMTPDataError) as raised:
            client.sendmail("a@there.example", ["b@here.example"], b"Subject: hi\r\n\r\nhi\r\n")
        assert raised.value.smtp_code == 451


def test_a_mail_that_was_accepted_survives_a_kill(tmp_path: Path) -> None:
    """Killed before the state was saved: the next start announces the mail again."""
    with deployed(tmp_path) as cloud:
        notices = Listener(cloud, "InboundMailTopic")
        process.save(cloud.local)
        cloud.send(b"Subject: hi\r\n\r\nhi\r\n", sender="kept@there.example", to="support@nobody.example")
        running = process.running(cloud.local.state)
        assert running
        kill(running.pid)
        with serving(cloud.local):
            notice = wait_for(lambda: about(notices, "kept@there.example"), "the notice after the restart")
            assert fetch(cloud, notice).endswith(b"Subject: hi\r\n\r\nhi\r\n")
            wait_for(lambda: not list(cloud.local.spool.iterdir()), "the save that lets go of the notice")


def test_a_sent_mail_is_kept_raw_and_gets_its_id_from_ses(cloud: RunningCloud) -> None:
    raw = (
        b"From: support@here.example\r\nTo: zoe@there.example\r\nBcc: hidden@there.example\r\n"
        b"Subject: answer\r\nMessage-ID: <ours@here>\r\nIn-Reply-To: <theirs@there>\r\n"
        b"References: <first@there>\r\n <theirs@there>\r\nX-Loop: local\r\n\r\nBody \xff\r\n"
    )
    answer = ses(cloud).send_email(
        FromEmailAddress="support@here.example",
        Destination={"ToAddresses": ["zoe@there.example"]},
        Content={"Raw": {"Data": raw}},
        EmailTags=[{"Name": "ticket", "Value": "ACME-1"}],
    )
    given = answer["MessageId"]
    assert given.startswith("0102")
    assert given.endswith("-000000")
    [mail] = cloud.sent("zoe@there.example")
    assert mail.header("Message-ID") == f"<{given}@eu-west-1.amazonses.com>"
    assert mail.header("In-Reply-To") == "<theirs@there>"
    assert mail.header("References") == "<first@there> <theirs@there>"
    assert mail.tags == {"ticket": "ACME-1"}
    sent = cloud.sent_raw(mail)
    assert sent.endswith(b"\r\n\r\nBody \xff\r\n")
    assert b"<ours@here>" not in sent
    assert b"hidden@there.example" not in sent


def test_the_simulator_tells_of_deliveries_bounces_and_complaints(
    cloud: RunningCloud, events: Listener
) -> None:
    recipients = [
        "fine@there.example",
        "bounce+7@simulator.amazonses.com",
        "complaint@simulator.amazonses.com",
    ]
    given = ses(cloud).send_email(
        FromEmailAddress="support@here.example",
        Destination={"ToAddresses": recipients},
        Content={"Raw": {"Data": b"Subject: hi\r\nX-Own: 1\r\n\r\nhi\r\n"}},
        EmailTags=[{"Name": "ticket", "Value": "ACME-2"}],
        ConfigurationSetName="loket",
    )["MessageId"]

    def all_three() -> dict[str, Any] | None:
        found = {event["eventType"]: event for event in events.hear() if event["mail"]["messageId"] == given}
        return found if len(found) == 3 else None

    told = wait_for(all_three, "three events")
    assert told["Delivery"]["delivery"]["recipients"] == [
        "fine@there.example",
        "complaint@simulator.amazonses.com",
    ]
    assert [each["emailAddress"] for each in told["Bounce"]["bounce"]["bouncedRecipients"]] == [recipients[1]]
    assert told["Bounce"]["bounce"]["bounceType"] == "Permanent"
    assert told["Complaint"]["complaint"]["complainedRecipients"] == [{"emailAddress": recipients[2]}]
    assert told["Bounce"]["mail"]["tags"]["ticket"] == ["ACME-2"]
    assert {"name": "X-Own", "value": "1"} in told["Bounce"]["mail"]["headers"]


def test_who_is_out_of_office_answers_by_machine(cloud: RunningCloud, notices: Listener) -> None:
    given = ses(cloud).send_email(
        FromEmailAddress="Help <help@here.example>",
        Destination={"ToAddresses": ["ooto@simulator.amazonses.com"]},
        Content={"Raw": {"Data": b"Subject: hi\r\n\r\nhi\r\n"}},
    )["MessageId"]

    def answer() -> bytes | None:
        mine = [each for each in notices.hear() if each["mail"]["destination"] == ["help@here.example"]]
        return fetch(cloud, mine[0]) if mine else None

    raw = wait_for(answer, "the out-of-office answer")
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["In-Reply-To"] == f"<{given}@eu-west-1.amazonses.com>"


def test_ses_refuses_what_it_cannot_send(cloud: RunningCloud) -> None:
    client = ses(cloud)
    too_large = {"Raw": {"Data": mail_of(MOST_BYTES + 1)}}
    with pytest.raises(client.exceptions.BadRequestException, match="Message length"):
        client.send_email(
            FromEmailAddress="a@here.example", Destination=to("b@there.example"), Content=too_large
        )
    with pytest.raises(client.exceptions.BadRequestException, match="final"):
        client.send_email(
            FromEmailAddress="a@here.example", Destination=to("nobody"), Content={"Raw": {"Data": b"\r\n"}}
        )


def test_the_mailbox_pages_show_foreign_text_as_text(cloud: RunningCloud) -> None:
    mail = EmailMessage()
    mail["From"] = "support@here.example"
    mail["To"] = "page@there.example"
    mail["Subject"] = "<script>alert(1)</script>"
    mail.set_content("plain body")
    mail.add_alternative("<p onclick='alert(1)'>html body</p>", subtype="html")
    ses(cloud).send_email(Destination=to("page@there.example"), Content={"Raw": {"Data": mail.as_bytes()}})
    [kept] = cloud.sent("page@there.example")
    page = get(cloud, f"/dev/mail/{kept.id}")
    assert "<script>" not in page
    assert "plain body" in page
    assert "sandbox" in page
    assert kept.id in get(cloud, "/dev/mail")
    listed = json.loads(get(cloud, "/dev/mail.json"))
    assert listed[0]["id"] == kept.id
    assert "html body" in get(cloud, f"/dev/mail/{kept.id}.eml")


def about(listener: Listener, sender: str) -> Any:
    return next((each for each in listener.hear() if each["mail"]["source"] == sender), None)


def fetch(cloud: RunningCloud, notice: Any) -> bytes:
    action = notice["receipt"]["action"]
    body: bytes = (
        cloud.client("s3").get_object(Bucket=action["bucketName"], Key=action["objectKey"])["Body"].read()
    )
    return body


def mail_of(size: int) -> bytes:
    head = b"Subject: large\r\n\r\n"
    line = b"x" * 74 + b"\r\n"
    body = line * (size // len(line))
    return (head + body)[: size - 2] + b"\r\n"


def to(address: str) -> dict[str, list[str]]:
    return {"ToAddresses": [address]}


def ses(cloud: RunningCloud) -> Any:
    """SESv2 as the functions reach it."""
    return cloud.local.client("sesv2", endpoint=f"{cloud.local.portal_url}/_ses")


def get(cloud: RunningCloud, path: str) -> str:
    return requests.get(cloud.local.portal_url + path, timeout=60).text


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: os.waitpid(pid, os.WNOHANG)[0], "the end of the process")
