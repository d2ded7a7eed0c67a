"""Single sign-on: told by the mail domain, and never a way into anybody else's."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.flows import TICKET, Identity, hash_of
from helpdesk.domain.sso.providers import ACCOUNT_DOMAIN
from tests.functions.desks import ANA, DORA, GIL, KIM, MEI, Desks
from tests.functions.doors import ISSUER
from tests.functions.gateway import Gateway, Reply
from tests.functions.single_sign_on import BINDING, GLOBEX, SECRET, come_back, put
from tests.functions.test_authorizer import CLIENT, SAML_CLIENT, Door

NEWCOMER = "neo@globex.example"


@pytest.fixture
def door(desks: Desks) -> Door:
    """The authorizer of the two desks."""
    return Door(desks)


def enters_as(api: Gateway, door: Door, email: str, subject: str = "7") -> Any:
    """The principal of a token that such a sign-in gets; None when it opens nothing."""
    arrived = come_back(api, email, subject)
    assert arrived.status == 201, arrived.text
    return door.principal(door.token(arrived.json["account"]))


def test_the_way_is_told_by_the_mail_domain_alone(api: Gateway) -> None:
    assert put(api).status == 200

    way = {"desk": "host", "provider": "globex", "name": "Globex", "protocol": "oidc", "url": None}
    assert api.get(None, "/sign-in", domain="Globex.example").json["sso"] == [way]
    for domain in ("acme.example", "sub.globex.example", "example", "x"):
        assert api.get(None, "/sign-in", domain=domain).json["sso"] == []
    assert api.get(None, "/sign-in").json["sso"] == []
    put(api, enabled=False, client_secret=...)
    assert api.get(None, "/sign-in", domain="globex.example").json["sso"] == []


def test_the_browser_is_sent_off_with_state_nonce_and_pkce(api: Gateway) -> None:
    put(api)

    body = {"desk": "host", "provider": "globex", "binding": BINDING, "hint": GIL}
    url = api.post(None, "/sign-in/departures", body).json["url"]

    assert url.startswith(f"{ISSUER}/authorize?")
    query = dict(parse_qsl(urlsplit(url).query))
    assert query["response_type"] == "code"
    assert query["scope"].split()[0] == "openid"
    assert query["redirect_uri"] == "https://help.example/sign-in/back"
    assert query["login_hint"] == GIL
    assert query["code_challenge_method"] == "S256"
    assert len({query["state"], query["nonce"], query["code_challenge"]}) == 3
    again = dict(parse_qsl(urlsplit(api.post(None, "/sign-in/departures", body).json["url"]).query))
    assert again["state"] != query["state"]


def test_a_known_person_is_let_in_as_who_they_are(api: Gateway, door: Door) -> None:
    put(api)

    principal = enters_as(api, door, GIL)

    assert (principal.email, principal.name) == (GIL, "Gil Ma")
    assert [(m.desk, m.tenant) for m in principal.memberships] == [("host", "globex")]
    (exchange,) = api.desks.doors.openid.exchanges
    assert exchange.client_secret == SECRET
    assert api.desks.doors.book.events[-1].kind is SignInEventKind.SSO


def test_the_ticket_is_for_one_account_once_and_soon(api: Gateway) -> None:
    put(api)
    arrived = come_back(api, GIL).json
    passes, now = api.desks.doors.passes, api.desks.now

    assert arrived["account"].endswith(f"@{ACCOUNT_DOMAIN}")
    assert arrived["account"] in api.desks.accounts.passwords
    assert passes.take(TICKET, hash_of(arrived["ticket"]), at=now) == arrived["account"].encode()
    assert passes.take(TICKET, hash_of(arrived["ticket"]), at=now) is None
    later = come_back(api, GIL).json
    api.desks.later(minutes=2)
    assert passes.take(TICKET, hash_of(later["ticket"]), at=api.desks.now) is None


def test_somebody_new_becomes_what_the_admin_said_and_nothing_without(api: Gateway, door: Door) -> None:
    put(api)
    assert come_back(api, NEWCOMER).status == 403

    put(api, newcomers="requester")

    (member,) = enters_as(api, door, NEWCOMER).memberships
    assert (member.role, member.desk, member.tenant) == ("requester", "host", "globex")
    assert member.person.name == "Neo An"
    kinds = [event.kind for event in api.desks.doors.book.events]
    assert SignInEventKind.SSO_NEWCOMER in kinds
    assert enters_as(api, door, NEWCOMER).memberships == (member,)


def test_a_desk_s_provider_brings_its_agents(api: Gateway, door: Door) -> None:
    body = GLOBEX | {"tenant": None, "domains": ["host.example"], "newcomers": "agent"}
    assert api.put(MEI, "/desks/host/sso/globex", body).status == 200

    assert enters_as(api, door, MEI, "mei").desks == {"host"}
    assert enters_as(api, door, "new@host.example", "new").on_desk("host").role == "agent"


def test_a_provider_never_reaches_beyond_its_own(api: Gateway, door: Door) -> None:
    """Kim is a requester of another desk's tenant, and would be one wherever her address is."""
    put(api, domains=["acme.example"])
    assert come_back(api, KIM).status == 403

    put(api, domains=["acme.example"], newcomers="requester")

    principal = enters_as(api, door, KIM)
    assert [(m.desk, m.tenant) for m in principal.memberships] == [("host", "globex")]
    assert door.principal(door.token(KIM)).in_tenant(principal.tenants[0]) is not None
    assert len(door.principal(door.token(KIM)).memberships) == 2


def test_an_agent_who_comes_by_a_customer_s_provider_is_no_agent(api: Gateway, door: Door) -> None:
    put(api, domains=["host.example"], newcomers="requester")

    principal = enters_as(api, door, MEI)

    assert principal.desks == frozenset()
    assert [m.role for m in principal.memberships] == ["requester"]


@pytest.mark.parametrize("email", [KIM, DORA, "gil@sub.globex.example", "gil@globex.example.evil.example"])
def test_an_address_of_another_mail_domain_is_refused(api: Gateway, email: str) -> None:
    put(api, newcomers="requester")

    assert come_back(api, email).status == 403
    assert all(m.tenant != "globex" for m in api.desks.directory.memberships(email))


def test_whatever_is_wrong_the_answer_is_the_same(api: Gateway) -> None:
    put(api)
    stranger = come_back(api, "nobody@globex.example")
    wrong = [
        come_back(api, KIM),
        come_back(api, GIL, code="made-up"),
        come_back(api, GIL, state="made-up"),
        come_back(api, GIL, binding="c" * 43),
    ]

    assert stranger.status == 403
    for reply in wrong:
        assert (reply.status, _said(reply)) == (403, _said(stranger))
    refused = [e for e in api.desks.doors.book.events if e.kind is SignInEventKind.SSO_REFUSED]
    assert len({event.why for event in refused}) == 4
    assert all(event.source for event in refused)


def _said(reply: Reply) -> dict[str, object]:
    return {name: value for name, value in reply.json.items() if name != "instance"}


def test_an_answer_counts_once_and_for_ten_minutes(api: Gateway) -> None:
    put(api)
    body = {"desk": "host", "provider": "globex", "binding": BINDING}
    for minutes, expected in ((9, 201), (10, 403)):
        left = api.post(None, "/sign-in/departures", body).json["url"]
        state = dict(parse_qsl(urlsplit(left).query))["state"]
        api.desks.later(minutes=minutes)
        codes = api.desks.doors.openid.issuers[ISSUER]
        for status in (expected, 403):
            codes["code-1"] = Identity(subject="7", email=GIL)
            answer = {"state": state, "code": "code-1", "binding": BINDING}
            assert api.post(None, "/sign-in/arrivals", answer).status == status


def test_when_the_provider_is_down_it_is_said(api: Gateway) -> None:
    put(api)
    api.desks.doors.openid.down = True
    body = {"desk": "host", "provider": "globex", "binding": BINDING}

    assert api.post(None, "/sign-in/departures", body).status == 503
    assert put(api).status == 503


@pytest.mark.parametrize("change", [{"enabled": False}, {"domains": ["other.example"]}])
def test_who_was_let_in_is_out_when_it_does_not_count_any_more(
    api: Gateway, door: Door, change: dict[str, object]
) -> None:
    put(api)
    token = door.token(come_back(api, GIL).json["account"])
    assert door.opens_for(token)

    put(api, **change)

    assert not door.opens_for(token)
    assert door.opens_for(door.token(GIL))


def test_and_when_it_is_deleted_with_its_secret(api: Gateway, door: Door) -> None:
    put(api)
    token = door.token(come_back(api, GIL).json["account"])

    assert api.call(MEI, "DELETE", "/desks/host/sso/globex").status == 204

    assert not door.opens_for(token)
    assert api.desks.doors.vault.secrets == {}
    assert api.call(MEI, "DELETE", "/desks/host/sso/globex").status == 404


def test_an_account_nobody_knows_opens_nothing(door: Door) -> None:
    assert not door.opens_for(door.token(f"{'0' * 40}@{ACCOUNT_DOMAIN}"))


def test_the_same_subject_of_another_provider_is_somebody_else(api: Gateway) -> None:
    put(api)
    first = come_back(api, GIL, "7").json["account"]
    api.desks.doors.openid.issuers["https://other.example"] = {}
    put(api, issuer="https://other.example")
    left = api.post(None, "/sign-in/departures", {"desk": "host", "provider": "globex", "binding": BINDING})
    state = dict(parse_qsl(urlsplit(left.json["url"]).query))["state"]
    api.desks.doors.openid.issuers["https://other.example"]["c"] = Identity(subject="7", email=GIL)
    second = api.post(None, "/sign-in/arrivals", {"state": state, "code": "c", "binding": BINDING})

    assert second.json["account"] != first


def test_by_saml_the_pool_sends_people_and_its_word_counts_as_far(api: Gateway, door: Door) -> None:
    """The user pool speaks SAML; what its tokens say is held to the same provider."""
    assert put(api, protocol="saml", idp="globex-saml").status == 200
    (way,) = api.get(None, "/sign-in", domain="globex.example").json["sso"]
    assert way["url"].startswith("https://loket.auth.example/oauth2/authorize?identity_provider=globex-saml&")
    assert "client_id=saml-client&" in way["url"]

    def by(idp: Any, email: str = GIL, **more: Any) -> bool:
        identities = idp if isinstance(idp, list) else [{"providerName": idp, "userId": "7"}]
        return door.opens_for(door.token(email, identities=identities, **more))

    assert by("globex-saml", email_verified=False)
    assert (
        door.principal(door.token(GIL, identities=[{"providerName": "globex-saml"}])).tenants[0].tenant
        == "globex"
    )
    assert not by("globex-saml", aud=CLIENT)
    assert not door.opens_for(door.token(KIM, aud=SAML_CLIENT))
    assert not by("other-saml")
    assert not by("globex-saml", KIM)
    assert not by("globex-saml", ANA)
    odds: list[list[dict[str, str]]] = [
        [], [{}], [{"providerName": ""}], [{"providerName": "globex-saml"}] * 2,
    ]  # fmt: skip
    for odd in odds:
        assert not by(odd)
    assert not door.opens_for(door.token(GIL, email_verified=False))


def test_departures_have_a_rate(api: Gateway) -> None:
    put(api)
    body = {"desk": "host", "provider": "globex", "binding": BINDING}

    heard = [api.post(None, "/sign-in/departures", body).status for _ in range(101)]

    assert heard == [201] * 100 + [429]


@pytest.mark.parametrize("provider", ["nothing", "globex"])
def test_who_is_not_there_sends_nobody(api: Gateway, provider: str) -> None:
    body = {"desk": "host", "provider": provider, "binding": BINDING}

    assert api.post(None, "/sign-in/departures", body).status == 404
