"""A real OpenID Connect provider: discovery, keys, a page to sign in on, and tokens signed with RS256.

It holds its clients to the code flow with PKCE; what its ID tokens say can be bent by tests.
"""

import base64
import functools
import hashlib
import html
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

Claims = dict[str, Any]


@dataclass
class Asked:
    """What somebody was sent here with."""

    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    claims: Claims


@functools.cache
def _own_key() -> rsa.RSAPrivateKey:
    """Made once: finding primes takes a while, and now and then a long one."""
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Issuer:
    """`bend` changes the claims of ID tokens, `sign` how they are signed; both as a test needs it."""

    url: str = ""
    client_id: str = "loket"
    client_secret: str = "a secret & its: signs/of+its own"
    redirect_uris: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(default_factory=_own_key)
    bend: Callable[[Claims], Claims] = lambda claims: claims
    sign: "Callable[[Issuer, Claims], str] | None" = None
    asked: dict[str, Asked] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def metadata(self) -> dict[str, object]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def keys(self) -> dict[str, object]:
        """The key set."""
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}

    def page(self, query: dict[str, str]) -> str:
        """Where somebody says who they are."""
        fields = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in query.items()
        )
        hint = html.escape(query.get("login_hint", ""))
        return (
            "<!doctype html><html lang=en><title>Sign in</title><h1>Acme sign-in</h1>"
            f'<form method="post" action="/authorize">{fields}<label>Address '
            f'<input name="email" value="{hint}"></label><button>Let me in</button></form>'
        )

    def code_for(self, query: dict[str, str], claims: Claims) -> str:
        """Where the browser goes on to, with a code. Raises ValueError for a request that is not right."""
        for name, wanted in {"response_type": "code", "code_challenge_method": "S256"}.items():
            if query.get(name) != wanted:
                raise ValueError(name)
        if query.get("client_id") != self.client_id or "openid" not in query.get("scope", "").split():
            raise ValueError("client or scope")
        if query.get("redirect_uri") not in self.redirect_uris:
            raise ValueError("redirect_uri")
        code = secrets.token_urlsafe(24)
        self.asked[code] = Asked(
            self.client_id, query["redirect_uri"], query["nonce"], query["code_challenge"], claims
        )
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def redeem(self, form: dict[str, str], authorization: str) -> dict[str, object]:
        """The token response. Raises ValueError for a request that is not right."""
        credentials = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
        if authorization != f"Basic {base64.b64encode(credentials.encode()).decode()}":
            raise ValueError("client authentication")
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or form.get("redirect_uri") != asked.redirect_uri:
            raise ValueError("code")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked.challenge:
            raise ValueError("code_verifier")
        return {"access_token": "none", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked: Asked) -> str:
        """Signed as `sign` says, else properly."""
        now = int(time.time())
        claims = self.bend(
            {"iss": self.url, "aud": asked.client_id, "iat": now, "exp": now + 300, "nonce": asked.nonce}
            | asked.claims
        )
        return self.sign(self, claims) if self.sign else self.signed(claims)

    def signed(self, claims: Claims, **header: str) -> str:
        """With the issuer's key."""
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "k1", **header})


def person(email: str, **more: Any) -> Claims:
    """What the issuer says of somebody."""
    subject = hashlib.sha256(email.encode()).hexdigest()[:16]
    return {"sub": subject, "email": email, "email_verified": True, "name": "Sam Ng"} | more


@contextmanager
def running(issuer: Issuer) -> Iterator[Issuer]:
    """On a free port of the loopback; `issuer.url` is where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(issuer))
    issuer.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()


def _handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            if split.path == "/.well-known/openid-configuration":
                self._json(200, issuer.metadata())
            elif split.path == "/keys":
                self._json(200, issuer.keys())
            elif split.path == "/authorize":
                self._answer(200, "text/html", issuer.page(dict(parse_qsl(split.query))).encode())
            else:
                self._json(404, {})

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            try:
                if self.path == "/token":
                    self._json(200, issuer.redeem(form, self.headers.get("Authorization", "")))
                else:
                    self._go(issuer.code_for(form, person(form["email"])))
            except (ValueError, KeyError) as error:
                issuer.problems.append(str(error))
                self._json(400, {"error": "invalid_request"})

        def _json(self, status: int, body: object) -> None:
            self._answer(status, "application/json", msgspec.json.encode(body))

        def _go(self, url: str) -> None:
            self.send_response(303)
            self.send_header("Location", url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
