"""Trying agreements out, saved or not: what a ticket would be promised, and what open ones would be."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

import msgspec
from msgspec.structs import replace

from helpdesk.domain import clocks
from helpdesk.domain.calendars import Calendar, CalendarSpec
from helpdesk.domain.changes import Act
from helpdesk.domain.desks import DeskConfig, NamedCalendar, Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.explanations import Explanation, explain
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.policies import ClockKind, Policy, Rule, TicketFacts, choose
from helpdesk.domain.previews import Move, moves
from helpdesk.domain.promises import Terms
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import SYSTEM
from helpdesk.domain.zones import in_utc
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.agreement_reading import compiled_calendars, read_calendar, read_desk_policy
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.recalculate import Edited, retargeted
from helpdesk.usecases.tickets import caller, desk_only, find

MOST_LISTED = 50
_PATIENCE = timedelta(seconds=15)  # API Gateway waits 29


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Edits that are not saved, as they were sent: by id of the calendar, policy, tenant."""

    calendars: Mapping[str, object] = {}
    policies: Mapping[str, Mapping[str, object]] = {}
    tenants: Mapping[str, str] = {}  # tenant -> policy


class MovedTicket(msgspec.Struct, frozen=True, kw_only=True):
    """An open ticket that would move. `late`: at least one promise would be broken that is not now."""

    key: str
    subject: str
    tenant: str
    late: bool
    moves: tuple[Move, ...]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit would do to the open tickets. `complete`: all of them were looked at."""

    examined: int
    moved: int
    late: int
    complete: bool
    tickets: tuple[MovedTicket, ...]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket that might be. `opened_at` without an offset is wall-clock time of the calendar it gets."""

    facts: TicketFacts
    opened_at: str
    policy: str | None = None  # None: the tenant's


class Unreachable(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that cannot be made, and why."""

    clock: ClockKind
    reason: str


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What it would be promised. `rule` None: nothing."""

    opened_at: datetime
    policy: str
    rule: Rule | None
    zone: str | None
    clocks: tuple[Explanation, ...]
    unreachable: tuple[Unreachable, ...]


def try_it(deps: ApiDeps, principal: Principal, desk: str, proposal: Proposal, trial: Trial) -> Tried:
    """Every promise such a ticket would get, with its reasons. Raises NotFound, Invalid."""
    member_of(principal, desk)
    config = _proposed(deps, deps.directory.fresh(desk), proposal)
    policy = _policy(config, trial)
    calendars = compiled_calendars(deps.agreements, config, {})
    rule = choose(policy, trial.facts)
    calendar = calendars.get(rule.calendar) if rule else None
    at = _instant(trial.opened_at, calendar)
    if rule is None:
        return Tried(opened_at=at, policy=policy.id, rule=None, zone=None, clocks=(), unreachable=())
    explained, unreachable = [], []
    for kind in sorted(rule.targets, key=list(ClockKind).index):
        team = trial.facts.team if kind is ClockKind.OLA else None
        try:
            clock, _ = clocks.start(kind, Terms(policy.id, rule, calendar), at, team)
        except Invalid as error:
            unreachable.append(Unreachable(clock=kind, reason=error.reason))
        else:
            explained.append(explain(clock, calendars.get, at))
    return Tried(
        opened_at=at,
        policy=policy.id,
        rule=rule,
        zone=calendar.spec.zone if calendar else None,
        clocks=tuple(explained),
        unreachable=tuple(unreachable),
    )


def preview(deps: ApiDeps, principal: Principal, desk: str, proposal: Proposal) -> Preview:
    """Which open tickets would move; writes nothing. For leads and admins. Raises Forbidden, Invalid."""
    member_of(principal, desk, Role.LEAD)
    now, config = deps.now(), deps.directory.fresh(desk)
    after = _proposed(deps, config, proposal)
    before = compiled_calendars(deps.agreements, config, {})
    examined, complete = 0, True
    found: list[MovedTicket] = []
    for ticket in _open_tickets(deps, principal, desk):
        if deps.now() - now > _PATIENCE:
            complete = False
            break
        examined += 1
        tenant = after.tenants.get(ticket.ref.scope.tenant)
        edited = Edited(deps.agreements.of(after, tenant), before.get) if tenant else None
        moved = _moves(ticket, tenant, edited, now) if tenant and edited else ()
        if tenant and moved:
            late = any(move.late and not move.was_late for move in moved)
            found.append(
                MovedTicket(
                    key=ticket.key, subject=ticket.subject, tenant=tenant.name, late=late, moves=moved
                )
            )
    late_first = sorted(found, key=lambda one: not one.late)
    return Preview(
        examined=examined,
        moved=len(found),
        late=sum(one.late for one in found),
        complete=complete,
        tickets=tuple(late_first[:MOST_LISTED]),
    )


def explain_ticket(deps: ApiDeps, principal: Principal, key: str) -> tuple[Explanation, ...]:
    """Why each promise of the ticket is due when it is; for the desk. Raises NotFound, Forbidden."""
    ticket = deps.stores.for_principal(principal).tickets.get(find(deps, key))
    desk_only(caller(principal, ticket.ref), "see how promises are counted")
    config = deps.directory.desk(ticket.ref.scope.desk)
    calendars = compiled_calendars(deps.agreements, config, {})
    return tuple(explain(clock, calendars.get, deps.now()) for clock in ticket.clocks)


def _proposed(deps: ApiDeps, config: DeskConfig, proposal: Proposal) -> DeskConfig:
    """The desk as it would be. Raises Invalid naming the field of the proposal."""
    specs: dict[str, CalendarSpec] = {
        name: read_calendar(deps.agreements, raw, f"calendars.{name}")
        for name, raw in proposal.calendars.items()
    }
    drafts = {name: NamedCalendar(id=name, name=name, spec=spec) for name, spec in specs.items()}
    config = replace(config, calendars=config.calendars | drafts)
    calendars = compiled_calendars(deps.agreements, config, {})
    policies: dict[str, Policy] = {}
    for name, raw in proposal.policies.items():
        try:
            policies[name] = read_desk_policy({**raw, "id": name}, config, calendars, deps.now())
        except Invalid as error:
            raise error.under(f"policies.{name}") from error
    config = replace(config, policies=config.policies | policies)
    tenants: dict[str, Tenant] = {}
    for name, policy in proposal.tenants.items():
        if name not in config.tenants or policy not in config.policies:
            raise Invalid(field=f"tenants.{name}", reason="names no tenant, or no policy, of this desk")
        tenants[name] = replace(config.tenants[name], policy=policy)
    return replace(config, tenants=config.tenants | tenants)


def _policy(config: DeskConfig, trial: Trial) -> Policy:
    chosen = trial.policy
    if chosen is None:
        tenant = config.tenants.get(trial.facts.tenant)
        if tenant is None:
            raise Invalid(field="tenant", reason="there is no such organisation")
        chosen = tenant.policy
    if chosen not in config.policies:
        raise Invalid(field="policy", reason=f"there is no policy “{chosen[:40]}”")
    return config.policies[chosen]


def _instant(text: str, calendar: Calendar | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(field="opened_at", reason="is not an instant like 2026-11-20T16:30") from error
    if moment.tzinfo is None:
        zone = calendar.zone if calendar else None
        if zone is None:
            raise Invalid(field="opened_at", reason="needs an offset from UTC: no calendar applies")
        moment = moment.replace(tzinfo=zone)
    return in_utc(moment, "opened_at")


def _open_tickets(deps: ApiDeps, principal: Principal, desk: str) -> Iterator[Ticket]:
    store = deps.stores.for_principal(principal).tickets
    cursor: str | None = None
    while True:
        page = store.queue(desk, PageRequest(limit=MAX_PAGE, cursor=cursor))
        yield from page.tickets
        cursor = page.next
        if cursor is None:
            return


def _moves(ticket: Ticket, tenant: Tenant, edited: Edited, now: datetime) -> tuple[Move, ...]:
    act = Act(by=SYSTEM, at=now, agreement=edited, new_id=partial(str, "preview"))
    moved, _ = retargeted(ticket, tenant, act, now)
    return moves(ticket.clocks, moved.clocks, now)
