"""A desk's tenants: onboarding one is one call that can be repeated."""

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from helpdesk.domain.contrast import contrast_of
from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.errors import Conflict, Forbidden, Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Role
from helpdesk.domain.portal_hosts import MOST_HOSTS
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import rights, tenants
from helpdesk.usecases.administration.addresses import check_of
from helpdesk.usecases.administration.managers import ManagerWish
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id, Line, one_line
from tickets_api.routes.desks import Language, TypedName
from tickets_api.storing import stored
from tickets_api.views.administration import (
    BrandingSettings,
    ClosureView,
    LogoView,
    MailAddress,
    TenantLine,
    TenantLines,
    TenantSettings,
)

blueprint = Blueprint(__name__)


HostName = Annotated[str, Meta(max_length=260, examples=["support.acme.example"])]


class BrandingInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`colour` must be readable with white; the answer to one that is not proposes the nearest that is."""

    colour: Annotated[str, Meta(max_length=20, examples=["#1f5f8b"])] | UnsetType = UNSET
    title: Annotated[str, Meta(max_length=100)] | UnsetType = UNSET
    footer: Annotated[str, Meta(max_length=1000)] | UnsetType = UNSET


class ManagerInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who may see all tickets of the tenant."""

    email: Email
    name: Annotated[str, Meta(max_length=300)] = ""


class TenantSetupInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. A new tenant needs `name` and `address`, and `policy` if there are several.

    `hosts`: names that its own portal is opened under; with one, or `open_look`, strangers see how it looks.
    """

    name: Line | UnsetType = UNSET
    prefix: Annotated[str, Meta(max_length=10)] | UnsetType = UNSET
    address: Email | UnsetType = UNSET
    addresses: Annotated[tuple[Email, ...], Meta(max_length=20)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    languages: Annotated[tuple[Language, ...], Meta(max_length=20)] | UnsetType = UNSET
    policy: Id | UnsetType = UNSET
    approve_unknown: bool | UnsetType = UNSET
    suspended: bool | UnsetType = UNSET
    hosts: Annotated[tuple[HostName, ...], Meta(max_length=MOST_HOSTS)] | UnsetType = UNSET
    open_look: bool | UnsetType = UNSET
    branding: BrandingInput = BrandingInput()
    managers: Annotated[tuple[ManagerInput, ...], Meta(max_length=50)] = ()


class LogoInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PNG, JPEG, WebP or GIF in base64; 300 KB at most."""

    image: Annotated[str, Meta(min_length=1, max_length=400_000)]


class TenantsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`q`: words of a name, prefix or address."""

    q: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    cursor: Annotated[str, Meta(max_length=100)] | None = None


@blueprint.get("/api/v1/desks/{desk}/tenants")
def list_tenants(call: Call[ApiDeps], desk: Id, query: TenantsQuery) -> TenantLines:
    """List the desk's tenants by name."""
    config = rights.setup(call.deps, call.principal, desk, Role.AGENT)
    words = query.q.casefold().split()
    found = [
        tenant
        for tenant in sorted(config.tenants.values(), key=lambda t: (t.name.casefold(), t.ref))
        if all(word in _haystack(tenant) for word in words)
    ]
    start = 0
    if query.cursor is not None:
        behind = next((at for at, t in enumerate(found) if t.ref.tenant == query.cursor), None)
        if behind is None:
            raise Invalid(field="cursor", reason="was not given out by this list")
        start = behind + 1
    shown = found[start : start + query.limit]
    more = start + len(shown) < len(found)
    return TenantLines(
        items=tuple(_line(config, tenant) for tenant in shown),
        next=shown[-1].ref.tenant if more and shown else None,
        total=len(found),
    )


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}")
def show_tenant(call: Call[ApiDeps], desk: Id, tenant: Id) -> Answer[TenantSettings]:
    """How a tenant is set up."""
    config = rights.setup(call.deps, call.principal, desk, Role.AGENT)
    found = rights.tenant_of(config, tenant)
    return Answer(body=settings_of(config, found), version=version_of(found))


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}", errors=(Forbidden,), conflict=TenantSettings)
def put_tenant(call: Call[ApiDeps], desk: Id, tenant: Id, body: TenantSetupInput) -> Answer[TenantSettings]:
    """Onboard a tenant, or change it (admins): all in one call, and the same again changes nothing."""
    scope = TenantRef(desk, tenant)
    after, _ = stored(
        lambda: tenants.put(call.deps, call.principal, scope, _wish(body), expected=call.if_match),
        lambda: _current(call, scope),
    )
    return Answer(body=settings_of(call.deps.directory.desk(desk), after), version=version_of(after))


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/closure", errors=(Forbidden,))
def show_closure(call: Call[ApiDeps], desk: Id, tenant: Id) -> ClosureView:
    """What goes with a tenant that is closed, and how far that is (admins)."""
    found = tenants.closure(call.deps, call.principal, TenantRef(desk, tenant))
    return ClosureView(
        closing_at=found.closing_at, tickets=found.tickets, people=found.people, complete=found.complete,
        step=found.purge.step.value if found.purge and found.closing_at else None,
        deleted=found.purge.seen if found.purge else 0,
    )  # fmt: skip


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}/closure", errors=(Forbidden, Conflict))
def close_tenant(call: Call[ApiDeps], desk: Id, tenant: Id, body: TypedName) -> TenantSettings:
    """Suspend a tenant for good (admins); it has no open tickets. Its data is deleted 30 days later."""
    after = tenants.close(call.deps, call.principal, TenantRef(desk, tenant), body.name)
    return settings_of(call.deps.directory.desk(desk), after)


@blueprint.delete("/api/v1/desks/{desk}/tenants/{tenant}/closure", errors=(Forbidden, Conflict))
def reopen_tenant(call: Call[ApiDeps], desk: Id, tenant: Id) -> None:
    """Take back that a tenant is closed, within those 30 days (admins)."""
    tenants.reopen(call.deps, call.principal, TenantRef(desk, tenant))


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/logo")
def show_logo(call: Call[ApiDeps], desk: Id, tenant: Id) -> LogoView:
    """The tenant's logo, for its own people and for those of its desk."""
    found = tenants.logo(call.deps, call.principal, TenantRef(desk, tenant))
    return LogoView(url=f"data:image/png;base64,{base64.b64encode(found).decode()}" if found else None)


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}/logo", errors=(Forbidden, Conflict))
def put_logo(call: Call[ApiDeps], desk: Id, tenant: Id, body: LogoInput) -> TenantSettings:
    """Upload a logo (admins). What is kept is drawn anew: at most 480 by 160 pixels, as a PNG."""
    try:
        image = base64.b64decode(body.image, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(field="image", reason="is not base64") from error
    after = tenants.set_logo(call.deps, call.principal, TenantRef(desk, tenant), image)
    return settings_of(call.deps.directory.desk(desk), after)


@blueprint.delete("/api/v1/desks/{desk}/tenants/{tenant}/logo", errors=(Forbidden, Conflict))
def delete_logo(call: Call[ApiDeps], desk: Id, tenant: Id) -> None:
    """Go without a logo (admins)."""
    tenants.set_logo(call.deps, call.principal, TenantRef(desk, tenant), None)


def settings_of(config: DeskConfig, tenant: Tenant) -> TenantSettings:
    """A tenant as its desk sees it: all but its key."""
    branding = tenant.branding
    return TenantSettings(
        ref=tenant.ref,
        name=tenant.name,
        prefix=tenant.prefix,
        addresses=tuple(_address(config, tenant, address) for address in tenant.all_addresses),
        language=tenant.language,
        languages=tenant.languages,
        policy=tenant.policy,
        branding=BrandingSettings(
            colour=branding.colour, title=branding.title, footer=branding.footer,
            has_logo=branding.logo is not None, contrast=contrast_of(branding.colour),
        ),
        approve_unknown=tenant.approve_unknown,
        suspended=tenant.suspended,
        closing_at=tenant.closing_at,
        hosts=tenant.hosts,
        open_look=tenant.open_look,
    )  # fmt: skip


def _haystack(tenant: Tenant) -> str:
    return " ".join((tenant.name, tenant.prefix, *tenant.all_addresses)).casefold()


def _current(call: Call[ApiDeps], scope: TenantRef) -> TenantSettings | None:
    config = call.deps.directory.fresh(scope.desk)
    there = config.tenants.get(scope.tenant)
    return settings_of(config, there) if there else None


def _address(config: DeskConfig, tenant: Tenant, address: str) -> MailAddress:
    check = check_of(config, tenant.ref, address)
    return MailAddress(
        address=address,
        verified_at=check.verified_at if check else None,
        asked_at=check.sent_at if check else None,
    )


def _line(config: DeskConfig, tenant: Tenant) -> TenantLine:
    checks = [check_of(config, tenant.ref, address) for address in tenant.all_addresses]
    return TenantLine(
        id=tenant.ref.tenant,
        name=tenant.name,
        prefix=tenant.prefix,
        address=tenant.address,
        colour=tenant.branding.colour,
        language=tenant.language,
        policy=tenant.policy,
        suspended=tenant.suspended,
        closing_at=tenant.closing_at,
        verified=all(check is not None and check.verified_at is not None for check in checks),
    )


def _wish(body: TenantSetupInput) -> tenants.TenantWish:
    branding = body.branding
    return tenants.TenantWish(
        name=body.name if isinstance(body.name, UnsetType) else one_line(body.name),
        prefix=body.prefix if isinstance(body.prefix, UnsetType) else body.prefix.strip().upper(),
        address=body.address,
        addresses=body.addresses,
        language=body.language,
        languages=body.languages,
        policy=body.policy,
        approve_unknown=body.approve_unknown,
        suspended=body.suspended,
        hosts=body.hosts,
        open_look=body.open_look,
        branding=tenants.BrandingWish(
            colour=branding.colour,
            title=branding.title if isinstance(branding.title, UnsetType) else one_line(branding.title),
            footer=branding.footer if isinstance(branding.footer, UnsetType) else branding.footer.strip(),
        ),
        managers=tuple(ManagerWish(email=each.email, name=one_line(each.name)) for each in body.managers),
    )
