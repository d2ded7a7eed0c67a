"""Tenants of a desk: onboarding one is a single call that can be repeated; changing it is the same call."""

import functools
import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpdesk.domain.closing import GRACE, check_not_over, check_typed
from helpdesk.domain.contrast import check_colour
from helpdesk.domain.desks import Branding, DeskConfig, Tenant
from helpdesk.domain.errors import Conflict, Invalid, NotFound, PersonExists
from helpdesk.domain.ids import TenantRef, check_prefix, check_tenant_id
from helpdesk.domain.people import Principal
from helpdesk.domain.privacy.jobs import PrivacyJob
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.versions import version_of
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.administration.counting import check_none_open
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.administration.managers import ManagerWish, appoint, checked_manager
from helpdesk.usecases.administration.names import (
    check_free,
    checked_address,
    checked_addresses,
    checked_hosts,
)
from helpdesk.usecases.administration.rights import setup, tenant_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import desk_with, retrying
from helpdesk.usecases.privacy.asking import check_never_deleted, follow_closure, purge_of

_MOST_PAGES: Final = 20
NewKey = Callable[[], str]


class BrandingWish(msgspec.Struct, frozen=True, kw_only=True):
    """How its portal and mail should look. The logo is uploaded on its own."""

    colour: str | UnsetType = UNSET
    footer: str | UnsetType = UNSET
    title: str | UnsetType = UNSET


class TenantWish(msgspec.Struct, frozen=True, kw_only=True):
    """How a tenant should be. What is left out stays, or is as by default; managers are only added."""

    name: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    addresses: tuple[str, ...] | UnsetType = UNSET
    language: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    policy: str | UnsetType = UNSET
    approve_unknown: bool | UnsetType = UNSET
    suspended: bool | UnsetType = UNSET
    hosts: tuple[str, ...] | UnsetType = UNSET
    open_look: bool | UnsetType = UNSET
    branding: BrandingWish = BrandingWish()
    managers: tuple[ManagerWish, ...] = ()


def put(
    deps: ApiDeps, principal: Principal, scope: TenantRef, wish: TenantWish, *, expected: int | None = None
) -> tuple[Tenant, bool]:
    """Make or change a tenant; whether it was made. The same again changes nothing.

    What the wish leaves out is as it is stored when this is written, whoever else saves at the same time.
    Raises NotFound, Forbidden, Invalid naming the field, Conflict, VersionConflict.
    """
    managers = tuple(checked_manager(each, place) for place, each in enumerate(wish.managers))
    done = retrying(lambda: _put(deps, principal, scope, wish, expected), once=expected is not None)
    for manager in managers:
        # A mail may make them known meanwhile: then they are found by looking again.
        retrying(functools.partial(appoint, deps, scope, manager), also=(PersonExists,))
    deps.directory.fresh(scope.desk)
    return done


def _put(
    deps: ApiDeps, principal: Principal, scope: TenantRef, wish: TenantWish, expected: int | None
) -> tuple[Tenant, bool]:
    config = setup(deps, principal, scope.desk)
    check_tenant_id(scope.tenant, "tenant")
    before = config.tenants.get(scope.tenant)
    if before is None:
        check_never_deleted(deps.privacy.jobs, scope)
    else:
        check_not_over(before.closing_at, deps.now())
    wanted = furnished(config, scope, wish, new_key=deps.new_secret)
    check_free(deps, before, wanted)
    if wanted != before or expected is not None:
        follow = _follow(deps, principal, before, wanted)
        seen = version_of(before) if expected is None else expected
        deps.editor.put_tenant(wanted, follow, expected=seen)
    return wanted, before is None


def furnished(config: DeskConfig, scope: TenantRef, wish: TenantWish, *, new_key: NewKey) -> Tenant:
    """The tenant as wished for, checked. Raises Invalid naming the field, Conflict."""
    before = config.tenants.get(scope.tenant)
    given = {
        name: value
        for name in wish.__struct_fields__
        if name not in {"branding", "managers"} and (value := getattr(wish, name)) is not UNSET
    }
    base = before or _fresh(config, scope, wish, new_key)
    tenant = replace(base, **given)
    tenant = replace(
        tenant,
        address=checked_address(tenant.address, "address"),
        addresses=checked_addresses(tenant.addresses, tenant.address),
        hosts=checked_hosts(tenant.hosts),
        branding=_branding(tenant.branding, wish.branding),
    )
    if not tenant.name.strip():
        raise Invalid(field="name", reason="is empty")
    check_prefix(tenant.prefix, "prefix")
    check_languages(tenant.language, tenant.languages)
    if tenant.policy not in config.policies:
        raise Invalid(field="policy", reason=f"there is no policy “{tenant.policy[:40]}”")
    if tenant.closing_at is not None and not tenant.suspended:
        raise Conflict("The organisation is being closed: take that back first.")
    return tenant


def close(deps: ApiDeps, principal: Principal, scope: TenantRef, typed: str) -> Tenant:
    """Suspend it for good: its data goes after a month. Raises Invalid, Conflict and so on."""
    return retrying(lambda: _close(deps, principal, scope, typed))


def _close(deps: ApiDeps, principal: Principal, scope: TenantRef, typed: str) -> Tenant:
    before = tenant_of(setup(deps, principal, scope.desk), scope.tenant)
    check_typed(typed, before.name)
    if before.closing_at is not None:
        return before
    check_none_open(deps, principal, scope.desk, lambda ticket: ticket.ref.scope == scope, before.name)
    after = replace(before, suspended=True, closing_at=deps.now() + GRACE)
    # First the job, which does nothing while the tenant is not closed.
    follow_closure(deps, principal, scope, deps.now() + GRACE)
    return _store(deps, before, after)


def reopen(deps: ApiDeps, principal: Principal, scope: TenantRef) -> Tenant:
    """Take that back. Raises NotFound, Forbidden."""
    return retrying(lambda: _reopen(deps, principal, scope))


def _reopen(deps: ApiDeps, principal: Principal, scope: TenantRef) -> Tenant:
    before = tenant_of(setup(deps, principal, scope.desk), scope.tenant)
    if before.closing_at is None:
        return before
    check_not_over(before.closing_at, deps.now())
    return _store(deps, before, replace(before, suspended=False, closing_at=None))


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a tenant, and how far that is. `complete` false: there are more tickets than counted."""

    closing_at: datetime | None
    tickets: int
    people: int
    complete: bool
    purge: PrivacyJob | None


def closure(deps: ApiDeps, principal: Principal, scope: TenantRef) -> Closure:
    """What closing it takes away, counted beforehand. Raises NotFound, Forbidden."""
    tenant = tenant_of(setup(deps, principal, scope.desk), scope.tenant)
    store, cursor, count = deps.stores.for_principal(principal).tickets, None, 0
    for _ in range(_MOST_PAGES):
        page = store.of_tenant(scope, PageRequest(limit=MAX_PAGE, cursor=cursor))
        count, cursor = count + len(page.tickets), page.next
        if cursor is None:
            break
    return Closure(
        closing_at=tenant.closing_at, tickets=count, people=len(deps.directory.people(scope)),
        complete=cursor is None, purge=purge_of(deps, scope),
    )  # fmt: skip


def set_logo(deps: ApiDeps, principal: Principal, scope: TenantRef, image: bytes | None) -> Tenant:
    """Keep a small, harmless copy of the picture, or take it away. Raises Invalid naming the field."""
    check_not_over(tenant_of(setup(deps, principal, scope.desk), scope.tenant).closing_at, deps.now())
    key = deps.files.put(scope, deps.admin.picture(image), "image/png") if image is not None else None

    def hang_up() -> Tenant:
        before = tenant_of(deps.directory.fresh(scope.desk), scope.tenant)
        return _store(deps, before, replace(before, branding=replace(before.branding, logo=key)))

    return retrying(hang_up)


def logo(deps: ApiDeps, principal: Principal, scope: TenantRef) -> bytes | None:
    """For people of the tenant and of its desk; None: it has none. Raises NotFound."""
    mine = principal.on_desk(scope.desk) or principal.in_tenant(scope)
    if mine is None or principal.ticket is not None:
        raise NotFound("There is no such organisation.")
    works_here = principal.on_desk(scope.desk) is not None  # who sets it up looks whether it came
    config = deps.directory.fresh(scope.desk) if works_here else desk_with(deps.directory, scope)
    key = tenant_of(config, scope.tenant).branding.logo
    if key is None:
        return None
    try:
        return deps.files.get(key)
    except NotFound:
        return None


def _store(deps: ApiDeps, before: Tenant, after: Tenant) -> Tenant:
    deps.editor.put_tenant(after, expected=version_of(before))
    deps.directory.fresh(after.ref.desk)
    return after


def _fresh(config: DeskConfig, scope: TenantRef, wish: TenantWish, new_key: NewKey) -> Tenant:
    """A new one by default; its key is 256 random bits."""
    for field in ("name", "address"):
        if getattr(wish, field) is UNSET:
            raise Invalid(field=field, reason="is needed for a new organisation")
    policy = next(iter(config.policies)) if len(config.policies) == 1 else ""
    if not policy and wish.policy is UNSET:
        reason = "say which: " + ", ".join(sorted(config.policies)) if config.policies else "make one first"
        raise Invalid(field="policy", reason=reason)
    return Tenant(
        ref=scope,
        name="",
        prefix=re.sub("[^A-Z0-9]", "", scope.tenant.upper()).lstrip("0123456789")[:10],
        address="",
        language=config.desk.language,
        policy=policy,
        mail_key=_as_hex(new_key()),
    )


def _as_hex(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _branding(before: Branding, wish: BrandingWish) -> Branding:
    given = {name: value for name, value in msgspec.structs.asdict(wish).items() if value is not UNSET}
    if "colour" in given:
        given["colour"] = check_colour(given["colour"], "branding.colour")
    return replace(before, **given)


def _follow(
    deps: ApiDeps, principal: Principal, before: Tenant | None, after: Tenant
) -> Recalculation | None:
    """Open tickets are held to another policy within minutes."""
    if before is None or before.policy == after.policy:
        return None
    return Recalculation(
        id=deps.new_id(), desk=after.ref.desk, edited_at=deps.now(), by=principal.name,
        tenants=(after.ref.tenant,), calendars={},
    )  # fmt: skip
