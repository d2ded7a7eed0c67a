"""Who may write to a tenant, who may not, and who cannot be reached: lists that leads and admins keep."""

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.sender_rules import Added, SenderRules, check_sender_rules, signed
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.versions import version_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of


def senders(deps: ApiDeps, principal: Principal, desk: str, tenant: str | None) -> SenderRules:
    """The lists of a tenant, or (None) of the desk. Raises NotFound, Forbidden."""
    name = checked_tenant(deps, principal, desk, tenant)
    return deps.directory.fresh(desk).mail.senders.get(name, SenderRules())


def set_senders(
    deps: ApiDeps,
    principal: Principal,
    desk: str,
    tenant: str | None,
    rules: SenderRules,
    *,
    expected: int | None = None,
) -> SenderRules:
    """Replace them. `expected`: the version that was changed, None for whatever is stored.

    Raises NotFound, Forbidden, Invalid, VersionConflict.
    """
    name = checked_tenant(deps, principal, desk, tenant)
    checked = check_sender_rules(rules)
    by = Added(by=principal.name or principal.email, at=deps.now())

    def change(known: SenderRules) -> SenderRules:
        if expected not in {None, version_of(known)}:
            raise VersionConflict
        return signed(known, checked, by)

    return deps.editor.change_senders(desk, name, change)


def unreachable(deps: ApiDeps, principal: Principal, desk: str, tenant: str) -> tuple[Suppression, ...]:
    """Addresses that mail came back from for good, or that complained; newest first."""
    name = checked_tenant(deps, principal, desk, tenant)
    return deps.directory.suppressions(TenantRef(desk, name))


def lift(deps: ApiDeps, principal: Principal, desk: str, tenant: str, address: str) -> None:
    """Let machines write to an address again. Raises NotFound, Forbidden, Invalid."""
    name = checked_tenant(deps, principal, desk, tenant)
    if "@" not in address.strip().strip("@"):
        raise Invalid(field="address", reason="is no mail address")
    deps.editor.lift_suppression(TenantRef(desk, name), address)


def checked_tenant(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None, least: Role = Role.LEAD
) -> str:
    """The tenant's id; "" for the desk itself. Raises NotFound for what is not there, Forbidden."""
    member_of(principal, desk, least)
    if tenant is not None and tenant not in deps.directory.fresh(desk).tenants:
        raise NotFound("There is no such organisation.")
    return tenant or ""
