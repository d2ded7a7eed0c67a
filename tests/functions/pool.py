"""Plays Cognito's user pool to the triggers of sign_in."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from helpdesk.usecases.sign_in_mail import SignInDeps
from sign_in.handler import handler
from tests.events import load
from tests.fakes import FakeAttempts, FakeMailer
from tests.functions.desks import Desks


class Cognito:
    """Plays the user pool: asks the triggers as it would, and keeps the session between them."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.mailer = FakeMailer()
        self.codes = iter(f"{n:06d}" for n in range(42137, 99999))
        deps = SignInDeps(
            directory=desks.directory, mailer=self.mailer, attempts=FakeAttempts(), passes=desks.doors.passes,
            lockouts=desks.doors.own.lockouts,
            events=desks.doors.book, providers=desks.doors.providers, editor=desks.editor,
            now=lambda: desks.now,
            new_id=desks.deps.new_id, sender="Loket <no-reply@loket.example>",
            portal_url="https://help.example", deployment="test-desks",
        )  # fmt: skip
        self.trigger = handler(lambda: deps, lambda: next(self.codes))
        self.session: list[dict[str, Any]] = []
        self.private: dict[str, str] = {}
        self.who: dict[str, Any] = {}

    def begin(self, email: str, *, known: bool = True) -> dict[str, Any] | None:
        """InitiateAuth: gives what leaves Cognito, or {} when it refuses."""
        self.session = []
        self.who = {"userAttributes": {"email": email, "email_verified": "true"} if known else {}}
        self.who |= {} if known else {"userNotFound": True}
        return self._next()

    def answer(self, code: str) -> dict[str, Any] | None:
        """RespondToAuthChallenge: None for tokens, the next challenge, or {} when it refuses."""
        asked = {"privateChallengeParameters": self.private, "challengeAnswer": code, **self.who}
        verified = self.trigger(load("verify-challenge") | {"request": asked}, None)
        self.session[-1]["challengeResult"] = verified["response"]["answerCorrect"]
        return self._next()

    def _next(self) -> dict[str, Any] | None:
        asked = {**self.who, "session": self.session}
        step = self.trigger(load("define-challenge") | {"request": asked}, None)["response"]
        if step["issueTokens"]:
            assert not step["failAuthentication"]
            return None
        if step["failAuthentication"]:
            return {}
        asked = {**self.who, "session": self.session, "challengeName": step["challengeName"]}
        made = self.trigger(load("create-challenge") | {"request": asked}, None)["response"]
        self.private = made["privateChallengeParameters"]
        self.session.append(
            {
                "challengeName": step["challengeName"],
                "challengeResult": None,
                "challengeMetadata": made["challengeMetadata"],
            }
        )
        return dict(made["publicChallengeParameters"])

    @property
    def mails(self) -> list[EmailMessage]:
        """What was mailed, read back."""
        read = [message_from_bytes(sent.raw, policy=default) for sent in self.mailer.sent]
        return [mail for mail in read if isinstance(mail, EmailMessage)]


def kinds(cognito: Cognito) -> list[str]:
    return [event.kind.value for event in cognito.desks.doors.book.events]
