"""Who is signed in, and who works for a desk."""

from typing import Literal, cast

from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.people import Membership, Role
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import rights
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id
from tickets_api.views.shapes import (
    AgentView,
    BrandingView,
    DeskMembers,
    Me,
    MembershipView,
    Named,
    PersonView,
    TenantView,
)

blueprint = Blueprint(__name__)


@blueprint.get("/api/v1/me")
def me(call: Call[ApiDeps]) -> Me:
    """Who is signed in, what for, and the desks and tenants that come with it."""
    who = call.principal
    configs = {desk: call.deps.directory.desk(desk) for desk in sorted({m.desk for m in who.memberships})}
    tenants = (t for config in configs.values() for t in config.tenants.values() if not t.suspended)
    return Me(
        person=PersonView(id=None, name=who.name, email=who.email),
        memberships=tuple(_membership(m) for m in who.memberships),
        operator=who.operator,
        desks=tuple(Named(id=desk, name=config.desk.name) for desk, config in configs.items()),
        tenants=tuple(_tenant(t) for t in tenants if t.ref.desk in who.desks or t.ref in who.tenants),
        pending=cast('Literal["code", "enrol", "sso"] | None', who.pending),
    )


@blueprint.get("/api/v1/desks/{desk}/agents")
def list_agents(call: Call[ApiDeps], desk: Id) -> Answer[DeskMembers]:
    """Who works for a desk that one works for, each with the version that If-Match of a change names."""
    members = _members(rights.setup(call.deps, call.principal, desk, Role.AGENT))
    return Answer(body=members, version=version_of(members))


def _members(config: DeskConfig) -> DeskMembers:
    agents = (
        AgentView(
            id=a.person.id, name=a.person.name, email=a.person.email, role=a.role,
            teams=a.teams, language=a.language, suspended=a.suspended, version=version_of(a),
        )
        for a in config.agents.values()
    )  # fmt: skip
    return DeskMembers(
        agents=tuple(sorted(agents, key=lambda a: (a.name.casefold(), a.id))),
        teams=tuple(Named(id=team.id, name=team.name) for team in config.teams.values()),
    )


def _membership(membership: Membership) -> MembershipView:
    return MembershipView(
        role=membership.role,
        desk=membership.desk,
        tenant=membership.tenant,
        person=membership.person.id,
    )


def _tenant(tenant: Tenant) -> TenantView:
    return TenantView(
        ref=tenant.ref,
        name=tenant.name,
        prefix=tenant.prefix,
        branding=BrandingView(
            colour=tenant.branding.colour, logo=tenant.branding.logo, footer=tenant.branding.footer
        ),
        language=tenant.language,
    )
