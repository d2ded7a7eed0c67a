"""What a desk promises, as its members see it. Durations in seconds, instants in UTC."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.explanations import Explanation
from helpdesk.domain.policies import ClockKind, Rule
from helpdesk.domain.previews import Move
from tickets_api.views.administration import TeamView
from tickets_api.views.shapes import Instant, Named


class CalendarView(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar. `used_by`: the policies with a rule that counts by it. `version` is also its ETag."""

    id: str
    name: str
    spec: CalendarSpec
    used_by: tuple[Named, ...]
    version: int


class CalendarList(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's calendars, by name."""

    items: tuple[CalendarView, ...]


class PolicyView(msgspec.Struct, frozen=True, kw_only=True):
    """A policy: the first rule that matches a ticket wins. `tenants` have it. `version` is also its ETag."""

    id: str
    name: str
    rules: tuple[Rule, ...]
    tenants: tuple[Named, ...]
    version: int


class PolicyList(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's policies, by name."""

    items: tuple[PolicyView, ...]


class TenantPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Which policy a tenant has."""

    tenant: str
    policy: str


class BehaviourView(msgspec.Struct, frozen=True, kw_only=True):
    """What each state of a ticket does to each clock; what is not named runs. `own`: not the default."""

    states: dict[str, dict[ClockKind, ClockEffect]]
    own: bool


class TeamList(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's teams, by name."""

    items: tuple[TeamView, ...]


class TicketClocks(msgspec.Struct, frozen=True, kw_only=True):
    """Why each promise of a ticket is due when it is, seen `at` this moment."""

    key: str
    at: Instant
    clocks: tuple[Explanation, ...]


class UnreachableView(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that cannot be made, and why."""

    clock: ClockKind
    reason: str


class TriedView(msgspec.Struct, frozen=True, kw_only=True):
    """What such a ticket would be promised. `rule` null: nothing."""

    opened_at: Instant
    policy: str
    rule: Rule | None
    zone: str | None
    clocks: tuple[Explanation, ...]
    unreachable: tuple[UnreachableView, ...]


class MovedTicketView(msgspec.Struct, frozen=True, kw_only=True):
    """An open ticket that would move. `late`: a promise would be broken that is not broken now."""

    key: str
    subject: str
    tenant: str
    late: bool
    moves: tuple[Move, ...]


class PreviewView(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the `examined` open tickets would move; up to 50 of them, the late ones first.

    `complete` is false when there was no time to look at all.
    """

    examined: int
    moved: int
    late: int
    complete: bool
    tickets: tuple[MovedTicketView, ...]


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A date and what it is called."""

    day: date
    name: str


class DaysOff(msgspec.Struct, frozen=True, kw_only=True):
    """Days off, in order. `skipped` says in sentences what of a file was left out."""

    items: tuple[DayOff, ...]
    skipped: tuple[str, ...] = ()


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country (ISO 3166-1) whose holidays are known, and its subdivisions that have their own."""

    code: Annotated[str, Meta(examples=["NL"])]
    subdivisions: tuple[str, ...]


class CalendarChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What a calendar can be made of."""

    zones: tuple[str, ...]
    countries: tuple[Country, ...]
