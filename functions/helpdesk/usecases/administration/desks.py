"""Desks as a whole: operators make, suspend and close them, admins say how theirs works."""

from typing import Final

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpdesk.domain.closing import GRACE, check_not_over, check_typed
from helpdesk.domain.desks import Agent, Desk, DeskConfig
from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.domain.people import PersonRef, Principal, Role
from helpdesk.domain.privacy.jobs import PrivacyJob
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration.counting import check_none_open
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.administration.rights import check_operator, in_the_desks_name, whole_desk
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.privacy.asking import check_never_deleted, follow_closure, purge_of

LEAST_CERTAIN: Final = 50


class DeskWish(msgspec.Struct, frozen=True, kw_only=True):
    """How a desk should be. What is left out stays, or is as by default."""

    name: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    reopen_days: int | UnsetType = UNSET
    fill_from: int | UnsetType | None = UNSET
    suspended: bool | UnsetType = UNSET


def of_principal(deps: ApiDeps, principal: Principal) -> tuple[DeskConfig, ...]:
    """The desks one works for; all of them for an operator, by name."""
    ids = set(principal.desks) | (set(deps.admin.rows.desks()) if principal.operator else set())
    found = (deps.directory.fresh(desk) for desk in ids)
    return tuple(sorted(found, key=lambda config: (config.desk.name.casefold(), config.desk.id)))


def show(deps: ApiDeps, principal: Principal, desk: str) -> DeskConfig:
    """A desk one works for. Raises NotFound."""
    return whole_desk(deps, principal, desk, Role.AGENT)


def put(
    deps: ApiDeps,
    principal: Principal,
    desk: str,
    wish: DeskWish,
    *,
    admin: PersonRef | None = None,
    expected: int | None = None,
) -> Desk:
    """Change a desk, or (operators, with a first admin) make one. The same again changes nothing.

    Raises NotFound, Forbidden, Invalid, Conflict, VersionConflict.
    """
    after = retrying(
        lambda: _put(deps, principal, desk, wish, admin, expected=expected), once=expected is not None
    )
    if admin is not None:
        retrying(lambda: _add_admin(deps, principal, desk, admin))
    deps.directory.fresh(desk)
    return after


def _put(
    deps: ApiDeps, principal: Principal, desk: str, wish: DeskWish, admin: PersonRef | None,
    *, expected: int | None,
) -> Desk:  # fmt: skip
    try:
        config = whole_desk(deps, principal, desk)
    except NotFound:
        if not principal.operator:
            raise
        return _make(deps, check_id(desk, "desk"), wish, admin)
    before = config.desk
    if admin is not None or (wish.suspended is not UNSET and wish.suspended != before.suspended):
        check_operator(principal)
    if admin is not None:
        as_admin(config, admin)  # before anything is written
    after = _wanted(before, wish)
    if after != before or expected is not None:
        deps.editor.put_desk(after, expected=version_of(before) if expected is None else expected)
    return after


def close(deps: ApiDeps, principal: Principal, desk: str, typed: str) -> Desk:
    """Suspend a desk for good: its data goes after a month. Raises Invalid, Conflict, Forbidden."""
    check_operator(principal)
    return retrying(lambda: _close(deps, principal, desk, typed))


def _close(deps: ApiDeps, principal: Principal, desk: str, typed: str) -> Desk:
    before = deps.directory.fresh(desk).desk
    check_typed(typed, before.name)
    if before.closing_at is not None:
        return before
    acting = in_the_desks_name(principal, desk)
    check_none_open(deps, acting, desk, lambda _: True, before.name)
    after = replace(before, suspended=True, closing_at=deps.now() + GRACE)
    # First the job, which does nothing while the desk is not closed.
    follow_closure(deps, principal, TenantRef(desk, ""), after.closing_at or deps.now())
    return _store(deps, before, after)


def reopen(deps: ApiDeps, principal: Principal, desk: str) -> Desk:
    """Take that back. Raises NotFound, Forbidden."""
    check_operator(principal)
    return retrying(lambda: _reopen(deps, desk))


def _reopen(deps: ApiDeps, desk: str) -> Desk:
    before = deps.directory.fresh(desk).desk
    if before.closing_at is None:
        return before
    check_not_over(before.closing_at, deps.now())
    return _store(deps, before, replace(before, suspended=False, closing_at=None))


class DeskClosure(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a desk, and how far that is. `desk` None: it is gone."""

    desk: Desk | None
    tenants: int
    agents: int
    spaces: int
    purge: PrivacyJob | None


def closure(deps: ApiDeps, principal: Principal, desk: str) -> DeskClosure:
    """What closing it takes away, counted beforehand. Raises NotFound, Forbidden."""
    check_operator(principal)
    purge = purge_of(deps, TenantRef(desk, ""))
    try:
        config = deps.directory.fresh(desk)
    except NotFound:
        if purge is None:
            raise
        return DeskClosure(desk=None, tenants=0, agents=0, spaces=0, purge=purge)
    spaces = len(deps.knowledge.store.spaces(desk))
    return DeskClosure(
        desk=config.desk, tenants=len(config.tenants), agents=len(config.agents), spaces=spaces, purge=purge
    )


def _make(deps: ApiDeps, desk: str, wish: DeskWish, admin: PersonRef | None) -> Desk:
    if wish.name is UNSET:
        raise Invalid(field="name", reason="say what the desk is called")
    if admin is None:
        raise Invalid(field="admin", reason="say who is to be its first admin")
    check_never_deleted(deps.privacy.jobs, TenantRef(desk, ""))
    made = _wanted(Desk(id=desk, name=""), wish)
    deps.editor.put_desk(made, expected=version_of(None))
    return made


def _add_admin(deps: ApiDeps, principal: Principal, desk: str, admin: PersonRef) -> None:
    check_operator(principal)
    config = deps.directory.fresh(desk)
    seen = version_of(config.agents.get(admin.id))
    deps.editor.put_agent(desk, as_admin(config, admin), expected=seen)
    deps.accounts.ensure(admin.email)


def as_admin(config: DeskConfig, admin: PersonRef) -> Agent:
    """The member they are to be. Raises Conflict when somebody else has the id, or the address."""
    known = config.agents.get(admin.id)
    if known and known.person.email != admin.email:
        raise Conflict("Another member of the desk has this id.")
    if any(each.person.email == admin.email for id_, each in config.agents.items() if id_ != admin.id):
        raise Conflict("Another member of the desk has this address.")
    made = known or Agent(person=admin, role=Role.ADMIN)
    return replace(made, person=admin, role=Role.ADMIN, suspended=False)


def _wanted(before: Desk, wish: DeskWish) -> Desk:
    if before.closing_at is not None and wish.suspended is False:
        raise Conflict("The desk is being closed: take that back first.")
    given = {name: value for name, value in msgspec.structs.asdict(wish).items() if value is not UNSET}
    after = replace(before, **given)
    check_languages(after.language, after.languages)
    if not 0 <= after.reopen_days <= 365:
        raise Invalid(field="reopen_days", reason="is from 0 to 365")
    if after.fill_from is not None and not LEAST_CERTAIN <= after.fill_from <= 100:
        raise Invalid(field="fill_from", reason=f"is from {LEAST_CERTAIN} to 100 percent, or null")
    return after


def _store(deps: ApiDeps, before: Desk, after: Desk) -> Desk:
    deps.editor.put_desk(after, expected=version_of(before))
    deps.directory.fresh(after.id)
    return after
