"""Spaces of a desk: listed for those who may enter, set up by leads and admins."""

from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
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
    tenants = deps.directory.fresh(wanted.desk).tenants
    for i, tenant in enumerate(checked.audience.tenants):
        if tenant not in tenants:
            raise Invalid(field=f"audience.tenants[{i}]", reason=f"there is no organisation “{tenant}”")
    try:
        stored: Space | None = deps.knowledge.store.space(wanted.desk, wanted.id)
    except NotFound:
        stored = None
    there = stored.version if stored else 0
    if expected is not None and expected != there:
        raise VersionConflict("the space was changed while you had it open", current=stored)
    return deps.knowledge.store.put_space(replace(checked, version=there))
