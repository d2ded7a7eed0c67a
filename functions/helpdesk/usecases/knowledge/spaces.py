"""Spaces of a desk: listed for those who may enter, set up by leads and admins."""

from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.knowledge.spaces import Space, check_space
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of


def put(deps: ApiDeps, principal: Principal, wanted: Space, expected: int | None) -> Space:
    """Make it, or put it in place of version `expected` (None: of whatever stands there).

    Raises NotFound, Forbidden, Invalid, VersionConflict.
    """
    member_of(principal, wanted.desk, Role.LEAD)
    checked = check_space(wanted)
    _check_there(deps, checked)
    try:
        stored: Space | None = deps.knowledge.store.space(wanted.desk, wanted.id)
    except NotFound:
        stored = None
    there = stored.version if stored else 0
    if expected is not None and expected != there:
        raise VersionConflict("the space was changed while you had it open", current=stored)
    return deps.knowledge.store.put_space(replace(checked, version=there))


def _check_there(deps: ApiDeps, space: Space) -> None:
    config, audience = deps.directory.fresh(space.desk), space.audience
    for i, tenant in enumerate(audience.tenants):
        if tenant not in config.tenants:
            raise Invalid(field=f"audience.tenants[{i}]", reason=f"there is no organisation “{tenant}”")
    missing = _unknown(deps, space.desk, audience.groups, audience.tenants or tuple(sorted(config.tenants)))
    for i, group in enumerate(audience.groups):
        if group in missing:
            raise Invalid(field=f"audience.groups[{i}]", reason=f"none of them has a group “{group}”")
    if space.reviewer is not None and space.reviewer not in config.agents:
        raise Invalid(field="reviewer", reason=f"“{space.reviewer}” does not work for this desk")


def _unknown(deps: ApiDeps, desk: str, groups: tuple[str, ...], tenants: tuple[str, ...]) -> set[str]:
    """The groups that none of the tenants has; reads no further than needed."""
    missing = set(groups)
    for tenant in tenants:
        if not missing:
            break
        missing -= {group.id for group in deps.admin.rows.groups(TenantRef(desk, tenant))}
    return missing
