"""What admins say of a provider: refused field by field, its secret kept apart, moved to nobody else."""

from typing import Any

import pytest

from tests.functions.desks import LARS, MEI, Desks
from tests.functions.gateway import Gateway
from tests.functions.single_sign_on import GLOBEX, SECRET, put


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"domains": ["gmail.com"]}, "domains[0]"),
        ({"domains": ["globex.example", "not a domain"]}, "domains[1]"),
        ({"domains": ["localhost"]}, "domains[0]"),
        ({"tenant": "nobody"}, "tenant"),
        ({"tenant": "acme"}, "tenant"),
        ({"newcomers": "agent"}, "newcomers"),
        ({"tenant": None, "newcomers": "requester"}, "newcomers"),
        ({"issuer": "https://elsewhere.example"}, "issuer"),
        ({"client_id": " "}, "client_id"),
        ({"client_secret": ...}, "client_secret"),
        ({"client_secret": "short"}, "client_secret"),
        ({"protocol": "saml"}, "idp"),
        ({"protocol": "saml", "idp": "nobody-saml"}, "idp"),
    ],
)
def test_what_cannot_work_is_said_field_by_field(api: Gateway, change: dict[str, Any], field: str) -> None:
    reply = put(api, **change)

    assert (reply.status, reply.json["field"]) == (422, field)
    assert api.get(MEI, "/desks/host/sso").json["items"] == []


def test_nobody_becomes_an_admin_by_it(api: Gateway) -> None:
    assert put(api, tenant=None, newcomers="admin").status == 422


def test_a_secret_is_kept_apart_never_shown_and_not_sent_to_another_issuer(api: Gateway) -> None:
    put(api)
    api.desks.doors.openid.issuers["https://other.example"] = {}

    assert SECRET not in api.get(MEI, "/desks/host/sso").text
    assert api.desks.doors.vault.secrets == {"sso/host/globex": SECRET}
    assert put(api, client_secret=..., name="Globex Corp").json["name"] == "Globex Corp"
    assert put(api, client_secret=..., issuer="https://other.example").json["field"] == "client_secret"


def test_two_desks_cannot_speak_for_the_same_mail_domain(api: Gateway, desks: Desks) -> None:
    put(api)
    desks.promote(LARS)
    body = GLOBEX | {"tenant": "acme"}

    assert api.put(LARS, "/desks/noord/sso/x", body).status == 409
    assert api.put(LARS, "/desks/noord/sso/x", body | {"domains": ["acme.example"]}).status == 200


def test_a_provider_does_not_move_to_another_tenant(api: Gateway) -> None:
    put(api)

    assert put(api, tenant=None).status == 409


def test_admins_see_what_a_saml_provider_has_to_be_told(api: Gateway) -> None:
    assert api.get(MEI, "/desks/host/sso").json["saml"] == {
        "entity_id": "urn:amazon:cognito:sp:pool-1",
        "reply_url": "https://loket.auth.example/saml2/idpresponse",
        "names": ["globex-saml", "other-saml"],
    }
