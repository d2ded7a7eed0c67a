"""API Gateway's REQUEST authorizer. It always answers: a raised error would be a 500 and cost the worker."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from authorizer.keys import KeyRing
from authorizer.policies import Policy, allow, deny
from authorizer.tokens import Clients, bearer_of
from helpdesk import bootstrap, observe
from helpdesk.domain.api_keys import MARK
from helpdesk.domain.errors import HelpdeskError, Unauthorized
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_keys import key_principal
from helpdesk.usecases.entering import AuthorizerDeps, link_principal
from helpdesk.usecases.entering_by_token import Bearer, Device, token_principal
from helpdesk.web.sources import source_of

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

Event = dict[str, Any]


def handler(provide: Callable[[], AuthorizerDeps]) -> Callable[[Event, object], Policy]:
    """The Lambda handler. `provide` is called once, at the first request of the process."""
    judge = cache(lambda: Judge(provide()))

    def respond(event: Event, _context: object) -> Policy:
        method_arn = str(event.get("methodArn", ""))
        try:
            return allow(judge().principal(event), method_arn)
        except Unauthorized as reason:
            _log().info("denied", extra={"why": str(reason)})
        except HelpdeskError as error:
            _log().error("denied for want of an answer", extra={"why": str(error)})
        except Exception:  # noqa: BLE001 - the edge: whatever it is, nobody gets in by it
            _log().exception("denied by accident")
        return deny(method_arn)

    return respond


class Judge:
    """Says who a request is from."""

    def __init__(self, deps: AuthorizerDeps) -> None:
        self._deps = deps
        self._ring = KeyRing(deps.keys, deps.now)

    def principal(self, event: Event) -> Principal:
        """Raises Unauthorized when it is from nobody we know."""
        scheme, token = _credential(event.get("headers") or {})
        if scheme == "link":
            return link_principal(self._deps, token)
        if scheme == "bearer" and token.startswith(MARK):
            return key_principal(self._deps.api_keys, self._deps.directory, token)
        if scheme == "bearer":
            return token_principal(self._deps, self._bearer(token), _device(event))
        raise Unauthorized("no credential of a kind we know")

    def _bearer(self, token: str) -> Bearer:
        deps = self._deps
        clients = Clients(own=deps.client_id, saml=deps.saml_client)
        return bearer_of(token, self._ring, issuer=deps.issuer, clients=clients, now=deps.now())


def _device(event: Event) -> Device:
    headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    identity = (event.get("requestContext") or {}).get("identity") or {}
    agent = headers.get("user-agent") or str(identity.get("userAgent") or "")
    return Device(agent=agent, source=source_of(headers, identity.get("sourceIp")))


def _credential(headers: Mapping[str, str]) -> tuple[str, str]:
    """The Authorization header's scheme in lower case, and what follows it."""
    value = next((text for name, text in headers.items() if name.lower() == "authorization"), "")
    scheme, _, token = value.strip().partition(" ")
    return scheme.lower(), token.strip()


def _log() -> "Logger":
    return observe.logger("authorizer")


handle = handler(bootstrap.authorizer)
