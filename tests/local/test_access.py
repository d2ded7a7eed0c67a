"""Who gets in on the running stack: through the real gateway, authorizer and mail, with the demo's people."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import requests

from ops.seed.telling import PASSWORD
from tests.local.running import RunningCloud, wait_for

pytestmark = pytest.mark.local

_LINK = re.compile(r"/tickets/([A-Z]+-\d+)#k=([\w.-]+)")


class House:
    """A ticket of acme that tova opened by mail, one of duinrand by dirk, and the demo's agents."""

    def __init__(self, cloud: RunningCloud) -> None:
        self.cloud = cloud
        self.acme, self.acme_link = self._mailed("tova@acme.example", "support@acme.example")
        self.duin, self.duin_link = self._mailed("dirk@duinrand.example", "hulp@duinrand.example")

    def _mailed(self, sender: str, to: str) -> tuple[str, str]:
        """Opens a ticket by mail; its key, and the token of the link in the acknowledgement."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, "the merger is on friday"
        mail["Message-ID"] = f"<access.{sender}>"
        mail.set_content("the merger is on friday")
        self.cloud.send(mail, sender=sender, to=to)
        answer = wait_for(lambda: self.cloud.sent(sender), f"the acknowledgement to {sender}")[0]
        body = message_from_bytes(self.cloud.sent_raw(answer), policy=default).get_body(("plain",))
        assert body is not None
        found = _LINK.search(str(body.get_content()))
        assert found, body.get_content()
        return found[1], found[2]

    def ask(self, credential: str | None, method: str, path: str, body: object = None) -> requests.Response:
        """One request with this Authorization header."""
        headers = {"Authorization": credential} if credential else {}
        return self.cloud.api().response(method, path, body, headers=headers)

    def status(self, credential: str | None, method: str, path: str, body: object = None) -> int:
        return self.ask(credential, method, path, body).status_code

    def agent(self, email: str) -> str:
        return f"Bearer {self.cloud.sign_in(email, PASSWORD)}"


@pytest.fixture(scope="module")
def house(demo: RunningCloud) -> House:
    return House(demo)


def test_a_mails_link_opens_its_ticket_and_no_other(house: House) -> None:
    link = f"Link {house.acme_link}"
    shown = house.ask(link, "GET", f"/tickets/{house.acme}")
    assert shown.status_code == 200
    assert shown.json()["ticket"]["requester"]["email"] == "tova@acme.example"
    assert house.status(link, "POST", f"/tickets/{house.acme}/messages", {"text": "by link"}) == 201

    number = int(house.acme.partition("-")[2])
    for other in (house.duin, f"ACME-{number - 1}", f"ACME-{number + 1}"):
        assert house.status(link, "GET", f"/tickets/{other}") == 404, other
        assert house.status(link, "POST", f"/tickets/{other}/messages", {"text": "x"}) == 404, other
    assert house.status(link, "GET", "/tickets?view=requested") == 403
    assert house.ask(link, "GET", "/search?q=merger").json()["items"] == []


def test_a_forged_or_revoked_link_opens_nothing(house: House) -> None:
    said, _, signature = house.acme_link.partition(".")
    other = house.duin_link.partition(".")[0]
    for token in (f"{other}.{signature}", f"{said}.{signature[:-2]}AA", said, "x"):
        assert house.status(f"Link {token}", "GET", f"/tickets/{house.acme}") == 401, token

    agent = house.agent("ana@noord.example")
    assert house.status(agent, "DELETE", f"/tickets/{house.duin}/links") == 204
    # The authorizer's answer for a link it has not met yet: nothing kept of earlier calls stands in between.
    assert house.status(f"Link {house.duin_link}", "GET", f"/tickets/{house.duin}") == 401


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("POST", "/messages", {"text": "x"}),
        ("POST", "/notes", {"text": "x"}),
        ("PUT", "/state", {"state": "solved"}),
        ("PUT", "/priority", {"priority": "low"}),
        ("PUT", "/assignee", {"agent": None}),
        ("GET", "/attachments/e/a", None),
        ("GET", "/clocks", None),
        ("DELETE", "/links", None),
    ],
)
def test_strangers_find_no_ticket(house: House, method: str, path: str, body: Any) -> None:
    requester = f"Bearer {house.cloud.sign_in_by_code('pim@acme.example')}" if not path else None
    strangers = [house.agent("mei@host.example"), f"Link {house.acme_link}"]

    for who in strangers:
        answer = house.ask(who, method, f"/tickets/{house.duin}{path}", body)
        assert answer.status_code == 404, answer.text
        assert "merger" not in answer.text
    assert house.status(None, method, f"/tickets/{house.duin}{path}", body) == 401
    if requester:
        assert house.status(requester, "GET", f"/tickets/{house.duin}") == 404


def test_an_api_key_reads_its_desk_and_writes_nothing(house: House) -> None:
    admin = house.agent("mei@host.example")
    asked = {"name": "Monitoring", "permissions": ["ticket.read"]}
    made = house.ask(admin, "POST", "/desks/host/keys", asked)
    assert made.status_code == 201, made.text
    key = f"Bearer {made.json()['secret']}"

    queue = house.ask(key, "GET", "/tickets?view=queue").json()["items"]
    assert queue
    assert {ticket["desk"] for ticket in queue} == {"host"}
    mine = queue[0]["key"]
    assert house.status(key, "GET", f"/tickets/{mine}") == 200
    assert house.status(key, "POST", f"/tickets/{mine}/notes", {"text": "x"}) == 403
    assert house.status(key, "GET", "/search?q=merger") == 403
    assert house.status(key, "GET", f"/tickets/{house.acme}") == 404
    assert house.status(key + "x", "GET", f"/tickets/{mine}") == 401
    (listed,) = (
        k for k in house.ask(admin, "GET", "/desks/host/keys").json()["items"] if not k["revoked_at"]
    )
    assert listed["last_used_at"] is not None
