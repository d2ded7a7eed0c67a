"""Whom a provider lets in by SAML becomes known, as far as it can speak for them."""

from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.people import Role
from helpdesk.domain.sso.providers import Protocol, Provider
from tests.events import load
from tests.functions.pool import Cognito, kinds

OKTA = Provider(
    desk="host", id="okta", tenant="globex", protocol=Protocol.SAML, name="Okta", idp="globex-saml",
    domains=("globex.example",), newcomers=Role.REQUESTER,
)  # fmt: skip


def come_by_saml(cognito: Cognito, email: str, *, identities: str | None = None) -> None:
    """The pool is about to give tokens to whom a provider let in."""
    named = '[{"userId":"7","providerName":"globex-saml","providerType":"SAML","primary":"true"}]'
    about = {"sub": "s-7", "email": email, "name": "Nia Gold", "cognito:user_status": "EXTERNAL_PROVIDER"}
    about |= {"identities": named if identities is None else identities}
    event = {
        **load("define-challenge"),
        "triggerSource": "TokenGeneration_HostedAuth",
        "request": {"userAttributes": about, "groupConfiguration": {"groupsToOverride": []}},
        "response": {"claimsOverrideDetails": None},
    }
    assert cognito.trigger(event, None) == event


def test_by_saml_a_newcomer_becomes_known_once_and_it_is_written_down(cognito: Cognito) -> None:
    cognito.desks.doors.providers.put(OKTA)

    for _ in range(2):
        come_by_saml(cognito, "Nia@Globex.example")

    (member,) = cognito.desks.directory.memberships("nia@globex.example")
    assert (member.desk, member.tenant, member.role) == ("host", "globex", Role.REQUESTER)
    assert member.person.name == "Nia Gold"
    assert kinds(cognito) == ["sso-newcomer", "sso", "sso"]
    assert {event.desk for event in cognito.desks.doors.book.events} == {"host"}


@pytest.mark.parametrize(
    ("email", "changed", "identities"),
    [
        ("nia@acme.example", {}, None),
        ("nia@globex.example", {"newcomers": None}, None),
        ("nia@globex.example", {"enabled": False}, None),
        ("nia@globex.example", {"idp": "another"}, None),
        ("nia@globex.example", {}, "[]"),
        ("nia@globex.example", {}, "no JSON"),
        ("", {}, None),
    ],
)
def test_by_saml_nobody_becomes_known_whom_the_provider_cannot_speak_for(
    cognito: Cognito, email: str, changed: dict[str, Any], identities: str | None
) -> None:
    cognito.desks.doors.providers.put(replace(OKTA, **changed))

    come_by_saml(cognito, email, identities=identities)

    assert cognito.desks.directory.memberships("nia@globex.example") == ()
    assert cognito.desks.directory.memberships("nia@acme.example") == ()
    assert set(kinds(cognito)) <= {"sso-refused"}
