"""A webhook on the running stack: a receiver on this machine hears of a mail that arrives, signed."""

import base64
import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar, NamedTuple

import pytest

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud

pytestmark = pytest.mark.local

PASSWORD = "a-password-for-tests-2026"
SECONDS = 120.0


class Heard(NamedTuple):
    """One call as the receiver got it."""

    headers: dict[str, str]
    body: bytes


class _Receiver(BaseHTTPRequestHandler):
    heard: ClassVar[queue.Queue[Heard]] = queue.Queue()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.put(Heard({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Receiver) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/in"
        serving.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def admin(cloud: RunningCloud) -> Api:
    """Of a desk of its own, with one tenant."""
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="bakery", name="Bakery"))
    week: Any = {"mon": (("00:00", "24:00"),)}
    spec = CalendarSpec(zone="UTC", week=week)
    editor.put_calendar("bakery", NamedCalendar(id="mondays", name="Mondays", spec=spec))
    rule = Rule(id="all", calendar="mondays", targets={ClockKind.RESOLUTION: "PT24H"})
    editor.put_policy("bakery", Policy(id="usual", rules=(rule,)))
    ref = TenantRef("bakery", "rye")
    editor.put_tenant(
        Tenant(
            ref=ref, name="Rye", prefix="RYE", address="help@rye.example", policy="usual", mail_key="ab" * 16
        )
    )
    ida = PersonRef(id="ida", name="Ida", email="ida@bakery.example")
    editor.put_agent("bakery", Agent(person=ida, role=Role.ADMIN))
    accounts = CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"])
    accounts.set_password(ida.email, PASSWORD)
    return cloud.api(cloud.sign_in(ida.email, PASSWORD))


def test_a_mail_becomes_a_signed_call(cloud: RunningCloud, admin: Api, receiver: str) -> None:
    wanted = {"name": "Chat", "url": receiver, "events": ["ticket.opened"]}
    made = admin.post("/desks/bakery/webhooks", wanted)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Fay <fay@people.example>", "help@rye.example", "Oven is cold"
    mail["Message-ID"] = "<oven@people.example>"
    mail.set_content("It was warm yesterday.")

    cloud.send(mail, sender="fay@people.example", to="help@rye.example")
    heard = _Receiver.heard.get(timeout=SECONDS)

    told = json.loads(heard.body)
    assert (told["type"], told["data"]["ticket"]["subject"]) == ("ticket.opened", "Oven is cold")
    assert heard.headers["webhook-signature"] == signature(made["secret"], heard)
    (logged,) = admin.get(f"/desks/bakery/webhooks/{made['webhook']['id']}/messages")["items"]
    assert logged["id"] == heard.headers["webhook-id"]

    path = f"/desks/bakery/webhooks/{made['webhook']['id']}"
    again = admin.post(f"{path}/messages/{logged['id']}/replays", None, expect=200)
    assert again["state"] == "taken"
    assert _Receiver.heard.get(timeout=SECONDS).body == heard.body


def signature(secret: str, heard: Heard) -> str:
    """As the specification says; written here once more, so that it does not check itself."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = heard.headers
    signed = f"{said['webhook-id']}.{said['webhook-timestamp']}.".encode() + heard.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
