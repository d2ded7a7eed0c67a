"""Reading the audit: admins of the desk, and nobody else."""

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.people import Principal, Role
from helpdesk.ports import PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of


def events(
    deps: ApiDeps, principal: Principal, desk: str, page: PageRequest
) -> tuple[tuple[AuditEvent, ...], str | None]:
    """The desk's events, newest first. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    return deps.audit.of_desk(desk, page)
