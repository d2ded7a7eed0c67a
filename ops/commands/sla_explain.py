"""`loket sla explain TICKET`: why its promises are due when they are, from a running local Loket."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from cyclopts import Parameter
from rich.console import Console

from helpdesk import observe
from helpdesk.domain.errors import NotFound
from helpdesk.domain.explanations import Explanation, Interval, Stretch, explain
from helpdesk.domain.ids import TicketRef, split_ticket_key
from helpdesk.domain.targets import format_duration
from helpdesk.domain.tickets import Ticket
from helpdesk.holiday_days import public_holidays
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.reader import CrossTenantReader
from helpdesk.usecases.agreement_reading import compiled_calendars
from helpdesk.usecases.agreements import Agreements
from ops.commands.where import HERE, Place
from ops.local.cloud import LocalCloud
from ops.local.outputs import StackOutputs
from ops.local.problems import Problem
from ops.local.table import table_of


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """What --json prints."""

    key: str
    subject: str
    state: str
    priority: str
    clocks: tuple[Explanation, ...]


def explain_ticket(
    ticket: str,
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    json: Annotated[bool, Parameter(negative=(), help="Print the explanation as JSON.")] = False,
) -> None:
    """Say for each promise of a ticket which rule made it, what was counted, and when it is due.

    Parameters
    ----------
    ticket
        What people call it: ACME-1042.
    """
    explained = _look_up(place.running(), ticket)
    if json:
        print(msgspec.json.format(msgspec.json.encode(explained)).decode())
        return
    console = Console(highlight=False)
    console.print(
        f"[bold]{explained.key}[/]", f"{explained.subject} ({explained.state}, {explained.priority})"
    )
    for line in (line for clock in explained.clocks for line in lines(clock)):
        console.print(line, markup=False)
    if not explained.clocks:
        console.print("Nothing is promised for it.")


def lines(clock: Explanation) -> list[str]:
    """One promise in sentences, in the wall-clock time of its calendar."""
    zone: tzinfo = ZoneInfo(clock.zone) if clock.zone else UTC
    named = f"{clock.clock} of {clock.team}" if clock.team else str(clock.clock)
    told = [
        "",
        f"{named}: {_standing(clock, zone)}",
        f"  promised  {clock.target} by rule “{clock.rule_name or clock.rule}” of policy {clock.policy}",
        f"  counted   by calendar {clock.calendar} "
        + (f"({clock.zone})" if clock.zone else "(deleted: the last due instant stays)"),
        f"  started   {_moment(clock.started_at, zone)}",
        f"  spent     {_amount(clock.spent_seconds)} of {_amount(clock.budget_seconds)}",
    ]
    for stretch in clock.counted:
        told += _stretch("counted", stretch, zone)
    for start, end in clock.pauses:
        until = _moment(end, zone) if end else "now"
        told.append(f"  paused    {_moment(start, zone)} – {until}")
    if clock.ahead:
        told += _stretch("to come", clock.ahead, zone)
    for step in clock.steps:
        when = step.fired_at or step.held_until or step.at
        if when:
            told.append(f"  {'done' if step.fired_at else 'next':<9} {step.id} {_moment(when, zone)}")
    return told


def _look_up(cloud: LocalCloud, key: str) -> Explained:
    table = table_of(cloud, StackOutputs(cloud))
    directory = TableDirectory(table, observe.now)
    ticket = _ticket(directory, CrossTenantReader(table), key)
    config = directory.desk(ticket.ref.scope.desk)
    calendars = compiled_calendars(Agreements(public_holidays), config, {})
    now = observe.now()
    return Explained(
        key=ticket.key,
        subject=ticket.subject,
        state=ticket.state,
        priority=ticket.priority,
        clocks=tuple(explain(clock, calendars.get, now) for clock in ticket.clocks),
    )


def _ticket(directory: TableDirectory, store: CrossTenantReader, key: str) -> Ticket:
    parts = split_ticket_key(key)
    scope = directory.tenant_of_prefix(parts[0]) if parts else None
    try:
        if parts and scope:
            return store.get(TicketRef(scope, parts[1]))
    except NotFound:
        pass
    raise Problem(f"There is no ticket {key}.", "The portal's queue lists them; keys look like ACME-1042.")


def _standing(clock: Explanation, zone: tzinfo) -> str:
    if clock.met_at:
        return f"met {_moment(clock.met_at, zone)}" + (", late" if clock.breached_at else "")
    if clock.due_at is None:
        return f"{clock.state}, {_amount(clock.remaining_seconds)} left"
    left = clock.remaining_seconds
    how = f"{_amount(left)} left" if left >= 0 else f"{_amount(-left)} late"
    return f"due {_moment(clock.due_at, zone)}, {how}"


def _stretch(name: str, stretch: Stretch, zone: tzinfo) -> list[str]:
    told = [f"  {name:<9} {_amount(stretch.counted_seconds)} from {_moment(stretch.start, zone)}"]
    told += [f"            {_interval(one, zone)}" for one in stretch.intervals]
    return [*told, *([f"            and {stretch.more} more"] if stretch.more else [])]


def _interval(interval: Interval, zone: tzinfo) -> str:
    start, end = interval
    return f"{_moment(start, zone)} – {_moment(end, zone)}"


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M:%S}"


def _amount(seconds: int) -> str:
    return format_duration(timedelta(seconds=seconds))
