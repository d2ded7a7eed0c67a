"""Who gets in: exactly the people we know, with a fresh ID token of our pool for our client."""

import base64
from collections.abc import Callable
from typing import Any

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import HMACAlgorithm, RSAAlgorithm

from authorizer.handler import handler
from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.usecases.entering import AuthorizerDeps
from tests.events import load
from tests.fakes import FakeTokenKeys
from tests.functions.desks import ANA, KIM, OMAR, Desks
from tests.functions.entrance import authorizer_of

ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Loket0001"
CLIENT = "1h57kf5cpq17m0eml12EXAMPLE"
SAML_CLIENT = "5k21ds7gpq90m3eml44EXAMPLE"
STAGE = "arn:aws:execute-api:eu-west-1:123456789012:helpdesk/prod/*"

OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
THEIRS = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set(**keys: rsa.RSAPrivateKey) -> bytes:
    """What the pool publishes."""
    listed = [
        {**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "alg": "RS256", "use": "sig"}
        for kid, key in keys.items()
    ]
    return msgspec.json.encode({"keys": listed})


class Door:
    """The authorizer in front of a house of desks."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.keys = FakeTokenKeys(document=key_set(ours=OURS))
        deps = authorizer_of(desks, self.keys, issuer=ISSUER, client_id=CLIENT, saml_client=SAML_CLIENT)
        self.handle = handler(lambda: deps)

    def claims(self, email: str = KIM, **changed: Any) -> dict[str, Any]:
        """What Cognito puts into an ID token; a change to None leaves the claim out."""
        now = int(self.desks.now.timestamp())
        claims = {
            "sub": "2c5ff4e0-1f3b-4d53-9b8f-6c0c6f0d4f10",
            "iss": ISSUER,
            "aud": SAML_CLIENT if "identities" in changed else CLIENT,
            "token_use": "id",
            "email": email,
            "email_verified": True,
            "auth_time": now,
            "iat": now,
            "exp": now + 3600,
            "jti": "b0e6f2a4-7c33-4f9e-9d5c-2f0d1c8a7e11",
        }
        return {name: value for name, value in (claims | changed).items() if value is not None}

    def token(self, email: str = KIM, key: Any = OURS, kid: str = "ours", **changed: Any) -> str:
        """A signed token."""
        return jwt.encode(self.claims(email, **changed), key, algorithm="RS256", headers={"kid": kid})

    def knock(self, token: str) -> dict[str, Any]:
        """The authorizer's answer to a bearer token."""
        event = load("authorizer-request")
        event["headers"]["Authorization"] = f"Bearer {token}"
        return self.handle(event, None)

    def principal(self, token: str) -> Principal:
        """Who it lets in. Fails when it lets nobody in."""
        return msgspec.json.decode(self.knock(token)["context"]["principal"], type=Principal)

    def opens_for(self, token: str) -> bool:
        """Whether the answer lets anything through."""
        return "Allow" in str(self.knock(token))


@pytest.fixture
def door(desks: Desks) -> Door:
    """The authorizer of the two desks."""
    return Door(desks)


def test_somebody_we_know_may_call_the_whole_stage_as_who_they_are(door: Door) -> None:
    answer = door.knock(door.token(OMAR.upper()))

    (statement,) = answer["policyDocument"]["Statement"]
    assert statement == {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": STAGE}
    principal = msgspec.json.decode(answer["context"]["principal"], type=Principal)
    assert (principal.email, principal.name) == (OMAR, "Omar Said")
    assert principal.desks == {"noord", "host"}


@pytest.mark.parametrize("name", ["authorization", "AUTHORIZATION", "Authorization"])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_names_of_headers_and_schemes_have_no_case(door: Door, name: str, scheme: str) -> None:
    event = load("authorizer-request")
    event["headers"] = {name: f"{scheme}  {door.token()}"}

    assert "context" in door.handle(event, None)


def _signed_with_public_key(door: Door) -> str:
    public = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, body = _encoded(b'{"alg":"HS256","kid":"ours"}'), _encoded(msgspec.json.encode(door.claims()))
    signature = HMACAlgorithm(HMACAlgorithm.SHA256).sign(f"{head}.{body}".encode(), public)
    return f"{head}.{body}.{_encoded(signature)}"


def _unsigned(door: Door) -> str:
    head, body = _encoded(b'{"alg":"none","kid":"ours"}'), _encoded(msgspec.json.encode(door.claims()))
    return f"{head}.{body}."


def _with_other_claims(door: Door) -> str:
    head, _, signature = door.token().split(".")
    return f"{head}.{_encoded(msgspec.json.encode(door.claims(ANA)))}.{signature}"


def _encoded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


FORGED: dict[str, Callable[[Door], str]] = {
    "expired": lambda door: door.token(exp=int(door.desks.now.timestamp())),
    "no expiry": lambda door: door.token(exp=None),
    "an expiry that is no number": lambda door: door.token(exp="tomorrow"),
    "another pool's key under our key's name": lambda door: door.token(key=THEIRS),
    "another pool's key": lambda door: door.token(key=THEIRS, kid="theirs"),
    "another issuer": lambda door: door.token(iss=ISSUER + "2"),
    "another client": lambda door: door.token(aud="somebody-else"),
    "no client": lambda door: door.token(aud=None),
    "an access token": lambda door: door.token(token_use="access", client_id=CLIENT),
    "no use": lambda door: door.token(token_use=None),
    "an address nobody confirmed": lambda door: door.token(email_verified=False),
    "an address said to be confirmed": lambda door: door.token(email_verified="true"),
    "an empty address": lambda door: door.token(""),
    "an address that is none": lambda door: door.token("kim"),
    "no address": lambda door: jwt.encode(
        {k: v for k, v in door.claims().items() if k != "email"}, OURS, "RS256", {"kid": "ours"}
    ),
    "nobody's address": lambda door: door.token("stranger@nowhere.example"),
    "no signature": lambda door: door.token().rpartition(".")[0] + ".",
    "alg none": _unsigned,
    "our public key as a secret": _signed_with_public_key,
    "changed after it was signed": _with_other_claims,
    "no key named": lambda door: jwt.encode(door.claims(), OURS, algorithm="RS256"),
    "no token": lambda door: "",
    "no token at all": lambda door: "a.b.c",
    "very long": lambda door: door.token() + "x" * 10_000,
    "deeply nested": lambda door: _encoded(b'{"alg":' + b"[" * 5_000) + ".e30.e30",
    "not text": lambda door: "\udcff\x00",
}


@pytest.mark.parametrize("forged", FORGED)
def test_everything_else_is_denied_in_one_and_the_same_way(door: Door, forged: str) -> None:
    assert door.knock(FORGED[forged](door)) == {
        "principalId": "nobody",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": STAGE}],
        },
    }


@pytest.mark.parametrize(
    "headers", [{}, None, {"Authorization": "Basic a2ltOmtpbQ=="}, {"Authorization": "Bearer"}]
)
def test_a_request_without_a_bearer_token_is_denied(door: Door, headers: object) -> None:
    answer = door.handle(load("authorizer-request") | {"headers": headers}, None)

    assert "context" not in answer
    assert answer["principalId"] == "nobody"


def test_an_event_that_is_none_is_denied(door: Door) -> None:
    assert door.handle({}, None)["principalId"] == "nobody"


def test_people_of_a_suspended_tenant_are_out_until_it_is_back(door: Door) -> None:
    config = door.desks.directory.desk("noord")
    acme = config.tenants[TenantRef("noord", "acme").tenant]
    door.desks.editor.put_tenant(msgspec.structs.replace(acme, suspended=True))

    assert not door.opens_for(door.token(KIM))
    assert door.opens_for(door.token(ANA))
    door.desks.editor.put_tenant(acme)
    assert door.opens_for(door.token(KIM))


def test_keys_are_fetched_once_and_again_when_the_pool_has_a_new_one(door: Door) -> None:
    for _ in range(3):
        assert door.opens_for(door.token())
    assert door.keys.fetched == 1

    door.keys.document = key_set(ours=OURS, new=THEIRS)
    door.desks.later(minutes=2)

    assert door.opens_for(door.token(key=THEIRS, kid="new"))
    assert door.keys.fetched == 2


def test_made_up_keys_do_not_make_us_ask_more_than_once_a_minute(door: Door) -> None:
    for number in range(20):
        assert not door.opens_for(door.token(kid=f"made-up-{number}"))

    assert door.keys.fetched == 1


def test_a_withdrawn_key_is_forgotten_within_the_hour(door: Door) -> None:
    assert door.opens_for(door.token())
    door.keys.document = key_set(new=THEIRS)
    door.desks.later(minutes=61)

    assert not door.opens_for(door.token())


class Unreachable(FakeTokenKeys):
    """A pool whose keys can be fetched for a while only."""

    def fetch(self) -> bytes:
        self.fetched += 1
        if self.document:
            return self.document
        raise Unavailable("no answer")


def test_without_keys_nobody_gets_in_and_with_old_ones_everybody_still_does(desks: Desks) -> None:
    pool = Unreachable(document=b"")
    deps = authorizer_of(desks, pool, issuer=ISSUER, client_id=CLIENT)
    door = Door(desks)
    door.handle = handler(lambda: deps)

    assert not door.opens_for(door.token())
    pool.document = key_set(ours=OURS)
    assert door.opens_for(door.token())
    pool.document = b""
    desks.later(minutes=61)
    assert door.opens_for(door.token())


@pytest.mark.parametrize(
    "document", [b"", b"{}", b"[]", b"<html>", b'{"keys": []}', b'{"keys": [{"kty": "oct"}]}']
)
def test_a_key_set_that_is_none_lets_nobody_in(door: Door, document: bytes) -> None:
    door.keys.document = document

    assert not door.opens_for(door.token())


def test_an_authorizer_that_cannot_be_wired_lets_nobody_in() -> None:
    def unwired() -> AuthorizerDeps:
        raise KeyError("LOKET_TABLE")

    assert handler(unwired)(load("authorizer-request"), None)["principalId"] == "nobody"
