"""What API Gateway answers when no function is asked: problem documents (RFC 9457), as helpdesk.web's."""

import json

import msgspec
from aws_cdk import aws_apigateway as apigateway

from helpdesk.web.answers import EVERYWHERE
from helpdesk.web.problems import CONTENT_TYPE

_HEADERS = {"Content-Type": CONTENT_TYPE, **EVERYWHERE}
_SIGN_IN_FIRST = {"WWW-Authenticate": "Bearer"}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer; `type` is API Gateway's name of the occasion."""

    type: str
    status: int
    title: str
    detail: str
    headers: dict[str, str] = {}

    @property
    def body(self) -> str:
        """The document; API Gateway puts the request's id in."""
        code = self.title.lower().replace(" ", "-") if self.status < 500 else "internal"
        return json.dumps(
            {
                "type": f"urn:loket:problem:{code}",
                "title": self.title,
                "status": self.status,
                "detail": self.detail,
                "code": code,
                "instance": "urn:loket:request:$context.requestId",
            }
        )


def _unauthorized(kind: str) -> Answer:
    # The authorizer says no by a Deny (raising costs its worker), so ACCESS_DENIED means the same.
    detail = "Sign in first."
    return Answer(type=kind, status=401, title="Unauthorized", detail=detail, headers=_SIGN_IN_FIRST)


def _not_found(kind: str) -> Answer:
    # API Gateway's own 403 for an unknown path says "Missing Authentication Token", which misleads.
    return Answer(type=kind, status=404, title="Not Found", detail="There is nothing at this address.")


def _too_many(kind: str) -> Answer:
    detail = "Too many requests at once. Wait a moment, then try again."
    return Answer(
        type=kind, status=429, title="Too Many Requests", detail=detail, headers={"Retry-After": "2"}
    )


ANSWERS = (
    _unauthorized("UNAUTHORIZED"),
    _unauthorized("ACCESS_DENIED"),
    _not_found("MISSING_AUTHENTICATION_TOKEN"),
    _not_found("RESOURCE_NOT_FOUND"),
    _too_many("THROTTLED"),
    _too_many("QUOTA_EXCEEDED"),
    Answer(
        type="REQUEST_TOO_LARGE",
        status=413,
        title="Content Too Large",
        detail="The request is larger than 10 MB.",
    ),
    Answer(
        type="INTEGRATION_TIMEOUT",
        status=504,
        title="Gateway Timeout",
        detail="No answer came in time. Look whether it was done before you try again.",
    ),
    # The two defaults stand for many occasions and keep the status that API Gateway chose for each.
    Answer(type="DEFAULT_4XX", status=400, title="Bad Request", detail="The request is not well formed."),
    Answer(
        type="DEFAULT_5XX",
        status=500,
        title="Internal Server Error",
        detail="Something went wrong on our side. It is logged as incident $context.requestId.",
    ),
)


def add_gateway_responses(api: apigateway.RestApi) -> None:
    """Give the API all of them."""
    for answer in ANSWERS:
        default = answer.type.startswith("DEFAULT_")
        api.add_gateway_response(
            answer.type.title().replace("_", ""),
            type=apigateway.ResponseType.of(answer.type),
            status_code=None if default else str(answer.status),
            response_headers={name: f"'{value}'" for name, value in (_HEADERS | answer.headers).items()},
            templates={"application/json": answer.body},
        )
