"""Answers of every status carry the security headers, and none may be kept or framed."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Unavailable
from helpdesk.web.answers import EVERYWHERE
from helpdesk.web.bodies import MAX_BODY
from helpdesk.web.handlers import handler
from helpdesk.web.problems import TITLES
from tests.fakes import FakeAttempts
from tests.functions.desks import ANA, KIM, MEI, Desks
from tests.functions.gateway import Gateway, Reply, request
from tickets_api.app import app

TICKET = {"subject": "printer", "text": "It is on fire."}


class Broken(FakeAttempts):
    """A table that fails in a way of its own choosing."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def count(self, *_: object, **__: object) -> int:
        raise self.error


def _broken(api: Gateway, error: Exception) -> Reply:
    deps = replace(api.desks.deps, attempts=Broken(error))
    api.handle = handler(app, lambda: deps)
    return api.post(None, "/sign-in/codes", {"email": KIM})


def _unasked_method(api: Gateway) -> Reply:
    event = request("GET", "/me")
    event["httpMethod"] = event["requestContext"]["httpMethod"] = "DELETE"
    return api.send(event)


def _form(api: Gateway) -> Reply:
    event = request("POST", "/sign-in/codes")
    event["headers"]["content-type"] = "text/plain"
    return api.send(event | {"body": "{}"})


def _too_often(api: Gateway) -> Reply:
    replies = [api.post(None, "/sign-in/codes", {"email": KIM}) for _ in range(6)]
    return replies[-1]


def _outdated(api: Gateway) -> Reply:
    key = api.post(KIM, "/tickets", TICKET).json["key"]
    api.put(ANA, f"/tickets/{key}/priority", {"priority": "high"}, if_match='"1"')
    return api.put(ANA, f"/tickets/{key}/priority", {"priority": "low"}, if_match='"1"')


ANSWERS: dict[int, Callable[[Gateway], Reply]] = {
    200: lambda api: api.get(KIM, "/me"),
    201: lambda api: api.post(KIM, "/tickets", TICKET),
    202: lambda api: api.post(None, "/sign-in/codes", {"email": KIM}),
    401: lambda api: api.get(None, "/me"),
    403: lambda api: api.get(ANA, "/desks/noord/sso"),
    404: lambda api: api.get(KIM, "/tickets/ACME-99"),
    405: _unasked_method,
    409: _outdated,
    413: lambda api: api.post(KIM, "/tickets", TICKET | {"text": "x" * MAX_BODY}),
    415: _form,
    422: lambda api: api.post(None, "/sign-in/codes", {"email": "kim"}),
    429: _too_often,
    500: lambda api: _broken(api, ZeroDivisionError()),
    503: lambda api: _broken(api, Unavailable("the table does not answer")),
}
NEVER_OURS = {400: "the gateway's default", 502: "nothing stands behind our functions"}


@pytest.mark.parametrize("status", ANSWERS)
def test_every_status_carries_the_security_headers(api: Gateway, status: int) -> None:
    reply = ANSWERS[status](api)

    assert reply.status == status, reply.text
    assert EVERYWHERE.items() <= reply.headers.items()
    assert reply.headers["Content-Type"] in {"application/json", "application/problem+json"}


def test_no_status_is_forgotten() -> None:
    assert set(TITLES) == {status for status in ANSWERS if status >= 400} | set(NEVER_OURS)


def test_what_they_say() -> None:
    assert EVERYWHERE["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert EVERYWHERE["Cache-Control"] == "no-store"
    assert EVERYWHERE["X-Content-Type-Options"] == "nosniff"
    assert EVERYWHERE["Strict-Transport-Security"].startswith("max-age=63072000;")
    assert EVERYWHERE["Referrer-Policy"] == "no-referrer"


def test_an_address_that_is_none_carries_them_too(api: Gateway) -> None:
    for path in ("/nowhere", "/tickets/ACME-1/nowhere"):
        reply = api.get(MEI, path)
        assert (reply.status, reply.json["code"]) == (404, "not-found")


def test_a_process_that_cannot_begin_says_so_safely(desks: Desks) -> None:
    api = Gateway(desks)

    def unwired() -> object:
        raise KeyError("LOKET_TABLE")

    api.handle = handler(app, unwired)
    reply = api.get(None, "/sign-in")

    assert reply.status == 500
    assert "LOKET_TABLE" not in reply.text
