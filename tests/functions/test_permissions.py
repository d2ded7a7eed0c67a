"""The one table of permissions: routes, roles, keys and the security page all say the same."""

import re
from pathlib import Path

import msgspec
import pytest

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.people import DESK_ROLES, Role
from helpdesk.domain.permissions import PERMISSIONS, role_for
from helpdesk.usecases.entering import principal_of
from helpdesk.web.permissions import PERMISSION_OF
from helpdesk.web.routes import public, routes
from kb_search.api import app as search_app
from tests.functions.access.callers import EVERYBODY, Case
from tests.functions.access.matrix import MATRIX
from tests.functions.gateway import Gateway, Reply, request
from tickets_api.app import app

GIVEN = tuple(name for name, permission in PERMISSIONS.items() if permission.for_keys)
SECURITY = Path(__file__).resolve().parents[2] / "docs" / "security.md"


def permission_of(case: Case) -> str:
    return PERMISSION_OF[case.method, request(case.method, case.path)["resource"]]


def test_every_route_takes_one_permission_and_every_permission_opens_something() -> None:
    everything = {(r.method, r.path) for one in (app, search_app) for r in routes(one)} - public(app)

    assert set(PERMISSION_OF) == everything
    assert set(PERMISSION_OF.values()) == set(PERMISSIONS)


@pytest.mark.parametrize("case", MATRIX, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_whose_role_lacks_a_permission_never_gets_through(house: Gateway, case: Case) -> None:
    has = PERMISSIONS[permission_of(case)].roles

    for email, heard in zip(EVERYBODY, case.heard.split(), strict=True):
        roles = {member.role for member in principal_of(house.desks.directory, email).memberships}
        assert roles & has or heard in {"403", "404"}, email


def as_key(api: Gateway, case: Case, *permissions: str, desk: str) -> Reply:
    """The request as a key of the desk with these permissions."""
    key = ApiKey(
        desk=desk, id="k1", name="Key", permissions=permissions, hash="", created_at=api.desks.now,
        created_by="",
    )  # fmt: skip
    event = request(case.method, case.path, case.given if case.method == "GET" else None)
    if case.method != "GET" and case.given is not None:
        event["body"] = msgspec.json.encode(case.given).decode()
    event["requestContext"]["authorizer"] = {"principal": msgspec.json.encode(key.principal).decode()}
    return api.send(event)


@pytest.mark.parametrize("case", MATRIX, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_a_key_does_what_it_was_made_for_and_nothing_else(house: Gateway, case: Case) -> None:
    needed = permission_of(case)
    others = [name for name in GIVEN if name != needed]
    desk = "host" if "/host/" in case.path else "noord"

    refused = as_key(house, case, *others, desk=desk)
    assert refused.status == 403
    assert refused.json["detail"] == f"This needs the permission {needed}."

    if needed in GIVEN:
        reply = as_key(house, case, needed, desk=desk)
        assert "permission" not in reply.text
        assert reply.status < 300 or reply.status in {409, 422} or str(reply.status) in case.heard, reply.text


@pytest.mark.parametrize("case", MATRIX, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_a_key_of_another_desk_reaches_nothing_here(house: Gateway, case: Case) -> None:
    named = re.search(r"/(noord|host)/|/(ACME)-1", case.path)
    if named is None:
        return
    reply = as_key(house, case, *GIVEN, desk="noord" if named[1] == "host" else "host")

    assert reply.status in {403, 404}


def test_a_key_of_the_admins_sees_no_mail_that_no_desk_is_known_for(house: Gateway) -> None:
    kept = Case("GET", "/quarantine/m1", None, "")

    assert as_key(house, kept, *GIVEN, desk="host").status == 404


def test_a_key_works_as_the_least_role_that_has_what_it_was_given() -> None:
    assert role_for(["ticket.read", "note.write"]) is Role.AGENT
    assert role_for(["ticket.read", "quarantine.read"]) is Role.LEAD
    assert role_for(["sla.edit"]) is Role.ADMIN
    assert all(role_for([name]) in DESK_ROLES for name in GIVEN)


def test_the_security_page_shows_the_table() -> None:
    rows = dict(re.findall(r"^\| `([a-z.]+)` \| (.*) \|$", SECURITY.read_text(), re.MULTILINE))

    assert rows == {
        name: f"{p.what} | {_roles(p.roles)} | {'yes' if p.for_keys else 'no'}"
        for name, p in PERMISSIONS.items()
    }


def _roles(roles: frozenset[Role]) -> str:
    return "all" if roles == frozenset(Role) else ", ".join(role for role in Role if role in roles)
