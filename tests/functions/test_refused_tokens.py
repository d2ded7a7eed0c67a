"""Whatever is wrong with a credential, the answer is one and the same 401, and no reason goes untried."""

import ast
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

import authorizer.handler
import authorizer.tokens
from authorizer.handler import Judge, handler
from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.sso.providers import Protocol, Provider
from helpdesk.domain.ticket_links import LIFE, link_claim, link_token
from helpdesk.usecases import api_keys, entering, entering_by_token
from tests.events import load
from tests.fakes import FakeAdministration, FakeIntakeStore, FakeTokenKeys
from tests.functions.desks import ANA, GIL, KIM, MEI, PIM, Desks
from tests.functions.entrance import authorizer_of
from tests.functions.gateway import Gateway
from tests.functions.single_sign_on import come_back, put
from tests.functions.test_authorizer import CLIENT, FORGED, ISSUER, OURS, SAML_CLIENT, STAGE, Door, key_set

ACME = TenantRef("noord", "acme")
DENIED = {
    "principalId": "nobody",
    "policyDocument": {
        "Version": "2012-10-17",
        "Statement": [{"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": STAGE}],
    },
}


class House:
    """Everybody's credentials, all good to begin with, and what can happen to their owners."""

    def __init__(self) -> None:
        self.desks = Desks()
        self.api, self.door = Gateway(self.desks), Door(self.desks)
        keys = FakeTokenKeys(document=key_set(ours=OURS))
        self.deps = authorizer_of(self.desks, keys, issuer=ISSUER, client_id=CLIENT, saml_client=SAML_CLIENT)

    def token(self, email: str = KIM, **claims: Any) -> str:
        return f"Bearer {self.door.token(email, **claims)}"

    def link(self) -> str:
        """Of Kim's ticket ACME-1."""
        if not self.desks.memory.tickets:
            assert self.api.post(KIM, "/tickets", {"subject": "x", "text": "y"}).status == 201
        ticket = FakeIntakeStore(self.desks.memory).get(TicketRef(ACME, 1))
        key = self.desks.directory.desk("noord").tenants["acme"].mail_key
        return f"Link {link_token(link_claim(ticket, self.desks.now), key)}"

    def key(self) -> str:
        """Of the desk `host`."""
        made = self.api.post(MEI, "/desks/host/keys", {"name": "m", "permissions": ["ticket.read"]})
        return f"Bearer {made.json['secret']}"

    def sso(self, email: str = GIL) -> str:
        """A token of whom Globex's provider let in."""
        assert put(self.api).status == 200
        return self.token(come_back(self.api, email).json["account"])

    def saml(self) -> str:
        """A token of whom the pool's SAML provider let in."""
        provider = Provider(
            desk="host", id="okta", tenant="globex", protocol=Protocol.SAML, name="Okta", idp="okta",
            domains=("globex.example",),
        )  # fmt: skip
        self.desks.doors.providers.put(provider)
        return self.token(GIL, email_verified=None, identities=[{"providerName": "okta"}])

    def saml_elsewhere(self) -> str:
        """The same, made for the portal's own client."""
        self.saml()
        return self.token(GIL, aud=CLIENT, identities=[{"providerName": "okta"}])

    def suspend_person(self) -> None:
        person = next(p for p in self.desks.directory.people(ACME) if KIM in p.emails)
        self.desks.editor.put_person(replace(person, suspended=True))

    def remove_agent(self) -> None:
        agents = self.desks.directory.desk("noord").agents.values()
        agent = next(one for one in agents if one.person.email == ANA)
        FakeAdministration(self.desks.memory).delete_agent("noord", agent.person.id)

    def suspend_tenant(self) -> None:
        tenant = self.desks.directory.desk("noord").tenants["acme"]
        self.desks.editor.put_tenant(replace(tenant, suspended=True))

    def suspend_desk(self, desk: str) -> None:
        self.desks.editor.put_desk(replace(self.desks.directory.desk(desk).desk, suspended=True))

    def change_provider(self, **changed: Any) -> None:
        provider = self.desks.doors.providers.of_desk("host")[0]
        self.desks.doors.providers.put(replace(provider, **changed))

    def remove_provider(self) -> None:
        assert self.api.call(MEI, "DELETE", "/desks/host/sso/globex").status == 204

    def revoke_link(self) -> None:
        assert self.api.call(ANA, "DELETE", "/tickets/ACME-1/links").status == 204

    def revoke_key(self) -> None:
        (key,) = self.api.get(MEI, "/desks/host/keys").json["items"]
        assert self.api.call(MEI, "DELETE", f"/desks/host/keys/{key['id']}").status == 204

    def end_session(self) -> None:
        context = self.ask(self.token(origin_jti="s-1"))["context"]
        assert self.api.call(context, "DELETE", "/me/sessions").status == 204

    def later(self, **amount: float) -> None:
        self.desks.later(**amount)

    def ask(self, credential: str) -> dict[str, Any]:
        """The authorizer's answer."""
        return handler(lambda: self.deps)(_event(credential), None)

    def reason(self, credential: str) -> str:
        """What only the log is told."""
        with pytest.raises(Unauthorized) as refused:
            Judge(self.deps).principal(_event(credential))
        return str(refused.value)


def _event(credential: str) -> dict[str, Any]:
    return load("authorizer-request") | {"headers": {"Authorization": credential}}


Credential = Callable[[House], str]
Turn = Callable[[House], object]


def _forged(forge: Callable[[Door], str]) -> Credential:
    return lambda house: f"Bearer {forge(house.door)}"


ENDED: dict[str, tuple[Credential, Turn]] = {
    "expired": (House.token, lambda house: house.later(hours=1)),
    "of a suspended person": (House.token, House.suspend_person),
    "of a removed person": (lambda house: house.token(ANA), House.remove_agent),
    "of a suspended tenant": (House.token, House.suspend_tenant),
    "of a suspended desk": (House.token, lambda house: house.suspend_desk("noord")),
    "an agent's of a suspended desk": (
        lambda house: house.token(ANA),
        lambda house: house.suspend_desk("noord"),
    ),
    "of an ended session": (lambda house: house.token(origin_jti="s-1"), House.end_session),
    "of a removed provider": (House.sso, House.remove_provider),
    "of a disabled provider": (House.sso, lambda house: house.change_provider(enabled=False)),
    "of another mail domain by now": (
        House.sso,
        lambda house: house.change_provider(domains=("other.example",)),
    ),
    "of a provider that moved to another tenant": (
        House.sso,
        lambda house: house.change_provider(tenant=None),
    ),
    "of a SAML provider that is gone": (
        House.saml,
        lambda house: house.desks.doors.providers.delete(house.desks.doors.providers.of_desk("host")[0]),
    ),
    "of a SAML provider that speaks otherwise now": (
        House.saml,
        lambda house: house.change_provider(protocol=Protocol.OIDC),
    ),
    "a revoked link": (House.link, House.revoke_link),
    "an expired link": (House.link, lambda house: house.later(days=LIFE.days + 1)),
    "a link of a suspended person": (House.link, House.suspend_person),
    "a link of a suspended tenant": (House.link, House.suspend_tenant),
    "a link of a suspended desk": (House.link, lambda house: house.suspend_desk("noord")),
    "a link of a ticket that is gone": (House.link, lambda house: house.desks.memory.tickets.clear()),
    "a revoked key": (House.key, House.revoke_key),
    "a key of a suspended desk": (House.key, lambda house: house.suspend_desk("host")),
    "a key of a desk that is gone": (House.key, lambda house: house.desks.memory.configs.pop("host")),
}
MADE_UP: dict[str, Credential] = {
    **{what: _forged(forge) for what, forge in FORGED.items()},
    "an account nobody knows": lambda house: house.token("0" * 40 + "@sso.invalid"),
    "no provider's name": lambda house: house.token(identities=[{"providerName": ""}]),
    "two providers": lambda house: house.token(identities=[{"providerName": "a"}] * 2),
    "of a SAML provider, for the portal's own client": lambda house: house.saml_elsewhere(),
    "of no provider, for the client of SAML": lambda house: house.token(aud=SAML_CLIENT),
    "no time of signing in": lambda house: house.token(auth_time="now"),
    "a made-up key": lambda house: "Bearer loket_host_aaaaaaaa_" + "b" * 43,
    "a made-up link": lambda house: "Link " + "x" * 60,
    "another's link": lambda house: house.link()[:-3] + "AAA",
    "another scheme": lambda house: "Basic a2ltOmtpbQ==",
    "nothing": lambda house: "",
}


@pytest.mark.parametrize("what", ENDED)
def test_what_was_good_is_refused_like_everything_else(what: str) -> None:
    make, turn = ENDED[what]
    house = House()
    credential = make(house)
    assert "context" in house.ask(credential), "it was good before"

    turn(house)

    assert house.ask(credential) == DENIED


@pytest.mark.parametrize("what", MADE_UP)
def test_what_was_never_good_is_refused_in_the_same_way(what: str) -> None:
    house = House()

    assert house.ask(MADE_UP[what](house)) == DENIED


def test_every_reason_there_is_was_tried() -> None:
    """By construction: a new `raise Unauthorized` on the way in needs a case here."""
    heard = set()
    for make, turn in ENDED.values():
        house = House()
        credential = make(house)
        turn(house)
        heard.add(house.reason(credential))
    for make in MADE_UP.values():
        house = House()
        heard.add(house.reason(make(house)))
    said = {one for module in WAYS_IN for one in _reasons(module)}

    assert len(said) > 15
    assert {one for one in said if not any(reason.startswith(one) for reason in heard)} == set()


WAYS_IN = (authorizer.handler, authorizer.tokens, entering, entering_by_token, api_keys)


def _reasons(module: ModuleType) -> list[str]:
    """What the module raises Unauthorized with; of a text with values in it, its beginning."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    raised = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "Unauthorized"]
    found = []
    for call in raised:
        text = call.args[0].values[0] if isinstance(call.args[0], ast.JoinedStr) else call.args[0]
        assert isinstance(text, ast.Constant), "say the reason where it is raised"
        found.append(str(text.value))
    return found


def test_nobody_who_is_pending_is_refused() -> None:
    """A person whose desk asks for more is somebody still: they are told what is missing."""
    assert "context" in House().ask(House().token(PIM))
