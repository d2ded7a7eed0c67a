"""Nothing is lost and nothing doubled while calls fail, workers die and the queue repeats itself.

Larger: `pytest tests/local/test_faults.py --fault-mails 1000`, or `python -m tests.local.storm 1000`.
"""

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from ops.mail.redriving import dead_letters, redrive
from ops.mail.replaying import head, notice_of, raw_mail
from ops.mail.surroundings import local_surroundings
from tests.local.running import RunningCloud, deployed, wait_for
from tests.local.storm import Storm

pytestmark = [pytest.mark.local, pytest.mark.timeout(3600)]

FEW = 60


def test_every_mail_lands_once_in_a_storm(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    size = int(request.config.getoption("--fault-mails", default=FEW) or FEW)
    with deployed(tmp_path) as cloud:
        account = Storm(cloud, size).run()

    # A worker that dies takes what is under way with it: how much is left for calls to fail in differs.
    assert account.failed_calls > size // 6, account
    assert account.killed, account
    assert account.lost == [], account
    assert account.doubled == [], account
    assert account.unsent == [], account
    assert account.dead == 0, account
    assert account.sent, account


def test_dead_letters_go_back_to_their_queue(cloud: RunningCloud) -> None:
    sqs = cloud.client("sqs")
    (letters,) = [each for each in dead_letters(sqs) if "MailEventsQueue" in each.name]
    event = json.dumps({"eventType": "Delivery", "mail": {"messageId": "m1"}})
    sqs.send_message(QueueUrl=letters.dead_url, MessageBody=event)
    (letters,) = [each for each in dead_letters(sqs) if "MailEventsQueue" in each.name]
    told: list[int] = []

    assert (letters.waiting, redrive(sqs, letters, told.append), told) == (1, 1, [1])
    (left,) = [each for each in dead_letters(sqs) if "MailEventsQueue" in each.name]
    assert left.waiting == 0


def test_raw_mail_is_taken_in_again_as_it_came(cloud: RunningCloud) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@people.example", "list@people.example", "Again"
    mail.set_content("Hello")
    began = datetime.now(UTC) - timedelta(minutes=1)  # noqa: TID251 - the bucket has the real time
    cloud.send(mail, sender="bounces@people.example", to="help@nowhere.example")
    there = local_surroundings(cloud.local)
    until = began + timedelta(hours=1)

    def found() -> list[str]:
        mails = raw_mail(there.s3, there.mail_bucket, began, until)
        notices = [notice_of(head(there.s3, there.mail_bucket, m.key), m, lambda _: False) for m in mails]
        return [json.dumps(notice) for notice in notices if notice and "help@nowhere" in json.dumps(notice)]

    (notice,) = wait_for(found, "the raw mail")
    read = json.loads(notice)
    assert read["receipt"]["recipients"] == ["help@nowhere.example"]
    assert read["mail"]["source"] == "bounces@people.example"
    assert read["receipt"]["dmarcVerdict"]["status"] in {"PASS", "FAIL", "GRAY"}
    assert raw_mail(there.s3, there.mail_bucket, until, until) == []
