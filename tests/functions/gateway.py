"""Calls the API as API Gateway does, and holds every answer against the OpenAPI document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs
import msgspec
from msgspec.structs import replace

from helpdesk.usecases.entering import principal_of
from helpdesk.web.answers import EVERYWHERE
from helpdesk.web.handlers import handler
from ops.openapi import openapi
from tests.events import load
from tests.functions.desks import Desks
from tickets_api.app import app

_DOCUMENT = openapi()
_MAY_BE_KEPT = {"/api/v1/look": {("Cache-Control", EVERYWHERE["Cache-Control"])}}


@dataclass(frozen=True)
class Reply:
    """What came back. `json` is None when there was no body."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.text) if self.text else None


class Gateway:
    """The API of a house of desks."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.handle = handler(app, lambda: desks.deps)

    def get(self, who: str | None, path: str, **query: str) -> Reply:
        """GET as the person with this address (None: nobody signed in)."""
        return self.call(who, "GET", path, query=query)

    def post(self, who: str | None, path: str, body: object, **headers: str) -> Reply:
        """POST a body. Header names are written with underscores."""
        return self.call(who, "POST", path, body=body, headers=headers)

    def put(self, who: str | None, path: str, body: object, **headers: str) -> Reply:
        """PUT a body. Header names are written with underscores."""
        return self.call(who, "PUT", path, body=body, headers=headers)

    def call(
        self,
        who: str | Mapping[str, str] | None,
        method: str,
        path: str,
        *,
        body: object = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Any request, with its body as JSON. `who` can be what an authorizer left."""
        event = request(method, path, query, headers)
        event["body"] = None if body is None else msgspec.json.encode(body).decode()
        if who is not None:
            context = as_caller(self.desks, who) if isinstance(who, str) else who
            event["requestContext"]["authorizer"] = context
        return self.send(event)

    def send(self, event: dict[str, Any]) -> Reply:
        """An event as it stands."""
        answered = self.handle(event, None)
        reply = Reply(answered["statusCode"], answered["headers"], answered["body"])
        _check(event["requestContext"], reply)
        return reply


def as_caller(desks: Desks, email: str) -> dict[str, str]:
    """The context that the authorizer would have left."""
    principal = replace(principal_of(desks.directory, email), account=email, session="s-0")
    return {"principalId": email, "principal": msgspec.json.encode(principal).decode()}


def request(
    method: str, path: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The event of a request nobody is signed in for. `path` is below /api/v1."""
    event = load("api-request")
    whole = f"/api/v1{path}"
    template, params = _match(whole)
    event |= {"resource": template, "path": whole, "httpMethod": method, "pathParameters": params or None}
    event["requestContext"] |= {"resourcePath": template, "path": f"/prod{whole}", "httpMethod": method}
    if query:
        event["queryStringParameters"] = dict(query)
        event["multiValueQueryStringParameters"] = {name: [value] for name, value in query.items()}
    if method != "GET":
        event["headers"]["content-type"] = "application/json"
    event["headers"] |= {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    return event


def _match(path: str) -> tuple[str, dict[str, str]]:
    for template, pattern in _patterns():
        match = pattern.fullmatch(path)
        if match:
            return template, match.groupdict()
    return path, {}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(route, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route))) for route in app.routes]


def _check(context: Mapping[str, str], reply: Reply) -> None:
    """Every answer is a documented one, of the documented shape, and carries the security headers."""
    assert EVERYWHERE.items() - reply.headers.items() <= _MAY_BE_KEPT.get(context["resourcePath"], set())
    operation = _DOCUMENT["paths"].get(context["resourcePath"], {}).get(context["httpMethod"].lower())
    if operation is None:
        return
    documented = operation["responses"].get(str(reply.status))
    assert documented, (
        f"{context['httpMethod']} {context['resourcePath']} answered {reply.status}: {reply.text}"
    )
    if "content" not in documented:
        assert reply.text == ""
        return
    schema = documented["content"][reply.headers["Content-Type"]]["schema"]
    _validator(msgspec.json.encode(schema)).validate(reply.json)


@cache
def _validator(schema: bytes) -> jsonschema_rs.Draft202012Validator:
    """Made once a shape: the whole document goes into each."""
    whole = msgspec.json.decode(schema) | {"components": _DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
