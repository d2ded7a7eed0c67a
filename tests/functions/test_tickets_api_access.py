"""Every route as everybody: who gets in, who hears that there is nothing, who that it is not theirs."""

import pytest

from helpdesk.web.routes import public, routes
from tests.functions.access.callers import EVERYBODY, Case
from tests.functions.access.matrix import MATRIX
from tests.functions.desks import ANA, DORA
from tests.functions.gateway import Gateway, as_caller, request
from tickets_api.app import app


@pytest.mark.parametrize("case", MATRIX, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_everybody_gets_what_is_theirs_and_nothing_else(house: Gateway, case: Case) -> None:
    query, body = (case.given, None) if case.method == "GET" else (None, case.given)

    heard = [house.call(who, case.method, case.path, query=query, body=body).status for who in EVERYBODY]

    assert " ".join(map(str, heard)) == case.heard


def test_the_matrix_knows_every_route() -> None:
    tried = {(case.method, request(case.method, case.path)["resource"]) for case in MATRIX}

    assert {(r.method, r.path) for r in routes(app)} - public(app) == tried


@pytest.mark.parametrize(
    ("method", "path", "body"), sorted({(case.method, case.path, case.method != "GET") for case in MATRIX})
)
def test_nobody_gets_in_unless_the_authorizer_said_who(
    house: Gateway, method: str, path: str, body: bool
) -> None:
    reply = house.call(None, method, path, body={} if body else None)

    assert (reply.status, reply.json["code"]) == (401, "unauthorized")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("principal", ["", "{}", '{"email": 1}', "null", "\x00", '{"email":"a","name":"b"}'])
def test_a_principal_that_cannot_be_read_is_nobody(house: Gateway, principal: str) -> None:
    event = request("GET", "/me")
    event["requestContext"]["authorizer"] = {"principal": principal}

    assert house.send(event).status == 401


def test_what_is_public_is_public_on_purpose() -> None:
    assert public(app) == {
        ("GET", "/api/v1/sign-in"),
        ("GET", "/api/v1/look"),
        ("POST", "/api/v1/sign-in/codes"),
        ("POST", "/api/v1/sign-in/passwords"),
        ("POST", "/api/v1/sign-in/departures"),
        ("POST", "/api/v1/sign-in/arrivals"),
        ("GET", "/api/v1/openapi.json"),
        ("GET", "/api/v1/public/{desk}/spaces"),
        ("GET", "/api/v1/public/{desk}/spaces/{space}/articles"),
        ("GET", "/api/v1/public/{desk}/articles/{article}"),
        ("GET", "/api/v1/public/{desk}/trees/{tree}"),
        ("POST", "/api/v1/public/{desk}/articles/{article}/votes"),
    }


@pytest.mark.parametrize(
    "key", ["ACME-2", "NONE-1", "ACME", "ACME-0", "../ACME-1", "ACME-1%00", "ACME-99999999999"]
)
def test_a_ticket_that_is_not_there_is_no_different_from_one_that_is_not_theirs(
    house: Gateway, key: str
) -> None:
    event = request("GET", "/tickets/ACME-1")
    event["pathParameters"] = {"key": key}
    event["requestContext"]["authorizer"] = as_caller(house.desks, ANA)
    missing = house.send(event)
    hidden = house.get(DORA, "/tickets/ACME-1")

    assert missing.status == hidden.status == 404
    assert missing.json == hidden.json
    assert missing.json["detail"] == "There is no such ticket."
