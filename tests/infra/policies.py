"""A small evaluator of IAM policies, for the operators our templates use; it refuses any other.

After the reference of policy evaluation (docs.aws.amazon.com/IAM): nothing is allowed unless a statement
allows it, a Deny wins, a variable without a value makes its statement match nothing, and `ForAllValues` is
true of no values at all.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tests.infra.assembly import Statement

Values = Mapping[str, str | Sequence[str]]

_VARIABLE = re.compile(r"\$\{([^}]+)\}")


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One call: `resource` as an ARN, `context` by condition key."""

    action: str
    resource: str
    context: dict[str, str | list[str]] = {}


def allows(statements: Sequence[Statement], ask: Ask) -> bool:
    """Whether the call goes through under these statements (ARNs in them already resolved to text)."""
    effects = {statement["Effect"] for statement in statements if _applies(statement, ask)}
    return "Allow" in effects and "Deny" not in effects


def _applies(statement: Statement, ask: Ask) -> bool:
    unknown = set(statement) - {"Action", "Resource", "Effect", "Condition", "Sid", "Principal"}
    assert not unknown, f"the evaluator does not know {unknown}"
    return (
        any(_like(ask.action.lower(), action.lower()) for action in statement["Action"])
        and any(_matches(ask.resource, pattern, ask.context) for pattern in statement["Resource"])
        and all(
            _holds(operator, key, _listed(wanted), ask.context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        )
    )


def _holds(operator: str, key: str, wanted: Sequence[str], context: Values) -> bool:
    there = context.get(key)
    match operator:
        case "Null":
            return (there is None) is (wanted == ["true"])
        case "ForAllValues:StringLike":
            return all(any(_matches(one, p, context) for p in wanted) for one in _listed(there or []))
        case "ForAllValues:StringEquals":
            return all(one in wanted for one in _listed(there or []))
        case "StringLike":
            return there is not None and any(_matches(str(there), p, context) for p in wanted)
        case "StringEquals":
            return there is not None and there in wanted
    raise AssertionError(f"the evaluator does not know {operator}")


def _matches(text: str, pattern: str, context: Values) -> bool:
    """`pattern` with its variables filled in; wildcards in their values count as what they are there."""
    missing = [name for name in _VARIABLE.findall(pattern) if not isinstance(context.get(name), str)]
    if missing:
        return False
    return _like(text, _VARIABLE.sub(lambda found: str(context[found[1]]), pattern))


def _like(text: str, pattern: str) -> bool:
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
