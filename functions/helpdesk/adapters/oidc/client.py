"""Speaks to OpenID Connect providers: discovery, the code's exchange, and their keys."""

import base64
import functools
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from helpdesk.adapters.oidc.addresses import Resolve, check_public, resolve
from helpdesk.domain.errors import Invalid, Unauthorized, Unavailable
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports.signing_in import CodeExchange

_SECONDS = 5.0
_LARGEST = 512 * 1024


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


class Answered(NamedTuple):
    """An HTTP answer, as far as it matters."""

    status: int
    content: bytes


class HttpOpenId:
    """Over HTTPS to public addresses, without following redirects. `loopback`: see check_public."""

    def __init__(self, *, loopback: bool = False, resolve_host: Resolve = resolve) -> None:
        self._check = functools.partial(check_public, resolve_host=resolve_host, loopback=loopback)

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
    ) -> Answered:
        import requests  # noqa: PLC0415 - the same

        self._check(url)
        try:
            with requests.Session() as session:
                session.trust_env = False  # no proxies or passwords out of the function's surroundings
                answer = session.request(
                    method,
                    url,
                    headers=headers,
                    data=data,
                    timeout=_SECONDS,
                    allow_redirects=False,
                    stream=True,
                )
                body = answer.raw.read(_LARGEST + 1, decode_content=True)
        except (requests.RequestException, OSError) as error:
            raise Unavailable(f"{urlsplit(url).hostname} does not answer") from error
        if len(body) > _LARGEST:
            raise Unavailable(f"{urlsplit(url).hostname} sends too much")
        return Answered(answer.status_code, body)


def _basic(client_id: str, secret: str) -> str:
    """RFC 6749 2.3.1: both are form-encoded first."""
    both = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
    return f"Basic {base64.b64encode(both.encode()).decode()}"
