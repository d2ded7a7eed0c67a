"""What a clock is, what it runs under, and what it has to tell."""

import enum
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.policies import ClockKind, Rule


class Terms(NamedTuple):
    """What a policy chose for a ticket. `calendar` None: the rule's calendar was deleted."""

    policy: str
    rule: Rule
    calendar: Calendar | None


class ClockState(enum.StrEnum):
    """STOPPED: the ticket was solved or closed without this promise being met."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    STOPPED = "stopped"


class StepKind(enum.StrEnum):
    """In the order in which they come when they share a moment."""

    WARN = "warn"
    BREACH = "breach"
    ESCALATE = "escalate"


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that fires once. `at` is when it is planned (None while the clock does not run)."""

    id: str  # "warn-75", "breach", "escalate-<id of the rung>"
    kind: StepKind
    percent: int | None = None
    rung: str | None = None
    at: datetime | None = None
    held_until: datetime | None = None  # was seen outside open time; not before this instant
    fired_at: datetime | None = None  # its planned moment, however late it was seen


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A finished stretch during which the clock ran, and the open time it cost by the calendar of then."""

    start: datetime
    end: datetime
    spent: timedelta
    calendar: str


class Clock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One promise. `due_at` is None while it does not run; a met clock keeps the due instant it had.

    `budget` is the target as open time: business days are converted once, at the start. `breached_at` is
    the instant at which the promise broke, however late that was noticed.
    """

    kind: ClockKind
    team: str | None = None  # OLA: the team that holds the ticket
    policy: str
    rule: Rule
    target: str
    budget: timedelta
    started_at: datetime
    running_since: datetime | None = None
    due_at: datetime | None = None
    runs: tuple[Run, ...] = ()
    stopped_at: datetime | None = None
    met_at: datetime | None = None
    breached_at: datetime | None = None
    handed_on: bool = False  # OLA: ended by a hand-over, so reopening the ticket does not reopen it
    steps: tuple[Step, ...] = ()


class FactKind(enum.StrEnum):
    """UNREACHABLE: no clock was started, because its calendar never has so much open time."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    REOPENED = "reopened"
    STOPPED = "stopped"
    RETARGETED = "retargeted"
    UNREACHABLE = "unreachable"
    WARNED = "warned"
    BREACHED = "breached"
    ESCALATED = "escalated"
    MET = "met"


class ClockFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For the timeline. `at` is when it came true, however late it was noticed: the story stays the same."""

    what: FactKind
    clock: ClockKind
    team: str | None = None
    at: datetime
    due_at: datetime | None = None
    was_due_at: datetime | None = None  # RETARGETED
    late: timedelta | None = None  # MET after the due instant: real time
    step: str | None = None
    percent: int | None = None
    notify: tuple[str, ...] = ()
    set_team: str | None = None
    set_priority: str | None = None


Outcome = tuple[Clock, tuple[ClockFact, ...]]
