"""Calendars and policies as people send them, checked against the desk that they are for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from helpdesk.domain.calendars import Calendar, CalendarSpec, read_calendar_spec
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import Conditions, Policy
from helpdesk.domain.policy_reading import check_reach, read_policy
from helpdesk.domain.tickets import Channel, Priority, TicketType
from helpdesk.usecases.agreements import Agreements


def read_calendar(agreements: Agreements, raw: object, field: str) -> CalendarSpec:
    """The calendar in `field`. Raises Invalid naming the part of it that cannot be."""
    try:
        spec = read_calendar_spec(raw)
        agreements.compiled(spec)
    except Invalid as error:
        raise error.under(field) from error
    return spec


def read_desk_policy(
    raw: Mapping[str, object],
    config: DeskConfig,
    calendars: Mapping[str, Calendar],
    at: datetime,
) -> Policy:
    """The policy; its rules may name only what the desk has. Raises Invalid naming the field."""
    policy = read_policy(raw, calendars)
    check_reach(policy, calendars, at)
    for i, rule in enumerate(policy.rules):
        _check_conditions(rule.when, config, f"rules[{i}].when")
        for j, rung in enumerate(rule.escalations):
            where = f"rules[{i}].escalations[{j}]"
            _check_conditions(rung.when, config, f"{where}.when")
            _check_known((rung.set_team,) if rung.set_team else (), config.teams, f"{where}.set_team")
            _check_known(
                (rung.set_priority,) if rung.set_priority else (), list(Priority), f"{where}.set_priority"
            )
    return policy


def compiled_calendars(
    agreements: Agreements, config: DeskConfig, drafts: Mapping[str, CalendarSpec]
) -> dict[str, Calendar]:
    """The desk's calendars with `drafts` laid over them; what cannot be compiled any more is left out."""
    specs = {name: calendar.spec for name, calendar in config.calendars.items()} | dict(drafts)
    found: dict[str, Calendar] = {}
    for name, spec in specs.items():
        try:
            found[name] = agreements.compiled(spec)
        except Invalid:
            continue
    return found


def _check_conditions(when: Conditions, config: DeskConfig, field: str) -> None:
    _check_known(when.tenant, config.tenants, f"{field}.tenant")
    _check_known(when.type, list(TicketType), f"{field}.type")
    _check_known(when.priority, list(Priority), f"{field}.priority")
    _check_known(when.channel, list(Channel), f"{field}.channel")
    _check_known(when.team, config.teams, f"{field}.team")


def _check_known(given: Iterable[str], known: Collection[str], field: str) -> None:
    for value in given:
        if value not in known:
            some = ", ".join(sorted(known)[:8]) or "nothing yet"
            raise Invalid(field=field, reason=f"“{value[:40]}” is not known to this desk; it has {some}")
