"""Errors as RFC 9457 problem documents: the one place that turns them into HTTP."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from helpdesk.domain.errors import HelpdeskError, Invalid, TooMany, Unauthorized, Unavailable, VersionConflict

CONTENT_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong. `code` is stable, `detail` is for people, `instance` names this very request."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    field: str | UnsetType = UNSET
    current: Any = UNSET  # the shape that the route declares as its `conflict`


def problem(error: HelpdeskError, request_id: str) -> tuple[Problem, dict[str, str]]:
    """The document for an error we raised ourselves, and the headers that go with it."""
    document = _document(error.status, error.code, _sentence(error.detail), request_id)
    if isinstance(error, Invalid) and error.field:
        document = msgspec.structs.replace(document, detail=error.detail, field=error.field)
    if isinstance(error, VersionConflict) and error.current is not None:
        document = msgspec.structs.replace(document, current=error.current)
    return document, _headers(error)


def incident(request_id: str) -> Problem:
    """The document for a fault of ours: nothing about it is told but the id under which it is logged."""
    detail = f"Something went wrong on our side. It is logged as incident {request_id}."
    return _document(500, "internal", detail, request_id)


def refusal(status: int, request_id: str) -> Problem:
    """The document for what the router itself refuses (405, 415)."""
    code = TITLES[status].lower().replace(" ", "-")
    return _document(status, code, _REFUSALS.get(status, ""), request_id)


TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}
"""RFC 9110's words; those in `http` change with the version of Python."""

_REFUSALS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    415: "Send the body as application/json.",
}


def _document(status: int, code: str, detail: str, request_id: str) -> Problem:
    title = TITLES[status]
    return Problem(
        type=f"urn:loket:problem:{code}",
        title=title,
        status=status,
        detail=detail or title,
        code=code,
        instance=f"urn:loket:request:{request_id}",
    )


def _sentence(detail: str) -> str:
    """Rooms further in write without capital and full stop."""
    return f"{detail[0].upper()}{detail[1:].removesuffix('.')}." if detail else ""


def _headers(error: HelpdeskError) -> dict[str, str]:
    if isinstance(error, Unauthorized):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TooMany):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, Unavailable):
        return {"Retry-After": "5"}
    return {}
