"""Policies as people send them: everything that could go wrong later is refused here, naming the field."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import time_of_day
from helpdesk.domain.ids import check_id
from helpdesk.domain.policies import NOTIFIED, Escalation, Policy, Rule
from helpdesk.domain.targets import parse_target

T = TypeVar("T")


def read_policy(raw: object, calendars: Collection[str] | None = None) -> Policy:
    """Raises Invalid. With `calendars`, rules may name only those."""
    policy = to_struct(raw, Policy)
    check_policy(policy, calendars)
    return policy


def check_policy(policy: Policy, calendars: Collection[str] | None = None) -> None:
    """Raises Invalid for what the shape alone does not show."""
    check_id(policy.id, "id")
    if not policy.rules:
        raise Invalid(field="rules", reason="needs at least one rule")
    _refuse_twins((rule.id for rule in policy.rules), "rules")
    _each(policy.rules, "rules", lambda rule: _check_rule(rule, calendars))


def check_reach(policy: Policy, calendars: Mapping[str, Calendar], at: datetime) -> None:
    """Raises Invalid for a target that its calendar, from `at` on, never has enough open time for."""
    for i, rule in enumerate(policy.rules):
        for kind, target in rule.targets.items():
            if calendar := calendars.get(rule.calendar):
                try:
                    calendar.due(at, parse_target(target))
                except Invalid as error:
                    raise Invalid(field=f"rules[{i}].targets.{kind}", reason=error.reason) from error


def _check_rule(rule: Rule, calendars: Collection[str] | None) -> None:
    check_id(rule.id, "id")
    if calendars is not None and rule.calendar not in calendars:
        raise Invalid(field="calendar", reason=f"there is no calendar “{rule.calendar}”")
    for kind, target in rule.targets.items():
        parse_target(target, f"targets.{kind}")
    for i, percent in enumerate(rule.warn_at):
        _check_percent(percent, f"warn_at[{i}]", most=99)
    _check_notified(rule.notify)
    _refuse_twins((rung.id for rung in rule.escalations), "escalations")
    _each(rule.escalations, "escalations", _check_rung)


def _check_rung(rung: Escalation) -> None:
    check_id(rung.id, "id")
    if (rung.percent is None) == (rung.after is None):
        raise Invalid(field="after", reason="give either `percent` of the target or `after` the due instant")
    if rung.percent is not None:
        _check_percent(rung.percent, "percent", most=1000)
    if rung.after is not None:
        parse_target(rung.after, "after")
    _check_notified(rung.notify)
    if rung.quiet is not None:
        start, end = (time_of_day(text, f"quiet[{i}]") for i, text in enumerate(rung.quiet))
        if start == end:
            raise Invalid(field="quiet", reason="has no length")


def _check_percent(percent: int, field: str, most: int) -> None:
    if not 1 <= percent <= most:
        raise Invalid(field=field, reason=f"must be from 1 to {most} percent of the target")


def _check_notified(people: tuple[str, ...]) -> None:
    for i, who in enumerate(people):
        if who not in NOTIFIED:
            raise Invalid(field=f"notify[{i}]", reason=f"“{who}” is none of {', '.join(sorted(NOTIFIED))}")


def _refuse_twins(ids: Iterable[str], field: str) -> None:
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            raise Invalid(field=f"{field}[{i}].id", reason=f"“{name}” is there twice")
        seen.add(name)


def _each(items: Iterable[T], field: str, check: Callable[[T], None]) -> None:
    for i, item in enumerate(items):
        try:
            check(item)
        except Invalid as error:
            raise error.under(f"{field}[{i}]") from error
