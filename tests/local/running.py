"""A private copy of the local cloud, and what tests do with it: mail, API calls, sign-in, waiting."""

import re
import smtplib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin

import requests

from ops.local import process
from ops.local.builds.assembly import ASSEMBLY, synthesise
from ops.local.cloud import HOST, ROOT, LocalCloud
from ops.local.deploy.deploy import deploy
from ops.local.launch import seed_once
from ops.local.outputs import StackOutputs
from ops.local.ports import free_ports
from ops.local.ses.mailbox import Mailbox, SentMail

FIRST_LOOK_SECONDS, LAST_LOOK_SECONDS = 0.05, 0.5
DEADLINE_SECONDS = 120.0
T = TypeVar("T")
_CODE = re.compile(r"\b\d{6,8}\b")


class RunningCloud:
    """A deployed local cloud. `local` has its addresses and its boto3 clients."""

    def __init__(self, local: LocalCloud) -> None:
        self.local = local
        self.outputs = StackOutputs(local)
        self._mailbox = Mailbox(local.sent)

    def client(self, service: str) -> Any:
        """A boto3 client of this cloud."""
        return self.local.client(service)

    def send(self, mail: EmailMessage | bytes, *, sender: str, to: str | Sequence[str]) -> None:
        """Through the SMTP door, 8-bit and UTF-8 addresses allowed."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=SMTP)
        recipients = [to] if isinstance(to, str) else list(to)
        with smtplib.SMTP(HOST, self.local.smtp_port, timeout=60) as door:
            door.sendmail(sender, recipients, raw, mail_options=["SMTPUTF8", "BODY=8BITMIME"])

    def sent(self, to: str | None = None) -> list[SentMail]:
        """What the system sent (to this address), newest first."""
        return [mail for mail in self._mailbox.newest_first() if to is None or to in mail.recipients]

    def sent_raw(self, mail: SentMail) -> bytes:
        """The bytes its recipients got."""
        found = self._mailbox.get(mail.id)
        assert found
        return found[1]

    def api(self, token: str | None = None) -> "Api":
        """The API as seen with this token; None: signed out."""
        return Api(self.local.portal_url, token)

    def sign_in(self, email: str, password: str) -> str:
        """A token by password."""
        body = {"email": email, "password": password}
        token: str = self.api().post("/sign-in/passwords", body, expect=200)["id_token"]
        return token

    def sign_in_by_code(self, email: str) -> str:
        """A token by the code that is mailed to the address."""
        before = {mail.id for mail in self.sent(email)}
        self.api().post("/sign-in/codes", {"email": email}, expect=202)
        asked = self._cognito(
            "InitiateAuth", {"AuthFlow": "CUSTOM_AUTH", "AuthParameters": {"USERNAME": email}}
        )

        def code() -> str | None:
            fresh = [mail for mail in self.sent(email) if mail.id not in before]
            found = _CODE.search(_text(self.sent_raw(fresh[0]))) if fresh else None
            return found.group() if found else None

        answer = self._cognito(
            "RespondToAuthChallenge",
            {
                "ChallengeName": asked["ChallengeName"],
                "Session": asked["Session"],
                "ChallengeResponses": {"USERNAME": email, "ANSWER": wait_for(code, "the mail with the code")},
            },
        )
        return _token(answer)

    def sign_in_by_ticket(self, account: str, ticket: str) -> str:
        """A token for the account that coming back from an identity provider gave a ticket for."""
        asked = self._cognito(
            "InitiateAuth", {"AuthFlow": "CUSTOM_AUTH", "AuthParameters": {"USERNAME": account}}
        )
        answer = self._cognito(
            "RespondToAuthChallenge",
            {
                "ChallengeName": asked["ChallengeName"],
                "Session": asked["Session"],
                "ChallengeResponses": {"USERNAME": account, "ANSWER": ticket},
            },
        )
        return _token(answer)

    def _cognito(self, call: str, parameters: dict[str, Any]) -> Any:
        way = self.api().get("/sign-in")
        answer = requests.post(
            urljoin(self.local.portal_url, way.get("url") or "/_cognito/"),
            json={"ClientId": self.outputs["UserPoolClientId"], **parameters},
            headers={
                "X-Amz-Target": f"AWSCognitoIdentityProviderService.{call}",
                "Content-Type": "application/x-amz-json-1.1",
            },
            timeout=DEADLINE_SECONDS,
        )
        assert answer.ok, answer.text
        return answer.json()


class Api:
    """The JSON API under /api/v1. Each call checks the status it expects and returns the body."""

    def __init__(self, portal_url: str, token: str | None) -> None:
        self._base = f"{portal_url}/api/v1"
        self._session = requests.Session()
        self._session.trust_env = False
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, expect: int = 200) -> Any:
        """GET."""
        return self.call("GET", path, expect=expect)

    def post(self, path: str, body: object, expect: int = 201) -> Any:
        """POST."""
        return self.call("POST", path, body, expect=expect)

    def put(
        self, path: str, body: object, expect: int = 200, headers: Mapping[str, str] | None = None
    ) -> Any:
        """PUT."""
        return self.call("PUT", path, body, expect=expect, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        expect: int,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Any method. None when there is no body."""
        answer = self.response(method, path, body, headers=headers)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def response(
        self, method: str, path: str, body: object = None, *, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """The whole response, whatever its status."""
        return self._session.request(
            method, self._base + path, json=body, headers=dict(headers or {}), timeout=DEADLINE_SECONDS
        )


def wait_for(look: Callable[[], T | None], what: str, seconds: float = DEADLINE_SECONDS) -> T:
    """Look until there is something; fails naming `what` after the deadline.

    Ever less often: a slow machine is not made slower, and who asks stays below the 600 requests a minute
    that a person may make.
    """
    deadline = time.monotonic() + seconds
    pause = FIRST_LOOK_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(pause)
        pause = min(1.2 * pause, LAST_LOOK_SECONDS)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


def private(state: Path) -> LocalCloud:
    """A local cloud in this folder on ports that are free now."""
    aws, portal, smtp = free_ports(3)
    return LocalCloud(state=state, aws_port=aws, portal_port=portal, smtp_port=smtp)


@contextmanager
def serving(local: LocalCloud) -> Iterator[process.Server]:
    """The server process, without anything deployed; stopped in any case."""
    server = process.start(local)
    try:
        yield server
    finally:
        if process.running(local.state):
            process.stop(local.state, server.pid)
        server.wait()


@contextmanager
def deployed(state: Path) -> Iterator[RunningCloud]:
    """A private copy with the product deployed."""
    local = private(state)
    synthesise()
    with serving(local):
        deploy(local, ASSEMBLY, ROOT / "functions")
        yield RunningCloud(local)


class QuietSteps:
    """Steps that nobody looks at."""

    @contextmanager
    def step(self, _title: str) -> Iterator[Callable[[str], None]]:
        """Tells nothing."""
        yield lambda _detail: None


def seeded(cloud: RunningCloud) -> RunningCloud:
    """The same cloud with the demo in it."""
    seed_once(cloud.local, QuietSteps())
    return cloud


def _token(answer: Any) -> str:
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


def _text(raw: bytes) -> str:
    from email import message_from_bytes, policy

    body = message_from_bytes(raw, policy=policy.default).get_body(("plain", "html"))
    return str(body.get_content()) if body else ""
