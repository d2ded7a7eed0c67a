"""Groups of a tenant's people."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Group
from helpdesk.domain.versions import version_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.people import groups
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.storing import stored
from tickets_api.views.administration import GroupList, GroupView

blueprint = Blueprint(__name__)


class GroupInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An id is for ever; knowledge is kept to groups by it."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]


class GroupsInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All groups, in order. Only a group without people can be left out."""

    items: Annotated[tuple[GroupInput, ...], Meta(max_length=100)]


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/groups")
def list_groups(call: Call[ApiDeps], desk: Id, tenant: Id) -> Answer[GroupList]:
    """The tenant's groups."""
    return _answer(call, TenantRef(desk, tenant))


@blueprint.put(
    "/api/v1/desks/{desk}/tenants/{tenant}/groups", errors=(Forbidden, Conflict), conflict=GroupList
)
def put_groups(call: Call[ApiDeps], desk: Id, tenant: Id, body: GroupsInput) -> Answer[GroupList]:
    """Set the tenant's groups (leads and admins)."""
    scope = TenantRef(desk, tenant)
    wanted = tuple(Group(id=each.id, name=one_line(each.name)) for each in body.items)
    stored(
        lambda: groups.put_groups(call.deps, call.principal, scope, wanted, expected=call.if_match),
        lambda: _answer(call, scope).body,
    )
    return _answer(call, scope)


def _answer(call: Call[ApiDeps], scope: TenantRef) -> Answer[GroupList]:
    found = groups.groups(call.deps, call.principal, scope)
    items = tuple(GroupView(id=group.id, name=group.name, people=people) for group, people in found)
    return Answer(body=GroupList(items=items), version=version_of(tuple(group for group, _ in found)))
