"""How an organisation looks to those who are not signed in, by its host name or by a link to it."""

import msgspec

from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, is_id
from helpdesk.domain.portal_hosts import normal_host
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge.access import reader_of


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """`knowledge`: its desk has something to read for everybody. `portal`: where everybody's portal is."""

    tenant: Tenant
    logo: bytes | None
    knowledge: bool
    portal: str


def look(deps: ApiDeps, *, host: str, at: str) -> Look | None:
    """By the name that the page was opened under, else by `desk/tenant`.

    None for whoever shows themselves to nobody, just as for what does not exist: nobody learns here who is a
    customer.
    """
    tenant = _shown(deps, deps.directory.tenant_of_host(normal_host(host)) if host else None)
    if tenant is None or normal_host(host) not in tenant.hosts:
        tenant = _shown(deps, _ref(at))
    if tenant is None:
        return None
    return Look(
        tenant=tenant,
        logo=_logo(deps, tenant),
        knowledge=bool(reader_of(deps, None, tenant.ref.desk).spaces),
        portal=deps.knowledge.portal_url.rstrip("/"),
    )


def _shown(deps: ApiDeps, ref: TenantRef | None) -> Tenant | None:
    if ref is None:
        return None
    try:
        config = deps.directory.desk(ref.desk)
    except NotFound:
        return None
    tenant = config.tenants.get(ref.tenant)
    shown = tenant is not None and tenant.shows_itself and not config.desk.suspended
    return tenant if shown else None


def _ref(at: str) -> TenantRef | None:
    desk, _, tenant = at.partition("/")
    return TenantRef(desk, tenant) if is_id(desk) and is_id(tenant) else None


def _logo(deps: ApiDeps, tenant: Tenant) -> bytes | None:
    """A picture that cannot be had keeps nobody from the door."""
    if tenant.branding.logo is None:
        return None
    try:
        return deps.files.get(tenant.branding.logo)
    except NotFound:
        return None
