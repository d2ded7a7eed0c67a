"""Routing rules as people send them: what could go wrong later is refused here, naming the field."""

from collections.abc import Collection
from typing import Final

from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id
from helpdesk.domain.routing import Routing, RoutingConditions, RoutingOutcome, RoutingRule
from helpdesk.domain.sender_rules import normal_sender

MOST_RULES: Final = 200
_MOST_VALUES: Final = 200
_LONGEST: Final = 200


def read_routing(raw: object, teams: Collection[str]) -> Routing:
    """Raises Invalid. Rules may name only teams that are there."""
    routing = to_struct(raw, Routing)
    check_routing(routing, teams)
    return routing


def check_routing(routing: Routing, teams: Collection[str]) -> None:
    """Raises Invalid for what the shape alone does not show."""
    if len(routing.rules) > MOST_RULES:
        raise Invalid(field="rules", reason=f"holds at most {MOST_RULES} rules")
    known: set[str] = set()
    for i, rule in enumerate(routing.rules):
        if rule.id in known:
            reason = f"another rule is called “{rule.id[:40]}” already"
            raise Invalid(field=f"rules[{i}].id", reason=reason)
        try:
            _check_rule(rule, teams)
        except Invalid as error:
            raise error.under(f"rules[{i}]") from error
        known.add(rule.id)


def _check_rule(rule: RoutingRule, teams: Collection[str]) -> None:
    check_id(rule.id, "id")
    _check_text(rule.name, "name")
    _check_conditions(rule.when)
    _check_outcome(rule.set, teams)


def _check_conditions(when: RoutingConditions) -> None:
    for i, address in enumerate(when.recipients):
        field = f"when.recipients[{i}]"
        if "@" not in normal_sender(address, field):
            raise Invalid(field=field, reason=f"“{address[:80]}” is no mail address")
    for i, name in enumerate(when.senders):
        normal_sender(name, f"when.senders[{i}]")
    for i, header in enumerate(when.headers):
        field = f"when.headers[{i}]"
        _check_text(header.name, f"{field}.name")
        if not header.name.isascii() or ":" in header.name or " " in header.name:
            raise Invalid(field=f"{field}.name", reason=f"“{header.name[:80]}” is no header's name")
        if len(header.contains) > _LONGEST:
            raise Invalid(field=f"{field}.contains", reason=f"has at most {_LONGEST} characters")
    for name in ("words", "languages"):
        for i, value in enumerate(getattr(when, name)):
            _check_text(value, f"when.{name}[{i}]")
    for name in ("recipients", "senders", "headers", "words", "languages"):
        if len(getattr(when, name)) > _MOST_VALUES:
            raise Invalid(field=f"when.{name}", reason=f"holds at most {_MOST_VALUES} values")


def _check_outcome(wanted: RoutingOutcome, teams: Collection[str]) -> None:
    if wanted == RoutingOutcome():
        raise Invalid(field="set", reason="says nothing: name a team, category, priority, type or tags")
    if wanted.team is not None and wanted.team not in teams:
        raise Invalid(field="set.team", reason=f"there is no team “{wanted.team[:40]}”")
    if wanted.category is not None:
        _check_text(wanted.category, "set.category")
    if len(wanted.tags) > 20:
        raise Invalid(field="set.tags", reason="holds at most 20 tags")
    for i, tag in enumerate(wanted.tags):
        _check_text(tag, f"set.tags[{i}]", longest=50)


def _check_text(value: str, field: str, longest: int = _LONGEST) -> None:
    if not value.strip():
        raise Invalid(field=field, reason="is empty")
    if len(value) > longest:
        raise Invalid(field=field, reason=f"has at most {longest} characters")
