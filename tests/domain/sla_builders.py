"""Calendars, policies and instants for tests, said briefly."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from helpdesk.domain.calendars import Calendar, Calendars, read_calendar_spec
from helpdesk.domain.policies import Conditions, Escalation, Policy, Rule, TicketFacts
from helpdesk.domain.promises import Terms, terms

OFFICE = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}

FACTS = TicketFacts(tenant="acme", type="incident", priority="normal", channel="mail")


def no_holidays(_country: str, _subdivision: str | None, _year: int) -> frozenset[date]:
    return frozenset()


def calendar(zone: str = "UTC", week: object = OFFICE, **more: object) -> Calendar:
    return Calendar(read_calendar_spec({"zone": zone, "week": week, **more}), no_holidays)


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    """`at("2026-11-20 16:30")`: a moment on the wall clock of the zone, as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def rule(**given: object) -> Rule:
    defaults: dict[str, object] = {
        "id": "all",
        "calendar": "office",
        "targets": {"first-response": "PT1H", "next-response": "PT2H", "resolution": "PT8H"},
        "when": Conditions(),
    }
    return Rule(**{**defaults, **given})  # type: ignore[arg-type]


def rung(**given: object) -> Escalation:
    return Escalation(**given)  # type: ignore[arg-type]


def terms_of(the_rule: Rule | None = None, found: Calendar | None = None, *, gone: bool = False) -> Terms:
    return Terms("policy", the_rule or rule(), None if gone else found or calendar())


def only(found: Calendar | None) -> Calendars:
    """Every id leads to this calendar."""
    return lambda _id: found


__all__ = [
    "ALWAYS", "FACTS", "OFFICE", "Policy", "at", "calendar", "hours", "no_holidays", "only", "rule", "rung",
    "terms", "terms_of",
]  # fmt: skip
