"""Members of a desk."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from helpdesk.domain.desks import Agent
from helpdesk.domain.errors import Conflict, Forbidden, NotFound
from helpdesk.domain.handovers import Then
from helpdesk.domain.people import Role
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import staff
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.handovers import asking
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id, Line, one_line
from tickets_api.routes.desks import Language
from tickets_api.storing import stored
from tickets_api.views.administration import AgentSettings
from tickets_api.views.handovers import AgentHandover, AgentHandovers, handover_view, in_hand_view

blueprint = Blueprint(__name__)


class AgentInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. A new member needs name, email and role."""

    name: Line | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    role: Literal["agent", "lead", "admin"] | UnsetType = UNSET
    teams: Annotated[tuple[Id, ...], Meta(max_length=50)] | UnsetType = UNSET
    language: Language | UnsetType | None = UNSET
    suspended: bool | UnsetType = UNSET


class HandoverInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`to`: id of the agent who gets it; null: open tickets go back to their teams, unassigned."""

    to: Id | None
    then: Literal["remove", "suspend", "stay"]


@blueprint.put("/api/v1/desks/{desk}/agents/{agent}", errors=(Forbidden,), conflict=AgentSettings)
def put_agent(call: Call[ApiDeps], desk: Id, agent: Id, body: AgentInput) -> Answer[AgentSettings]:
    """Make or change a member of the desk (admins). Who is suspended gets in nowhere within a minute."""
    wish = staff.AgentWish(
        name=body.name if isinstance(body.name, UnsetType) else one_line(body.name),
        email=body.email,
        role=body.role if isinstance(body.role, UnsetType) else Role(body.role),
        teams=body.teams,
        language=body.language,
        suspended=body.suspended,
    )
    after = stored(
        lambda: staff.put_agent(call.deps, call.principal, desk, agent, wish, expected=call.if_match),
        lambda: _current(call, desk, agent),
    )
    return Answer(body=_view(after), version=version_of(after))


@blueprint.delete("/api/v1/desks/{desk}/agents/{agent}", errors=(Forbidden, Conflict))
def delete_agent(call: Call[ApiDeps], desk: Id, agent: Id) -> None:
    """Take a member off the desk (admins). Their open tickets go back to their teams, for anybody to take."""
    asking.hand_over(call.deps, call.principal, desk, agent, to=None, then=Then.REMOVE)


@blueprint.get("/api/v1/desks/{desk}/agents/{agent}/handovers", errors=(Forbidden,))
def list_handovers(call: Call[ApiDeps], desk: Id, agent: Id) -> AgentHandovers:
    """What the agent has in hand, and how far handing it over has come, also once they are gone (admins)."""
    found = asking.in_hand(call.deps, call.principal, desk, agent)
    jobs = asking.handovers(call.deps, call.principal, desk, agent)
    if found is None and not jobs:
        raise NotFound("There is no such member.")
    items = tuple(handover_view(job) for job in jobs)
    return AgentHandovers(in_hand=in_hand_view(found) if found else None, items=items)


@blueprint.post("/api/v1/desks/{desk}/agents/{agent}/handovers", status=202, errors=(Forbidden, Conflict))
def hand_over(call: Call[ApiDeps], desk: Id, agent: Id, body: HandoverInput) -> AgentHandover:
    """Give what the agent has in hand to another one, or back to its teams; and remove or suspend them
    (admins). Some tickets go at once, the rest within minutes."""
    done = asking.hand_over(call.deps, call.principal, desk, agent, to=body.to, then=Then(body.then))
    return handover_view(done)


def _current(call: Call[ApiDeps], desk: str, agent: str) -> AgentSettings | None:
    there = call.deps.directory.fresh(desk).agents.get(agent)
    return _view(there) if there else None


def _view(agent: Agent) -> AgentSettings:
    return AgentSettings(
        id=agent.person.id, name=agent.person.name, email=agent.person.email, role=agent.role,
        teams=agent.teams, language=agent.language, suspended=agent.suspended,
    )  # fmt: skip
