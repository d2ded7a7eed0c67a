"""Policies: ordered rules that choose targets, calendar, warnings and escalations (the service matrix)."""

import enum

import msgspec


class ClockKind(enum.StrEnum):
    """The promises a ticket can carry; OLA is an internal one, per team hand-over."""

    FIRST_RESPONSE = "first-response"
    NEXT_RESPONSE = "next-response"
    RESOLUTION = "resolution"
    OLA = "ola"


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What rules look at. `category` is a path (`network/vpn`): rules for either part cover it."""

    tenant: str
    type: str
    priority: str
    channel: str
    service: str | None = None
    category: str | None = None
    team: str | None = None
    assigned: bool = False
    vip: bool = False


class Conditions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that are given must hold; each list means "one of these". None given: always."""

    tenant: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    assigned: bool | None = None
    vip: bool | None = None


class Escalation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rung of the ladder: at `percent` of the target, or `after` (ISO 8601) the due instant.

    `notify` names assignee, team, lead or admin. `set_team` escalates functionally, telling lead or admin
    hierarchically.
    `any_time`: `after` is real time, and closed hours do not hold it; `quiet` (`["22:00","07:00"]`, in the
    calendar's zone) still does.
    """

    id: str
    percent: int | None = None
    after: str | None = None
    clocks: tuple[ClockKind, ...] = ()  # none: all
    when: Conditions = Conditions()
    notify: tuple[str, ...] = ("assignee",)
    set_team: str | None = None
    set_priority: str | None = None
    any_time: bool = False
    quiet: tuple[str, str] | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Targets are ISO 8601 (`PT4H`, `P2D`); a kind of clock without one carries no promise."""

    id: str
    name: str = ""
    when: Conditions = Conditions()
    calendar: str
    targets: dict[ClockKind, str]
    warn_at: tuple[int, ...] = (75,)  # percent of the target
    notify: tuple[str, ...] = ("assignee", "team")  # whom warnings and the breach itself are told to
    escalations: tuple[Escalation, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first rule that matches wins."""

    id: str
    name: str = ""
    rules: tuple[Rule, ...]


NOTIFIED = frozenset({"assignee", "team", "lead", "admin"})

_ATTRIBUTES = ("tenant", "type", "service", "priority", "channel", "team")


def choose(policy: Policy, facts: TicketFacts) -> Rule | None:
    """The first rule whose conditions all hold; None: nothing is promised."""
    return next((rule for rule in policy.rules if holds(rule.when, facts)), None)


def holds(when: Conditions, facts: TicketFacts) -> bool:
    """Whether all conditions that are given hold."""
    if when.vip is not None and when.vip is not facts.vip:
        return False
    if when.assigned is not None and when.assigned is not facts.assigned:
        return False
    if when.category and not any(_within(facts.category, category) for category in when.category):
        return False
    wanted = ((getattr(when, name), getattr(facts, name)) for name in _ATTRIBUTES)
    return all(not values or value in values for values, value in wanted)


def _within(category: str | None, parent: str) -> bool:
    """A single id (`vpn`) covers its part of the tree wherever that is; a path only what is right there."""
    if category is None:
        return False
    return parent in category.split("/") or category == parent or category.startswith(f"{parent}/")
