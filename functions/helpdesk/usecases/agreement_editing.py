"""Admins set up what a desk promises: calendars, policies, which tenant has which, what states do to clocks.

What open tickets have to follow is left behind as a recalculation, in the same transaction as the edit.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockBehaviour, ClockEffect, read_behaviour
from helpdesk.domain.desks import DeskConfig, NamedCalendar, Tenant
from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.ids import check_id
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.policies import ClockKind, Policy
from helpdesk.domain.policy_reading import check_reach
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.tickets import State
from helpdesk.domain.versions import version_of
from helpdesk.usecases.agreement_reading import compiled_calendars, read_calendar, read_desk_policy
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.desk_roles import member_of


def setup_of(deps: ApiDeps, principal: Principal, desk: str) -> DeskConfig:
    """The desk's configuration as it is now, for its members. Raises NotFound."""
    member_of(principal, desk)
    return deps.directory.fresh(desk)


def put_calendar(
    deps: ApiDeps, principal: Principal, desk: str, calendar_id: str,
    *, name: str, raw: object, expected: int | None = None,
) -> NamedCalendar:  # fmt: skip
    """Set a calendar. Raises NotFound, Forbidden, VersionConflict, or Invalid naming the field."""
    member_of(principal, desk, Role.ADMIN)
    config = deps.directory.fresh(desk)
    spec = read_calendar(deps.agreements, raw, "spec")
    _check_promises_fit(deps, config, calendar_id, spec)
    calendar = NamedCalendar(id=check_id(calendar_id, "calendar"), name=name, spec=spec)
    before = config.calendars.get(calendar_id)
    follow = None
    if before and before.spec != spec:
        # Every tenant: a clock can still run on it by a rule that its policy has no more.
        edited = {calendar_id: before.spec}
        follow = _follow(deps, principal, config, tuple(config.tenants), edited)
    deps.editor.put_calendar(desk, calendar, follow, expected=expected)
    return calendar


def delete_calendar(deps: ApiDeps, principal: Principal, desk: str, calendar_id: str) -> None:
    """Remove a calendar that no policy names. Clocks that run on it keep their due instant and alarms.

    Raises NotFound, Forbidden, Conflict.
    """
    member_of(principal, desk, Role.ADMIN)
    config = deps.directory.fresh(desk)
    if calendar_id not in config.calendars:
        raise NotFound("There is no such calendar.")
    users = sorted(p.name or p.id for p in config.policies.values() if calendar_id in _calendars_of(p))
    if users:
        raise Conflict(f"The calendar is used by {', '.join(users)}: change that first.")
    deps.editor.delete_calendar(desk, calendar_id)


def put_policy(
    deps: ApiDeps, principal: Principal, desk: str, policy_id: str, raw: Mapping[str, object],
    *, expected: int | None = None,
) -> Policy:  # fmt: skip
    """Set a policy. Raises NotFound, Forbidden, VersionConflict, or Invalid naming the field."""
    member_of(principal, desk, Role.ADMIN)
    config, now = deps.directory.fresh(desk), deps.now()
    calendars = compiled_calendars(deps.agreements, config, {})
    policy = read_desk_policy({**raw, "id": policy_id}, config, calendars, now)
    follow = None
    if config.policies.get(policy_id) != policy:
        follow = _follow(deps, principal, config, tenants_of(config, policy_id))
    deps.editor.put_policy(desk, policy, follow, expected=expected)
    return policy


def delete_policy(deps: ApiDeps, principal: Principal, desk: str, policy_id: str) -> None:
    """Remove a policy that no tenant has. Raises NotFound, Forbidden, Conflict."""
    member_of(principal, desk, Role.ADMIN)
    config = deps.directory.fresh(desk)
    if policy_id not in config.policies:
        raise NotFound("There is no such policy.")
    users = [config.tenants[tenant].name for tenant in tenants_of(config, policy_id)]
    if users:
        raise Conflict(f"The policy is that of {', '.join(sorted(users))}: give them another one first.")
    deps.editor.delete_policy(desk, policy_id)


def set_tenant_policy(
    deps: ApiDeps, principal: Principal, desk: str, tenant_id: str, policy_id: str
) -> Tenant:
    """Promise a tenant something else from now on. Raises NotFound, Forbidden, Invalid."""
    member_of(principal, desk, Role.ADMIN)
    return retrying(lambda: _set_policy(deps, principal, desk, tenant_id, policy_id))


def _set_policy(deps: ApiDeps, principal: Principal, desk: str, tenant_id: str, policy_id: str) -> Tenant:
    config = deps.directory.fresh(desk)
    tenant = config.tenants.get(tenant_id)
    if tenant is None:
        raise NotFound("There is no such organisation.")
    if policy_id not in config.policies:
        raise Invalid(field="policy", reason=f"there is no policy “{policy_id[:40]}”")
    if tenant.policy == policy_id:
        return tenant
    after, follow = replace(tenant, policy=policy_id), _follow(deps, principal, config, (tenant_id,))
    deps.editor.put_tenant(after, follow, expected=version_of(tenant))
    return after


def set_behaviour(
    deps: ApiDeps, principal: Principal, desk: str, raw: Mapping[str, Mapping[str, str]] | None
) -> ClockBehaviour:
    """What states do to clocks, from their next change on; None: as by default. Raises Invalid."""
    member_of(principal, desk, Role.ADMIN)
    behaviour = DEFAULT_BEHAVIOUR if raw is None else _read_behaviour(raw)
    own = None if raw is None else {state: dict(effects) for state, effects in behaviour.items()}

    def keep() -> None:
        before = deps.directory.fresh(desk).desk
        deps.editor.put_desk(replace(before, clock_behaviour=own), expected=version_of(before))

    retrying(keep)
    return behaviour


def tenants_of(config: DeskConfig, policy_id: str) -> tuple[str, ...]:
    """Ids of the tenants that have this policy."""
    return tuple(sorted(name for name, tenant in config.tenants.items() if tenant.policy == policy_id))


def _read_behaviour(raw: Mapping[str, Mapping[str, str]]) -> ClockBehaviour:
    for state, effects in raw.items():
        for clock, effect in effects.items():
            if clock not in list(ClockKind) or effect not in list(ClockEffect):
                kinds, known = ", ".join(ClockKind), ", ".join(ClockEffect)
                raise Invalid(
                    field=f"states.{state}.{clock}", reason=f"is none of {known}, for one of {kinds}"
                )
    try:
        return read_behaviour(raw, frozenset(State))
    except Invalid as error:
        raise error.under("states") from error


def _calendars_of(policy: Policy) -> frozenset[str]:
    return frozenset(rule.calendar for rule in policy.rules)


def _check_promises_fit(deps: ApiDeps, config: DeskConfig, calendar_id: str, spec: CalendarSpec) -> None:
    """A calendar must have enough open time for what policies promise by it."""
    calendar = {calendar_id: deps.agreements.compiled(spec)}
    for policy in config.policies.values():
        try:
            check_reach(policy, calendar, deps.now())
        except Invalid as error:
            where = f"policy “{policy.name or policy.id}”, {error.field}"
            raise Invalid(field="spec", reason=f"has too little open time for {where}") from error


def _follow(
    deps: ApiDeps,
    principal: Principal,
    config: DeskConfig,
    tenants: tuple[str, ...],
    calendars: Mapping[str, CalendarSpec] | None = None,
) -> Recalculation | None:
    if not tenants:
        return None
    at: datetime = deps.now()
    return Recalculation(
        id=deps.new_id(),
        desk=config.desk.id,
        edited_at=at,
        by=principal.name,
        tenants=tenants,
        calendars=dict(calendars or {}),
    )
