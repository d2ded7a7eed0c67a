"""Who may set up what: admins their desk, the operator any desk as a whole."""

from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.errors import Forbidden, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Membership, PersonRef, Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of


def check_operator(principal: Principal) -> None:
    """Raises Forbidden for everybody else."""
    if not principal.operator or principal.ticket is not None:
        raise Forbidden("This is for those who run the deployment.")


def setup(deps: ApiDeps, principal: Principal, desk: str, least: Role = Role.ADMIN) -> DeskConfig:
    """The desk as it is set up now, for its members of that rank. Raises NotFound, Forbidden."""
    member_of(principal, desk, least)
    return deps.directory.fresh(desk)


def whole_desk(deps: ApiDeps, principal: Principal, desk: str, least: Role = Role.ADMIN) -> DeskConfig:
    """The same, for the operator too. Raises NotFound, Forbidden."""
    if not principal.operator:
        member_of(principal, desk, least)
    return deps.directory.fresh(desk)


def tenant_of(config: DeskConfig, tenant: str) -> Tenant:
    """Raises NotFound."""
    found = config.tenants.get(tenant)
    if found is None:
        raise NotFound("There is no such organisation.")
    return found


def scope_of(deps: ApiDeps, principal: Principal, scope: TenantRef, least: Role) -> Tenant:
    """The tenant, for members of its desk. Raises NotFound, Forbidden."""
    return tenant_of(setup(deps, principal, scope.desk, least), scope.tenant)


def in_the_desks_name(principal: Principal, desk: str) -> Principal:
    """Reaches the desk's tickets, to count them for an operator who may not read them."""
    person = PersonRef(id="operator", name=principal.name, email=principal.email)
    return Principal(
        email=principal.email,
        name=principal.name,
        memberships=(Membership(role=Role.AGENT, desk=desk, person=person),),
    )
