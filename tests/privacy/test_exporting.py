"""An export holds what is theirs, in volumes that need no other, and nothing of the desk's own."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from moto import mock_aws

from helpdesk.domain.privacy.jobs import Counts, JobKind, export_key
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from tests.contract.builders import ACME
from tests.privacy.built import built
from tests.privacy.house import FILES, TracedHouse


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[TracedHouse, zipfile.ZipFile]]:
    with mock_aws():
        at = built()
        before = at.rows()
        at.ask(JobKind.EXPORT)
        at.work()
        assert at.failures == []
        assert {key: row for key, row in at.rows().items() if not key[0].endswith("#PRIVACY")} == before
        body = at.s3.get_object(Bucket=FILES, Key=export_key(ACME, "job-1", 1))["Body"].read()
        yield at, zipfile.ZipFile(io.BytesIO(body))


def test_their_tickets_and_no_others(made: tuple[TracedHouse, zipfile.ZipFile]) -> None:
    names = {name for name in made[1].namelist() if name.startswith("tickets/")}

    assert names == {"tickets/ACME-1.json", "tickets/ACME-2.json"}


def test_who_they_are_also_from_before_a_merge(made: tuple[TracedHouse, zipfile.ZipFile]) -> None:
    people = json.loads(made[1].read("person.json"))

    assert {email for person in people for email in person["emails"]} == {
        "lisa@acme.example", "l.dewit@lisa.example", "lisa.jansen@acme.example",
    }  # fmt: skip


def test_their_devices_without_what_writing_to_them_takes(
    made: tuple[TracedHouse, zipfile.ZipFile],
) -> None:
    (device,) = json.loads(made[1].read("devices.json"))

    assert (device["email"], device["about"]) == ("lisa@acme.example", ["answered"])
    assert device["push_service"] == "push.example"
    assert not {"id", "endpoint", "p256dh", "auth", "account", "session"} & set(device)
    assert b"https://push.example/1" not in made[1].read("devices.json")


def test_the_public_timeline_and_what_was_mailed(made: tuple[TracedHouse, zipfile.ZipFile]) -> None:
    told = json.loads(made[1].read("tickets/ACME-1.json"))

    assert [entry["kind"] for entry in told["timeline"]] == ["message", "message"]
    assert [entry["by"].get("email") for entry in told["timeline"]] == ["lisa@acme.example", None]
    assert [mail["to"] for mail in told["mails"]] == ["lisa@acme.example"]
    assert "Will retry." not in made[1].read("tickets/ACME-1.json").decode()  # a note


def test_files_and_raw_mails_of_theirs(made: tuple[TracedHouse, zipfile.ZipFile]) -> None:
    volume = made[1]
    names = set(volume.namelist())

    assert volume.read("files/ACME-1/e1-a1-lisa.txt") == b"only hers"
    assert b"From: lisa@acme.example" in volume.read("raw/ACME-1/e1.eml")
    assert not any("ACME-2" in name for name in names if name.startswith(("files/", "raw/")))


def test_the_job_says_how_much(made: tuple[TracedHouse, zipfile.ZipFile]) -> None:
    (job,) = TablePrivacyJobs(made[0].table).of_tenant(ACME)

    assert (job.done, job.parts, job.identity.names) == (True, 1, ())
    assert job.counts == Counts(tickets=2, messages=2, files=4, mails=2)
