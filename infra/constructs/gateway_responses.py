"""What API Gateway itself answers when no function is asked: problem documents (RFC 9457) too."""

import json

import msgspec
from aws_cdk import aws_apigateway as apigateway

_HEADERS = {
    "Content-Type": "'application/problem+json'",
    "Cache-Control": "'no-store'",
    "X-Content-Type-Options": "'nosniff'",
    "Strict-Transport-Security": "'max-age=63072000; includeSubDomains'",
}


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    type: apigateway.ResponseType
    status: int
    code: str
    title: str
    detail: str


def _answers() -> list[_Answer]:
    kinds = apigateway.ResponseType
    rows = [
        (kinds.UNAUTHORIZED, 401, "not-signed-in", "Not signed in", "Sign in, then try again."),
        (kinds.EXPIRED_TOKEN, 401, "not-signed-in", "Sign-in expired", "Sign in again."),
        (kinds.ACCESS_DENIED, 403, "forbidden", "Not allowed", "Your sign-in does not allow this."),
        (kinds.WAF_FILTERED, 403, "forbidden", "Not allowed", "The request was turned away."),
        # API Gateway's own 403 for an unknown path says "Missing Authentication Token", which misleads.
        (
            kinds.MISSING_AUTHENTICATION_TOKEN,
            404,
            "not-found",
            "Not found",
            "There is nothing at this address.",
        ),
        (kinds.RESOURCE_NOT_FOUND, 404, "not-found", "Not found", "There is nothing at this address."),
        (kinds.REQUEST_TOO_LARGE, 413, "too-large", "Too large", "The request is larger than 10 MB."),
        (kinds.THROTTLED, 429, "too-many-requests", "Too many requests", "Wait a moment, then try again."),
        (
            kinds.QUOTA_EXCEEDED,
            429,
            "too-many-requests",
            "Too many requests",
            "Wait a moment, then try again.",
        ),
        (
            kinds.INTEGRATION_TIMEOUT,
            504,
            "timeout",
            "No answer in time",
            "Try again; nothing is known to be lost.",
        ),
        (kinds.DEFAULT_4_XX, 400, "bad-request", "Request not understood", "The request is not well formed."),
        (
            kinds.DEFAULT_5_XX,
            500,
            "internal",
            "Something went wrong",
            "Try again; the fault has been recorded.",
        ),
    ]
    return [_Answer(type=t, status=s, code=c, title=title, detail=d) for t, s, c, title, d in rows]


def add_gateway_responses(api: apigateway.RestApi) -> None:
    """Give the API all of them. The two defaults keep the status that API Gateway chose."""
    for answer in _answers():
        name = answer.type.response_type
        default = name.startswith("DEFAULT_")
        api.add_gateway_response(
            name.title().replace("_", ""),
            type=answer.type,
            status_code=None if default else str(answer.status),
            response_headers=_HEADERS,
            templates={"application/json": _problem(answer)},
        )


def _problem(answer: _Answer) -> str:
    return json.dumps(
        {
            "type": "about:blank",
            "title": answer.title,
            "status": answer.status,
            "detail": answer.detail,
            "code": answer.code,
        }
    )
