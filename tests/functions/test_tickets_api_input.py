"""Bad input: a clear answer that names the field, and never a fault of ours."""

import base64
from typing import Any

import msgspec
import pytest

from helpdesk.web.bodies import MAX_BODY
from tests.functions.desks import ANA, KIM
from tests.functions.gateway import Gateway, Reply, as_caller, request

GOOD = {"subject": "x", "text": "y"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "subject"),
        ({"subject": "x"}, "text"),
        (GOOD | {"subject": " \n "}, "subject"),
        (GOOD | {"subject": "\x00"}, "subject"),
        (GOOD | {"subject": "x" * 301}, "subject"),
        (GOOD | {"subject": 7}, "subject"),
        (GOOD | {"subject": None}, "subject"),
        (GOOD | {"text": ""}, "text"),
        (GOOD | {"text": "x" * 100_001}, "text"),
        (GOOD | {"titel": "x"}, "titel"),
        (GOOD | {"type": "wish"}, "type"),
        (GOOD | {"priority": "HIGH"}, "priority"),
        (GOOD | {"tenant": "acme"}, "tenant"),
        (GOOD | {"tenant": {"desk": "noord"}}, "tenant"),
        (GOOD | {"tenant": {"desk": "noord", "tenant": "ACME"}}, "tenant.tenant"),
        (GOOD | {"tenant": {"desk": "noord", "tenant": "a#b"}}, "tenant.tenant"),
        (GOOD | {"requester": {"email": "a,b@c.example"}}, "requester.email"),
        (GOOD | {"requester": {"email": "zoë@c.example"}}, "requester.email"),
        (GOOD | {"requester": {"email": "nobody"}}, "requester.email"),
        (GOOD | {"requester": {"email": "a@b", "role": "admin"}}, "requester"),
    ],
)
def test_what_is_wrong_with_a_body_is_said_with_the_field(api: Gateway, body: object, field: str) -> None:
    reply = api.post(KIM, "/tickets", body)

    assert (reply.status, reply.json["code"], reply.json["field"]) == (422, "invalid", field)


def test_a_tenant_that_is_not_there_is_said_so(api: Gateway) -> None:
    tenant = {"desk": "noord", "tenant": "nowhere"}

    reply = api.post(ANA, "/tickets", GOOD | {"tenant": tenant, "requester": {"email": KIM}})

    assert (reply.status, reply.json["field"]) == (422, "tenant")


@pytest.mark.parametrize(
    "body", [None, "", "  ", "{", "[]", '"x"', "null", "[" * 100_000, '{"subject": "\\ud800"}', "NaN"]
)
def test_a_body_that_is_no_json_object_is_said_so(api: Gateway, body: str | None) -> None:
    reply = _sent(api, body)

    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert "field" not in reply.json


def test_a_body_may_come_as_base64(api: Gateway) -> None:
    encoded = base64.b64encode(msgspec.json.encode(GOOD)).decode()

    assert _sent(api, encoded, isBase64Encoded=True).status == 201
    assert _sent(api, "*" + encoded, isBase64Encoded=True).status == 422
    assert _sent(api, base64.b64encode(b"\xff\xfe").decode(), isBase64Encoded=True).status == 422


def test_a_body_that_is_too_large_is_not_read(api: Gateway) -> None:
    reply = _sent(api, "x" * (MAX_BODY + 1))

    assert (reply.status, reply.json["code"]) == (413, "too-large")


def test_a_body_that_is_not_json_by_its_type_is_refused(api: Gateway) -> None:
    event = request("POST", "/tickets")
    event["headers"]["content-type"] = "application/x-www-form-urlencoded"
    event["body"] = "subject=x"
    event["requestContext"]["authorizer"] = as_caller(api.desks, KIM)

    reply = api.send(event)

    assert (reply.status, reply.json["code"]) == (415, "unsupported-media-type")
    assert reply.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "view"),
        ({"view": "all"}, "view"),
        ({"view": "queue", "limit": "0"}, "limit"),
        ({"view": "queue", "limit": "101"}, "limit"),
        ({"view": "queue", "limit": "many"}, "limit"),
        ({"view": "queue", "limt": "5"}, "limt"),
        ({"view": "queue", "desk": "NOORD"}, "desk"),
        ({"view": "queue", "desk": "noord", "tenant": "acme"}, "tenant"),
        ({"view": "organisation", "tenant": "acme"}, "desk"),
        ({"view": "organisation"}, "tenant"),
        ({"view": "queue", "cursor": "made-up"}, "cursor"),
        ({"view": "queue", "cursor": "e30="}, "cursor"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_with_the_parameter(
    api: Gateway, query: dict[str, str], field: str
) -> None:
    reply = api.get(ANA, "/tickets", **query)

    assert (reply.status, reply.json["field"]) == (422, field)


def test_a_parameter_given_twice_is_not_guessed_at(api: Gateway) -> None:
    event = request("GET", "/tickets", {"view": "queue"})
    event["multiValueQueryStringParameters"] = {"view": ["queue", "mine"]}
    event["requestContext"]["authorizer"] = as_caller(api.desks, ANA)

    assert api.send(event).json["field"] == "view"


@pytest.mark.parametrize("tag", ["", "7", '"x"', '"7', '"1","2"', "W/7"])
def test_an_if_match_that_is_no_etag_of_ours_is_refused(api: Gateway, tag: str) -> None:
    api.post(KIM, "/tickets", GOOD)

    reply = api.put(ANA, "/tickets/ACME-1/state", {"state": "open"}, If_Match=tag)

    assert (reply.status, reply.json["field"]) == (422, "If-Match")


def test_every_answer_carries_the_headers_that_keep_browsers_honest(api: Gateway) -> None:
    for reply in (
        api.get(KIM, "/me"),
        api.get(KIM, "/tickets/ACME-9"),
        api.get(None, "/me"),
        api.get(None, "/sign-in"),
    ):
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert reply.headers["X-Request-Id"] == "6f1c2c0e-9d2b-4c8e-8a53-6c1f5f0b7d21"


def test_an_address_nobody_serves_and_a_method_nobody_takes_are_problems_too(api: Gateway) -> None:
    nowhere = api.send(request("GET", "/nothing/here"))
    wrong = api.send(request("DELETE", "/tickets/ACME-1"))

    assert (nowhere.status, nowhere.json["code"]) == (404, "not-found")
    assert (wrong.status, wrong.json["code"], wrong.headers["Allow"]) == (405, "method-not-allowed", "GET")
    assert api.send(request("GET", "/nothing/here")).status == 404


def test_an_event_that_is_no_request_is_answered_too(api: Gateway) -> None:
    for event in ({}, {"requestContext": None}, {"requestContext": {"resourcePath": "/api/v1/me"}}):
        assert api.handle(event, None)["statusCode"] in {404, 500}


def _sent(api: Gateway, body: str | None, **more: Any) -> Reply:
    event = request("POST", "/tickets") | {"body": body} | more
    event["requestContext"]["authorizer"] = as_caller(api.desks, KIM)
    return api.send(event)


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("DELETE", "/me/devices/×ø", (404, None)),
        ("DELETE", "/desks/noord/sso/a#b", (404, None)),
        ("GET", "/desks/noord/tenants/acme/people/A", (404, None)),
        ("PUT", "/desks/noord/teams/A%20team", (422, "team")),
    ],
)
def test_what_cannot_be_an_id_names_nothing_and_is_no_name(
    api: Gateway, method: str, path: str, told: tuple[int, str | None]
) -> None:
    reply = api.put(ANA, path, {"name": "A"}) if method == "PUT" else api.call(ANA, method, path)

    assert (reply.status, reply.json.get("field")) == told
