"""Answers as API Gateway wants them: JSON, the headers that all carry, and an ETag where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec
from chalice.app import Response

from helpdesk.web.problems import CONTENT_TYPE, Problem

T = TypeVar("T")

EVERYWHERE: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer, whatever its status; the gateway's own answers carry them too."""


@dataclass(frozen=True, kw_only=True)
class Answer(Generic[T]):
    """A body with the version it stands for (sent as the ETag) or the place where it now lives."""

    body: T
    version: int | None = None
    location: str | None = None


def respond(result: object, status: int, request_id: str, *, kept: int = 0) -> Response:
    """What a view returned, as a response. None has no body. `kept`: seconds that anybody may keep it."""
    answer = result if isinstance(result, Answer) else Answer(body=result)
    headers = {}
    if kept:
        headers["Cache-Control"] = f"public, max-age={kept}, stale-while-revalidate={kept}"
    if answer.version is not None:
        headers["ETag"] = f'"{answer.version}"'
    if answer.location is not None:
        headers["Location"] = answer.location
    body = "" if answer.body is None else msgspec.json.encode(answer.body).decode()
    return _response(body, status, "application/json", headers, request_id)


def respond_problem(problem: Problem, headers: Mapping[str, str], request_id: str) -> Response:
    """A problem document, as a response."""
    body = msgspec.json.encode(problem).decode()
    return _response(body, problem.status, CONTENT_TYPE, headers, request_id)


def _response(body: str, status: int, kind: str, headers: Mapping[str, str], request_id: str) -> Response:
    return Response(
        body=body,
        status_code=status,
        headers={"Content-Type": kind, "X-Request-Id": request_id, **EVERYWHERE, **headers},
    )
