"""A whole sign-in by a real OpenID Connect provider on the running stack, and what it refuses."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
import requests

from ops.seed.telling import PASSWORD
from tests.local.running import RunningCloud
from tests.oidc.issuer import Claims, Issuer, person, running

pytestmark = pytest.mark.local

NEO = "neo@globex.example"


class Organisation:
    """Globex, with a provider of its own that mei set up at the desk `host`."""

    def __init__(self, cloud: RunningCloud, issuer: Issuer) -> None:
        self.cloud, self.issuer = cloud, issuer
        back = f"{cloud.local.portal_url}/sign-in/back"
        issuer.redirect_uris.add(back)
        admin = cloud.api(cloud.sign_in("mei@host.example", PASSWORD))
        body = {
            "name": "Globex", "tenant": "globex", "issuer": issuer.url, "client_id": issuer.client_id,
            "client_secret": issuer.client_secret, "domains": ["globex.example"], "newcomers": "requester",
        }  # fmt: skip
        assert admin.put("/desks/host/sso/globex", body)["redirect_uri"] == back

    def come_back(self, claims: Claims, **changed: str) -> requests.Response:
        """There, and back as whoever the claims say."""
        binding, api = secrets.token_urlsafe(32), self.cloud.api()
        body = {"desk": "host", "provider": "globex", "binding": binding}
        url = api.post("/sign-in/departures", body)["url"]
        back = self.issuer.code_for(dict(parse_qsl(urlsplit(url).query)), claims)
        answer = dict(parse_qsl(urlsplit(back).query)) | {"binding": binding} | changed
        return api.response("POST", "/sign-in/arrivals", answer)

    def token(self, claims: Claims) -> str:
        """A token of the user pool, by the whole road."""
        arrived = self.come_back(claims)
        assert arrived.status_code == 201, arrived.text
        return self.cloud.sign_in_by_ticket(**arrived.json())


@pytest.fixture(scope="module")
def globex(demo: RunningCloud) -> Iterator[Organisation]:
    with running(Issuer()) as issuer:
        yield Organisation(demo, issuer)


@pytest.fixture(autouse=True)
def honest(globex: Organisation) -> Iterator[None]:
    """Whatever a test bent is straight again afterwards."""
    yield
    globex.issuer.bend, globex.issuer.sign = (lambda claims: claims), None


def test_a_newcomer_lands_where_the_provider_counts(globex: Organisation) -> None:
    token = globex.token(person(NEO))

    me = globex.cloud.api(token).get("/me")
    assert me["person"]["email"] == NEO
    assert [(m["role"], m["desk"], m["tenant"]) for m in me["memberships"]] == [
        ("requester", "host", "globex")
    ]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["email"].endswith("@sso.invalid")
    assert globex.cloud.api(globex.token(person(NEO))).get("/me") == me


def test_the_ticket_is_spent_by_its_first_use(globex: Organisation) -> None:
    arrived = globex.come_back(person(NEO)).json()

    assert globex.cloud.sign_in_by_ticket(**arrived)
    with pytest.raises(KeyError):
        globex.cloud.sign_in_by_ticket(**arrived)
    with pytest.raises(KeyError):
        globex.cloud.sign_in_by_ticket(account=arrived["account"], ticket="made-up")


def test_it_is_for_its_own_account(globex: Organisation) -> None:
    theirs = globex.come_back(person(NEO)).json()["ticket"]
    account = globex.come_back(person("zoe@globex.example")).json()["account"]

    with pytest.raises(KeyError):
        globex.cloud.sign_in_by_ticket(account=account, ticket=theirs)


def _bent(**claims: Any) -> Callable[[Issuer], None]:
    def bend(issuer: Issuer) -> None:
        issuer.bend = lambda said: {name: v for name, v in (said | claims).items() if v is not None}

    return bend


def _unsigned(issuer: Issuer) -> None:
    issuer.sign = lambda _, claims: jwt.encode(claims, "", algorithm="none", headers={"kid": "k1"})


def _by_secret(issuer: Issuer) -> None:
    key = issuer.client_secret.ljust(32, "x")
    issuer.sign = lambda _, claims: jwt.encode(claims, key, algorithm="HS256", headers={"kid": "k1"})


WRONG: dict[str, Callable[[Issuer], None]] = {
    "for another client": _bent(aud="somebody-else"),
    "of another try": _bent(nonce="another"),
    "without a nonce": _bent(nonce=None),
    "expired": _bent(exp=1_000_000_000),
    "by another issuer": _bent(iss="https://elsewhere.example"),
    "unsigned": _unsigned,
    "signed with a secret": _by_secret,
    "an address nobody verified": _bent(email_verified=False),
    "verified is left out": _bent(email_verified=None),
    "another mail domain": _bent(email="ana@noord.example"),
    "no address": _bent(email=None),
}


def test_whatever_is_wrong_with_it_it_is_refused_in_the_same_words(globex: Organisation) -> None:
    heard = set()
    for what, bend in WRONG.items():
        bend(globex.issuer)
        answer = globex.come_back(person(NEO))
        globex.issuer.bend, globex.issuer.sign = (lambda claims: claims), None
        assert answer.status_code == 403, f"{what}: {answer.text}"
        heard.add((answer.json()["detail"], answer.json()["code"], answer.json()["title"]))
    answers = [
        globex.come_back(person(NEO), code="made-up"),
        globex.come_back(person(NEO), state="made-up"),
        globex.come_back(person(NEO), binding="x" * 43),
    ]
    heard |= {(a.json()["detail"], a.json()["code"], a.json()["title"]) for a in answers}

    assert [a.status_code for a in answers] == [403] * 3
    assert len(heard) == 1


def test_the_mail_domain_alone_tells_the_way(globex: Organisation) -> None:
    api = globex.cloud.api()

    assert [way["provider"] for way in api.get("/sign-in?domain=globex.example")["sso"]] == ["globex"]
    assert api.get("/sign-in?domain=acme.example")["sso"] == []


def test_the_secret_is_kept_encrypted_apart(globex: Organisation) -> None:
    ssm = globex.cloud.client("ssm")

    (kept,) = ssm.get_parameters_by_path(Path="/loket/secrets", Recursive=True)["Parameters"]
    assert (kept["Name"], kept["Type"]) == ("/loket/secrets/sso/host/globex", "SecureString")
    rows = globex.cloud.client("dynamodb").scan(TableName=globex.cloud.outputs["TableName"])["Items"]
    assert globex.issuer.client_secret not in str(rows)
