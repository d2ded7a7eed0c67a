"""Who is calling."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import desk_with
from helpdesk.usecases.desk_work import callers
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.shapes import TenantLabel

blueprint = Blueprint(__name__)


class CallersQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`q`: the beginning of words of a name, of an address, or of a phone number's digits."""

    q: Annotated[str, Meta(max_length=100)]


class CallerView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may be calling."""

    id: str
    name: str
    email: str
    phones: tuple[str, ...]
    vip: bool
    desk: str
    tenant: TenantLabel


class CallerList(msgspec.Struct, frozen=True, kw_only=True):
    """At most eight, by name."""

    items: tuple[CallerView, ...]


@blueprint.get("/api/v1/callers", errors=(Forbidden,))
def find_callers(call: Call[ApiDeps], query: CallersQuery) -> CallerList:
    """Find people of all tenants that my desks serve."""
    found = callers.callers(call.deps, call.principal, query.q)
    views = []
    for one in found:
        tenant = desk_with(call.deps.directory, one.scope).tenants.get(one.scope.tenant)
        if tenant is None or tenant.suspended:
            continue
        label = TenantLabel(ref=one.scope, name=tenant.name)
        views.append(
            CallerView(
                id=one.id, name=one.name, email=one.email, phones=one.phones, vip=one.vip,
                desk=one.scope.desk, tenant=label,
            )
        )  # fmt: skip
    return CallerList(items=tuple(views))
