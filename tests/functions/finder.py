"""Asks the search function as API Gateway does."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from helpdesk.domain.people import Principal
from helpdesk.web.handlers import Handler


def asked(
    handle: Handler,
    who: Principal | None,
    path: str,
    *,
    query: Mapping[str, list[str]] | None = None,
    body: object = None,
) -> tuple[int, Any]:
    """Status and body of a GET with this query or, with a body, of a POST. `path` is below /api/v1."""
    method, whole = "GET" if body is None else "POST", f"/api/v1{path}"
    context = {
        "resourcePath": whole,
        "httpMethod": method,
        "requestId": "r1",
        "authorizer": {"principal": msgspec.json.encode(who).decode()} if who else {},
        "identity": {"sourceIp": "127.0.0.1"},
    }
    event = {
        "resource": whole,
        "path": whole,
        "httpMethod": method,
        "headers": {"content-type": "application/json"},
        "multiValueQueryStringParameters": query,
        "requestContext": context,
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }
    reply = handle(event, None)
    return reply["statusCode"], json.loads(reply["body"])
