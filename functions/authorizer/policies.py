"""The authorizer's answers, as API Gateway wants them."""

from typing import Any

import msgspec

from helpdesk.domain.people import Principal

Policy = dict[str, Any]


def allow(principal: Principal, method_arn: str) -> Policy:
    """Lets them call the whole stage: the answer is cached by token, and serves every route."""
    context = {"principal": msgspec.json.encode(principal).decode()}
    return _policy(principal.email or principal.key or "somebody", "Allow", method_arn) | {"context": context}


def deny(method_arn: str) -> Policy:
    """The same for whatever reason: a caller learns nothing but that it is no."""
    return _policy("nobody", "Deny", method_arn)


def _policy(principal_id: str, effect: str, method_arn: str) -> Policy:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": _whole_stage(method_arn)}
    return {
        "principalId": principal_id,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }


def _whole_stage(method_arn: str) -> str:
    """`arn:…:api/stage/GET/tickets` -> `arn:…:api/stage/*`."""
    api, _, rest = method_arn.partition("/")
    stage = rest.partition("/")[0]
    return f"{api}/{stage}/*"
