"""Buckets, mail, user pool, queue: what the services outside do, and the fakes with them."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from moto import mock_aws

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.adapters.clients import Clients
from helpdesk.adapters.files import S3Files
from helpdesk.adapters.mailbox import S3RawMail
from helpdesk.adapters.mailer import SesMailer
from helpdesk.adapters.queue import SqsQueue
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Accounts, Files, Mailer, Queue, RawMail
from tests import fakes
from tests.contract.builders import ACME, ACME_TWO

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import BucketLocationConstraintType

REGION: "BucketLocationConstraintType" = "eu-west-1"
SENDER = "Support <support@acme.example>"
REFUSED = "refused@x.example"


@dataclass
class Outside:
    """The services, and how a test puts in and takes out what the ports do not show."""

    raw: RawMail
    files: Files
    mailer: Mailer
    accounts: Accounts
    queue: Queue
    put_mail: Callable[[str, bytes], object]
    put_file: Callable[[str, bytes], object]
    received: Callable[[], list[str]]


@pytest.fixture(scope="module")
def clients(aws_endpoint: str | None) -> Iterator[Clients]:
    """One set of clients for the module."""
    with nullcontext() if aws_endpoint else mock_aws():
        made = Clients(endpoint=aws_endpoint, region=REGION)
        for bucket in ("mail", "files"):
            made.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        made.sesv2.create_email_identity(EmailIdentity="acme.example")
        yield made


@pytest.fixture
def outside(backend: str, request: pytest.FixtureRequest) -> Outside:
    return outside_in_memory() if backend == "memory" else outside_on(request.getfixturevalue("clients"))


def outside_in_memory() -> Outside:
    raw, queue, files = fakes.FakeRawMail(), fakes.FakeQueue(), fakes.FakeFiles()
    return Outside(
        raw=raw,
        files=files,
        mailer=fakes.FakeMailer(),
        accounts=fakes.FakeAccounts(),
        queue=queue,
        put_mail=raw.mails.__setitem__,
        put_file=lambda key, content: files.files.update({key: (content, "")}),
        received=lambda: queue.sent,
    )


def outside_on(clients: Clients) -> Outside:
    pool = clients.cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
    url = clients.sqs.create_queue(QueueName="outbox")["QueueUrl"]

    def received() -> list[str]:
        found: list[str] = []
        while messages := clients.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            found += [message["Body"] for message in messages]
        return found

    return Outside(
        raw=S3RawMail(clients.s3, "mail"),
        files=S3Files(clients.s3, "files"),
        mailer=SesMailer(clients.sesv2, "loket"),
        accounts=CognitoAccounts(clients.cognito, pool),
        queue=SqsQueue(clients.sqs, url),
        put_mail=lambda key, raw: clients.s3.put_object(Bucket="mail", Key=key, Body=raw),
        put_file=lambda key, content: clients.s3.put_object(Bucket="files", Key=key, Body=content),
        received=received,
    )


def test_raw_mail_is_fetched_as_it_came(outside: Outside) -> None:
    outside.put_mail("inbound/m1", b"From: x\r\n\r\n\xff\x00")
    assert outside.raw.fetch("inbound/m1") == b"From: x\r\n\r\n\xff\x00"
    with pytest.raises(NotFound):
        outside.raw.fetch("inbound/m2")


def test_a_file_is_kept_under_its_tenant_and_fingerprint(outside: Outside) -> None:
    content = b"%PDF \x00\xff"
    key = outside.files.put(ACME, content, "application/pdf")
    assert key == f"noord/acme/files/{hashlib.sha256(content).hexdigest()}"
    assert outside.files.put(ACME, content, "text/plain") == key
    assert outside.files.put(ACME_TWO, content, "application/pdf").startswith("noord/acme-2/files/")
    assert outside.files.get(key) == content
    with pytest.raises(NotFound):
        outside.files.get("noord/acme/files/none")


def test_an_empty_file_is_a_file(outside: Outside) -> None:
    assert outside.files.get(outside.files.put(ACME, b"", "")) == b""


def test_a_file_has_a_well_formed_tenant(outside: Outside) -> None:
    for scope in (TenantRef("noord", "a/b"), TenantRef("", "acme")):
        with pytest.raises(Invalid):
            outside.files.put(scope, b"x", "text/plain")


def test_a_link_names_the_file(outside: Outside) -> None:
    key = outside.files.put(ACME, b"x", "text/plain")
    link = outside.files.link(key, name="a b.txt", content_type="text/plain", seconds=60)
    assert link.startswith("http")
    assert key in link
    assert "a%20b.txt" in link or "a+b.txt" in link


def test_a_file_can_be_put_by_a_form(outside: Outside) -> None:
    form = outside.files.form(ACME, "u1", most_bytes=1000, seconds=60)
    assert form.url.startswith("http")
    assert form.fields["key"] == "_uploads/noord/acme/u1"
    outside.put_file(form.fields["key"], b"hello")
    assert outside.files.uploaded(ACME, "u1") == b"hello"
    for scope, upload in ((ACME_TWO, "u1"), (ACME, "u2")):
        with pytest.raises(NotFound):
            outside.files.uploaded(scope, upload)
    with pytest.raises(Invalid):
        outside.files.form(ACME, "../u1", most_bytes=1, seconds=1)


def test_raw_mail_has_a_link(outside: Outside) -> None:
    link = outside.raw.link("inbound/m1", name="m1.eml", seconds=60)
    assert "inbound/m1" in link
    assert "m1.eml" in link


def test_a_mail_is_handed_over_and_gets_an_id(outside: Outside) -> None:
    raw = b"From: support@acme.example\r\nTo: lisa@acme.example\r\nSubject: Hi\r\n\r\nHello\r\n"
    send = outside.mailer.send
    first = send(raw, sender=SENDER, to=["lisa@acme.example"], tags={"ticket": "1042"})
    second = send(raw, sender=SENDER, to=["lisa@acme.example", "omar@acme.example"], tags={})
    assert first
    assert first != second


@pytest.mark.parametrize(
    ("to", "tags"),
    [
        ([], {}),
        ([f"p{i}@x.example" for i in range(51)], {}),
        (["a@x.example"], {"ticket": "ACME/1"}),
        (["a@x.example"], {"tïcket": "1"}),
        (["a@x.example"], {"ticket": ""}),
    ],
)
def test_what_ses_cannot_take_is_refused_before(
    outside: Outside, to: list[str], tags: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        outside.mailer.send(b"Subject: x\r\n\r\n", sender=SENDER, to=to, tags=tags)


def test_accounts_are_made_once(outside: Outside) -> None:
    for _ in range(2):
        outside.accounts.ensure(" Lisa@ACME.example ")
        outside.accounts.set_password("ana@noord.example", "Loket-demo-2026")
        outside.accounts.ensure("ana@noord.example")


def test_messages_are_queued_all_of_them(outside: Outside) -> None:
    bodies = [f'{{"n":{n},"t":"é{"x" * 60_000}"}}' for n in range(23)]
    outside.queue.send(bodies)
    outside.queue.send([])
    assert sorted(outside.received()) == sorted(bodies)
