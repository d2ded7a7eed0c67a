"""Cognito's Define-, Create- and VerifyAuthChallenge triggers, and the one before tokens of SAML's people.

It always answers: an error would tell strangers from people we know, and cost the worker.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from helpdesk import bootstrap, observe
from helpdesk.domain.errors import HelpdeskError, TooMany, Unauthorized
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import is_account
from helpdesk.usecases.sign_in_mail import VALID, SignInDeps, answered, send_code, takes_ticket
from helpdesk.usecases.sso.by_pool import vouched_for
from sign_in.challenges import CUSTOM, Code, Round, code_in_session, is_right, next_step

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

Event = dict[str, Any]
Trigger = Callable[[SignInDeps, "Request"], Event]

UNANSWERABLE = Code("", 0)
TOKENS: Final = "TokenGeneration_HostedAuth"
"""Somebody comes from the pool's own pages, where nobody but SAML providers signs people in."""
_TICKET_WANTED: Event = {
    "publicChallengeParameters": {"medium": "ticket"},
    "privateChallengeParameters": {},
    "challengeMetadata": "",
}


class Request(msgspec.Struct, frozen=True, rename="camel"):
    """The part of a trigger's `request` that we read."""

    session: tuple[Round, ...] = ()
    user_attributes: dict[str, str] | None = None
    user_not_found: bool | None = False
    private_challenge_parameters: dict[str, str] | None = None
    challenge_answer: Any = None

    @property
    def email(self) -> str:
        """The address of the account; "" for strangers."""
        return "" if self.user_not_found else (self.user_attributes or {}).get("email", "")


class Federated(msgspec.Struct, frozen=True):
    """The same of the one before tokens."""

    userAttributes: dict[str, str]  # noqa: N815 - Cognito's

    @property
    def idp(self) -> str:
        """The pool's name of the provider; "" for its own accounts."""
        named = msgspec.json.decode(self.userAttributes.get("identities", "[]"), type=list[Named])
        return named[0].providerName if len(named) == 1 else ""

    @property
    def identity(self) -> Identity:
        """Whom it speaks for."""
        subject, email = self.userAttributes["sub"], self.userAttributes.get("email", "")
        return Identity(
            subject=subject, email=email.strip().lower(), name=self.userAttributes.get("name", "")
        )


class Named(msgspec.Struct, frozen=True):
    """One entry of `identities`."""

    providerName: str  # noqa: N815 - Cognito's


def random_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def handler(
    provide: Callable[[], SignInDeps], new_code: Callable[[], str] = random_code
) -> Callable[[Event, object], Event]:
    """The Lambda handler. `provide` is called once, at the first request of the process."""
    dependencies = cache(provide)
    triggers: dict[str, tuple[Trigger, Event]] = {
        "DefineAuthChallenge_Authentication": (_define, {"issueTokens": False, "failAuthentication": True}),
        "CreateAuthChallenge_Authentication": (_create(new_code), _challenge(UNANSWERABLE)),
        "VerifyAuthChallengeResponse_Authentication": (_verify, {"answerCorrect": False}),
    }

    def respond(event: Event, _context: object) -> Event:
        if event.get("triggerSource") == TOKENS:
            _told(dependencies, event)
            return event
        trigger, otherwise = triggers.get(str(event.get("triggerSource")), (None, {}))
        if trigger is None:
            _log().error("not a trigger of ours", extra={"trigger": event.get("triggerSource")})
            return event
        try:
            response = trigger(dependencies(), msgspec.convert(event["request"], Request))
        except Exception:  # noqa: BLE001 - the edge: whatever it is, nobody gets in by it
            _log().exception("sign-in failed", extra={"trigger": event.get("triggerSource")})
            response = otherwise
        return {**event, "response": response}

    return respond


def _told(dependencies: Callable[[], SignInDeps], event: Event) -> None:
    """The event goes back as it came: who may do what is for the authorizer to say."""
    try:
        federated = msgspec.convert(event["request"], Federated)
        vouched_for(dependencies(), federated.idp, federated.identity)
    except Exception:  # noqa: BLE001 - the edge: whoever is not known stays outside
        _log().exception("sign-in failed", extra={"trigger": TOKENS})


def _define(_deps: SignInDeps, request: Request) -> Event:
    verdict = next_step(request.session, stranger=bool(request.user_not_found))
    response: Event = {"issueTokens": verdict.issue_tokens, "failAuthentication": verdict.fail}
    if not (verdict.issue_tokens or verdict.fail):
        response["challengeName"] = CUSTOM
    return response


def _create(new_code: Callable[[], str]) -> Trigger:
    def create(deps: SignInDeps, request: Request) -> Event:
        if is_account(request.email):
            return _TICKET_WANTED
        return _challenge(code_in_session(request.session) or _mailed(deps, request.email, new_code()))

    return create


def _mailed(deps: SignInDeps, email: str, digits: str) -> Code:
    """The code as it was mailed, or one that cannot be answered."""
    code = Code(digits, _seconds_of(deps, VALID))
    try:
        if email:
            send_code(deps, email, code.code)
            return code
    except (Unauthorized, TooMany) as reason:
        _log().info("no code mailed", extra={"why": str(reason)})
    except HelpdeskError:
        _log().exception("code not mailed")
    return UNANSWERABLE


def _verify(deps: SignInDeps, request: Request) -> Event:
    if is_account(request.email):
        return {"answerCorrect": takes_ticket(deps, request.email, str(request.challenge_answer))}
    kept = request.private_challenge_parameters or {}
    expires = kept.get("expires", "")
    code = Code(kept.get("code", ""), int(expires) if expires.isdecimal() else 0)
    right = is_right(str(request.challenge_answer), code, deps.now())
    return {"answerCorrect": answered(deps, request.email, right=right)}


def _challenge(code: Code) -> Event:
    """The same shape for everybody. Only the public part leaves Cognito."""
    return {
        "publicChallengeParameters": {"medium": "mail", "digits": "6"},
        "privateChallengeParameters": {"code": code.code, "expires": str(code.expires)},
        "challengeMetadata": code.written(),
    }


def _seconds_of(deps: SignInDeps, valid: timedelta) -> int:
    return int((deps.now() + valid).timestamp())


def _log() -> "Logger":
    return observe.logger("sign-in")


handle = handler(bootstrap.sign_in)
