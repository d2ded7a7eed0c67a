"""The code flow against a real provider: what is right is taken, and everything that is not is refused."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import HMACAlgorithm
from msgspec.structs import replace

from helpdesk.adapters.oidc.client import HttpOpenId
from helpdesk.domain.errors import Invalid, Unauthorized, Unavailable
from helpdesk.domain.sso.flows import Identity, challenge_of
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports.signing_in import CodeExchange
from ops.local.clock import now
from tests.oidc.issuer import Claims, Issuer, person, running

BACK = "https://help.example/sign-in/back"
SAM = "sam@acme.example"
STRANGE = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """A provider that knows our page."""
    with running(Issuer(redirect_uris={BACK})) as made:
        yield made


def sign_in(issuer: Issuer, claims: Claims | None = None, **changed: object) -> Identity:
    """Go there, say who one is, and come back with the code."""
    client = HttpOpenId(loopback=True)
    provider = Provider(
        desk="noord", id="acme", name="Acme", issuer=issuer.url, client_id="loket", domains=("acme.example",)
    )
    endpoint = client.authorization_endpoint(provider.issuer)
    assert endpoint == f"{issuer.url}/authorize"
    query = {
        "response_type": "code", "client_id": "loket", "redirect_uri": BACK, "scope": "openid email",
        "state": "s", "nonce": "n-1", "code_challenge": challenge_of("v" * 43),
        "code_challenge_method": "S256",
    }  # fmt: skip
    back = issuer.code_for(query, claims or person(SAM))
    exchange = CodeExchange(
        code=dict(parse_qsl(urlsplit(back).query))["code"], verifier="v" * 43, nonce="n-1", redirect_uri=BACK,
        client_secret=issuer.client_secret, at=now(),
    )  # fmt: skip
    return client.identity(provider, replace(exchange, **changed))


def test_who_comes_back_is_who_they_said_they_are(issuer: Issuer) -> None:
    found = sign_in(issuer, person("Sam@Acme.Example", sub="7"))

    assert found == Identity(subject="7", email=SAM, name="Sam Ng")


def test_a_token_for_several_is_ours_when_it_was_issued_to_us(issuer: Issuer) -> None:
    assert sign_in(issuer, person(SAM, aud=["loket", "other"], azp="loket")).email == SAM


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "made-up"},
        {"verifier": "w" * 43},
        {"nonce": "n-2"},
        {"redirect_uri": "https://evil.example/"},
        {"client_secret": "wrong"},
        {"at": datetime.now(UTC) + timedelta(hours=1)},  # noqa: TID251 - the issuer's clock is the real one
        {"at": datetime.now(UTC) - timedelta(hours=1)},  # noqa: TID251 - as above
    ],
    ids=["code", "verifier", "nonce", "redirect", "secret", "too-late", "too-early"],
)
def test_what_belongs_to_another_try_is_refused(issuer: Issuer, changed: dict[str, object]) -> None:
    with pytest.raises(Unauthorized):
        sign_in(issuer, None, **changed)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "somebody-else"},
        {"aud": ["loket", "somebody-else"]},
        {"aud": ["loket", "somebody-else"], "azp": "somebody-else"},
        {"azp": "somebody-else"},
        {"nonce": "n-2"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": "tomorrow"},
        {"exp": None},
        {"iat": 1_000_000_000},
        {"iat": 9_999_999_999},
        {"iat": None},
        {"nbf": 9_999_999_999},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
        {"email": None},
        {"email": "sam"},
        {"email": "sam@acme.example@evil.example"},
        {"email": ["sam@acme.example"]},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email_verified": 1.5},
    ],
    ids=str,
)
def test_claims_that_are_not_right_are_refused(issuer: Issuer, claims: Claims) -> None:
    issuer.bend = lambda said: {n: v for n, v in (said | claims).items() if v is not None}

    with pytest.raises(Unauthorized):
        sign_in(issuer)


def _unsigned(issuer: Issuer, claims: Claims) -> str:
    return f"{_part({'alg': 'none', 'kid': 'k1'})}.{_part(claims)}."


def _by_public_key(issuer: Issuer, claims: Claims) -> str:
    public = issuer.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return _hmac(claims, public)


def _by_our_secret(issuer: Issuer, claims: Claims) -> str:
    return _hmac(claims, issuer.client_secret.encode())


def _hmac(claims: Claims, key: bytes) -> str:
    said = f"{_part({'alg': 'HS256', 'kid': 'k1'})}.{_part(claims)}"
    return f"{said}.{_text(HMACAlgorithm(HMACAlgorithm.SHA256).sign(said.encode(), key))}"


def _part(claims: Claims) -> str:
    return _text(msgspec.json.encode(claims))


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _changed(issuer: Issuer, claims: Claims) -> str:
    head, _, signature = issuer.signed(claims).split(".")
    return f"{head}.{_part(claims | {'email': 'boss@acme.example'})}.{signature}"


FORGED: dict[str, Callable[[Issuer, Claims], str]] = {
    "unsigned": _unsigned,
    "signed with the public key": _by_public_key,
    "signed with our own secret": _by_our_secret,
    "changed afterwards": _changed,
    "another's key under this one's name": lambda _, claims: jwt.encode(
        claims, STRANGE, algorithm="RS256", headers={"kid": "k1"}
    ),
    "a key nobody knows": lambda issuer, claims: issuer.signed(claims, kid="k2"),
    "no token at all": lambda *_: "x",
    "nothing": lambda *_: "",
    "endless": lambda issuer, claims: issuer.signed(claims | {"pad": "x" * 20_000}),
}


@pytest.mark.parametrize("kind", FORGED)
def test_forged_tokens_are_refused(issuer: Issuer, kind: str) -> None:
    issuer.sign = FORGED[kind]

    with pytest.raises(Unauthorized):
        sign_in(issuer)


def test_what_is_no_provider_is_told_so(issuer: Issuer) -> None:
    client = HttpOpenId(loopback=True)

    with pytest.raises(Invalid, match="calls itself"):
        client.authorization_endpoint(issuer.url + "/")
    with pytest.raises(Invalid, match="404"):
        client.authorization_endpoint(issuer.url + "/keys")
    with pytest.raises(Unavailable):
        client.authorization_endpoint("http://127.0.0.1:9")
