"""Speaks to OpenID Connect providers: discovery, the code's exchange, and their keys."""

import base64
import functools
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec

from helpdesk.adapters.addresses import Resolve, check_public, resolve
from helpdesk.domain.errors import Invalid, Unauthorized, Unavailable
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports.signing_in import CodeExchange

if TYPE_CHECKING:
    from helpdesk.adapters.calls import Answered

_SECONDS: Final = (5.0, 5.0)
_LARGEST: Final = 512 * 1024


class Metadata(msgspec.Struct, frozen=True):
    """The part of a discovery document that we read (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Tokens(msgspec.Struct, frozen=True):
    """The part of a token response that we read."""

    id_token: str


class HttpOpenId:
    """Over HTTPS to public addresses, without following redirects. `loopback`: see check_public."""

    def __init__(self, *, loopback: bool = False, resolve_host: Resolve = resolve) -> None:
        self._check = functools.partial(
            check_public, field="issuer", resolve_host=resolve_host, loopback=loopback
        )

    def authorization_endpoint(self, issuer: str) -> str:
        return self._metadata(issuer).authorization_endpoint

    def identity(self, provider: Provider, exchange: CodeExchange) -> Identity:
        from helpdesk.adapters.oidc.tokens import read_identity  # noqa: PLC0415 - cold starts do not wait for it

        metadata = self._metadata(provider.issuer)
        token = self._redeem(metadata, provider.client_id, exchange)
        return read_identity(
            token,
            self._get(metadata.jwks_uri),
            issuer=provider.issuer,
            client_id=provider.client_id,
            nonce=exchange.nonce,
            at=exchange.at,
        )

    def _metadata(self, issuer: str) -> Metadata:
        document = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            metadata = msgspec.json.decode(document, type=Metadata)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Invalid(field="issuer", reason="there is no OpenID Connect provider there") from error
        if metadata.issuer != issuer:
            raise Invalid(field="issuer", reason=f"the provider there calls itself “{metadata.issuer[:200]}”")
        self._check(metadata.authorization_endpoint)
        return metadata

    def _redeem(self, metadata: Metadata, client_id: str, exchange: CodeExchange) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": exchange.code,
            "redirect_uri": exchange.redirect_uri,
            "code_verifier": exchange.verifier,
        }
        headers = {"Accept": "application/json"}
        if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            headers["Authorization"] = _basic(client_id, exchange.client_secret)
        else:
            form |= {"client_id": client_id, "client_secret": exchange.client_secret}
        answer = self._ask("POST", metadata.token_endpoint, data=form, headers=headers)
        if answer.status != 200:
            raise Unauthorized(f"the provider did not take the code ({answer.status})")
        try:
            return msgspec.json.decode(answer.content, type=Tokens).id_token
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Unauthorized("the provider gave no ID token") from error

    def _get(self, url: str) -> bytes:
        answer = self._ask("GET", url, headers={"Accept": "application/json"})
        if answer.status != 200:
            raise Invalid(field="issuer", reason=f"{url[:200]} answers {answer.status}")
        return answer.content

    def _ask(
        self, method: str, url: str, *, headers: dict[str, str], data: dict[str, str] | None = None
    ) -> "Answered":
        from helpdesk.adapters.calls import ask  # noqa: PLC0415 - the same

        place = self._check(url)
        try:
            return ask(method, place, headers=headers, data=data, seconds=_SECONDS, most=_LARGEST)
        except Unavailable as error:
            raise Unavailable(f"{place.host} gave no answer: {error.detail}") from error


def _basic(client_id: str, secret: str) -> str:
    """RFC 6749 2.3.1: both are form-encoded first."""
    both = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
    return f"Basic {base64.b64encode(both.encode()).decode()}"
