"""What leads decide about mail, on the running stack: quarantine, lists, routing, letters, and files."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import requests

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.desks import Agent, Desk, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.people import PersonRef, Role
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.local

PASSWORD = "a-password-for-tests-2026"
OLGA = "olga@mill.example"
HELP = "help@wheat.example"
BROKEN = MailTemplates(letters={LetterKind.ANSWER: {"": MailTemplate(text="{{ nobody }}")}})
FOREMAN = {"id": "urgent", "name": "Urgent", "when": {"words": ["sails"]}, "set": {"priority": "urgent"}}


class Mill:
    """A desk of its own with one tenant; its admin sets it up before the first mail."""

    def __init__(self, cloud: RunningCloud) -> None:
        self.cloud = cloud
        self.admin: Api = cloud.api(cloud.sign_in(OLGA, PASSWORD))

    def mail(self, sender: str, subject: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, HELP, subject
        mail["Message-ID"] = f"<{subject.replace(' ', '.')}.{sender}>"
        mail.set_content("Please help.")
        self.cloud.send(mail, sender=sender, to=HELP)

    def held(self, subject: str) -> dict[str, Any]:
        """The mail in quarantine, once it is there."""
        return self._find("/desks/mill/quarantine", subject)

    def ticket(self, subject: str) -> dict[str, Any]:
        """The ticket, once it is there."""
        return self._find("/tickets?view=queue&limit=100", subject)

    def _find(self, path: str, subject: str) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            items = self.admin.get(path)["items"]
            return next((item for item in items if item["subject"] == subject), None)

        return wait_for(look, f"“{subject}” in {path}")

    def received(self, address: str, wanted: str) -> EmailMessage:
        """The newest mail to this address with these words in its text."""

        def look() -> EmailMessage | None:
            for sent in self.cloud.sent(address):
                mail = message_from_bytes(self.cloud.sent_raw(sent), policy=default)
                assert isinstance(mail, EmailMessage)
                if wanted in text_of(mail):
                    return mail
            return None

        return wait_for(look, f"“{wanted}” in a mail to {address}")

    def upload(self, key: str, content: bytes) -> str:
        """As a browser does."""
        offered = self.admin.post(f"/tickets/{key}/uploads", {"size": len(content)})
        put = requests.post(
            offered["url"], data=offered["fields"], files={"file": ("f", content)}, timeout=60
        )
        assert put.status_code == 204, put.text
        return str(offered["id"])


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


@pytest.fixture(scope="module")
def mill(cloud: RunningCloud) -> Mill:
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="mill", name="Mill"))
    editor.put_tenant(
        Tenant(
            ref=TenantRef("mill", "wheat"), name="Wheat", prefix="WHEAT", address=HELP, policy="",
            mail_key="ab" * 32,
        )
    )  # fmt: skip
    olga = PersonRef(id="olga", name="Olga", email=OLGA)
    editor.put_agent("mill", Agent(person=olga, role=Role.ADMIN))
    editor.put_templates("mill", "wheat", BROKEN)  # as one that broke after it was checked
    CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"]).set_password(OLGA, PASSWORD)
    made = Mill(cloud)
    lists = {"block": ["storm.example"], "allow": ["friend@storm.example"]}
    made.admin.put("/desks/mill/senders?tenant=wheat", lists)
    return made


def test_what_is_blocked_waits_and_is_let_in_as_decided(mill: Mill) -> None:
    mill.mail("friend@storm.example", "From a friend")
    friend = mill.ticket("From a friend")
    for subject in ("Make a ticket of me", "Put me into one", "Block me"):
        mill.mail("gale@storm.example", subject)

    new = mill.held("Make a ticket of me")
    assert new["cause"] == "blocked-sender"
    made = mill.admin.put(f"/quarantine/{new['id']}/release", {"desk": "mill", "as_new": True})
    assert mill.ticket("Make a ticket of me")["key"] == made["decision"]["ticket"]

    into = {"desk": "mill", "ticket": friend["key"]}
    put = mill.admin.put(f"/quarantine/{mill.held('Put me into one')['id']}/release", into)
    assert put["decision"]["ticket"] == friend["key"]
    assert len(mill.admin.get(f"/tickets/{friend['key']}")["timeline"]) == 2

    mill.admin.put(f"/quarantine/{mill.held('Block me')['id']}/block", {"desk": "mill"})
    rules = mill.admin.get("/desks/mill/senders?tenant=wheat")
    assert "gale@storm.example" in rules["block"]
    assert rules["added"]["gale@storm.example"]["by"] == "Olga"


def test_rules_are_tried_on_the_last_real_mails(mill: Mill) -> None:
    mill.mail("ben@people.example", "The sails are torn")
    key = mill.ticket("The sails are torn")["key"]
    trial = mill.admin.call("POST", "/desks/mill/routing/trials", {"rules": [FOREMAN]}, expect=200)

    met = {mail["ticket"]: mail["rule"] for mail in trial["mails"]}
    assert met[key] == "urgent"
    assert [rule for ticket, rule in met.items() if ticket != key] == [None] * (len(met) - 1)
    assert mill.admin.get(f"/tickets/{key}")["ticket"]["priority"] == "normal"


def test_a_broken_letter_gives_way_and_large_files_go_by_link(mill: Mill) -> None:
    mill.mail("cas@people.example", "Send me the plans")
    key = mill.ticket("Send me the plans")["key"]
    small, large = mill.upload(key, b"%PDF-1.7 plan"), mill.upload(key, b"x" * (11 * 1024 * 1024))
    files = [
        {"id": small, "name": "plan.pdf", "type": "application/pdf"},
        {"id": large, "name": "film.mp4", "type": "video/mp4"},
    ]
    mill.admin.post(f"/tickets/{key}/messages", {"text": "Here they are.", "uploads": files})
    answer = mill.received("cas@people.example", "Here they are.")

    assert "nobody" not in text_of(answer)
    (enclosed,) = answer.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == ("plan.pdf", b"%PDF-1.7 plan")
    assert "film.mp4 (11.0 MB)" in text_of(answer)
    assert f"/tickets/{key}#k=" in text_of(answer)


def test_a_letter_is_tried_out_on_oneself(mill: Mill) -> None:
    letter = {"kind": "acknowledgement", "language": "nl", "template": {"text": "Molen {{ key }}"}}
    sent = mill.admin.post("/desks/mill/templates/tests?tenant=wheat", letter)
    mail = mill.received(OLGA, "Molen WHEAT-1042")

    assert sent["to"] == OLGA
    assert str(mail["Subject"]).startswith("[Test] ")
    assert mail["References"] is None
    wrong = letter | {"template": {"text": "\n{{ nobody }}"}}
    refused = mill.admin.post("/desks/mill/templates/tests", wrong, expect=422)
    assert refused["field"] == "template.text"
    assert "line 2" in refused["detail"]
