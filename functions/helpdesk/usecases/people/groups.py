"""Groups of a tenant's people."""

from typing import Final

from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.domain.people import Group, Principal, Role
from helpdesk.usecases.administration.rights import scope_of
from helpdesk.usecases.api_deps import ApiDeps

MOST: Final = 100


def groups(deps: ApiDeps, principal: Principal, scope: TenantRef) -> tuple[tuple[Group, int], ...]:
    """Each with how many people are in it. Raises NotFound."""
    scope_of(deps, principal, scope, Role.AGENT)
    people = deps.directory.people(scope)
    listed = deps.admin.rows.groups(scope)
    return tuple((group, sum(group.id in person.groups for person in people)) for group in listed)


def put_groups(
    deps: ApiDeps, principal: Principal, scope: TenantRef, wanted: tuple[Group, ...],
    *, expected: int | None = None,
) -> tuple[Group, ...]:  # fmt: skip
    """Set the list; only an empty group can be left out. Raises Invalid, Conflict, VersionConflict."""
    scope_of(deps, principal, scope, Role.LEAD)
    _check(wanted)
    before = deps.admin.rows.groups(scope)
    gone = {group.id for group in before} - {group.id for group in wanted}
    if gone:
        used = {group for person in deps.directory.people(scope) for group in person.groups} & gone
        if used:
            names = sorted(group.name for group in before if group.id in used)
            raise Conflict(f"There are still people in {', '.join(names)}.")
    deps.admin.rows.put_groups(scope, wanted, expected=expected)
    return wanted


def _check(wanted: tuple[Group, ...]) -> None:
    if len(wanted) > MOST:
        raise Invalid(field="groups", reason=f"an organisation has at most {MOST}")
    ids: set[str] = set()
    names: set[str] = set()
    for place, group in enumerate(wanted):
        check_id(group.id, f"groups[{place}].id")
        name = group.name.strip().casefold()
        if not name:
            raise Invalid(field=f"groups[{place}].name", reason="is empty")
        if group.id in ids or name in names:
            raise Invalid(field=f"groups[{place}].name", reason=f"“{group.name}” is there twice")
        ids.add(group.id)
        names.add(name)
