"""A desk's teams, and what states of a ticket do to its clocks."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockBehaviour
from helpdesk.domain.desks import DeskConfig, Team
from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.versions import version_of
from helpdesk.usecases import agreement_editing as editing
from helpdesk.usecases.administration import staff
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.storing import stored
from tickets_api.views.administration import TeamView
from tickets_api.views.agreements import BehaviourView, TeamList

blueprint = Blueprint(__name__)


class TeamSetupInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team's name; `members`: ids of who is in it from now on. Left out: who is stays."""

    name: Line
    members: Annotated[tuple[Id, ...], Meta(max_length=500)] | None = None


class BehaviourInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By state, then by clock: run, pause, meet or stop. Null: as by default."""

    states: dict[str, dict[str, str]] | None


@blueprint.get("/api/v1/desks/{desk}/teams")
def list_teams(call: Call[ApiDeps], desk: Id) -> Answer[TeamList]:
    """List the desk's teams, each with the version that a change of it names in If-Match."""
    config = editing.setup_of(call.deps, call.principal, desk)
    found = (_team(config, team) for team in config.teams.values())
    items = tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))
    return Answer(body=TeamList(items=items), version=version_of(items))


@blueprint.put("/api/v1/desks/{desk}/teams/{team}", errors=(Forbidden,), conflict=TeamView)
def put_team(call: Call[ApiDeps], desk: Id, team: Id, body: TeamSetupInput) -> Answer[TeamView]:
    """Make or change a team, and say who is in it (admins)."""
    after = stored(
        lambda: staff.put_team(
            call.deps, call.principal, desk, team, one_line(body.name),
            members=body.members, expected=call.if_match,
        ),
        lambda: _current(call, desk, team),
    )  # fmt: skip
    view = _team(call.deps.directory.desk(desk), after)
    return Answer(body=view, version=view.version)


@blueprint.delete("/api/v1/desks/{desk}/teams/{team}", errors=(Forbidden, Conflict))
def delete_team(call: Call[ApiDeps], desk: Id, team: Id) -> None:
    """Take away a team without open tickets that no rule names (admins)."""
    staff.delete_team(call.deps, call.principal, desk, team)


@blueprint.get("/api/v1/desks/{desk}/clock-behaviour")
def show_behaviour(call: Call[ApiDeps], desk: Id) -> BehaviourView:
    """What each state does to each clock."""
    own = editing.setup_of(call.deps, call.principal, desk).desk.clock_behaviour
    return _view(own or DEFAULT_BEHAVIOUR, own=own is not None)


@blueprint.put("/api/v1/desks/{desk}/clock-behaviour", errors=(Conflict,))
def set_behaviour(call: Call[ApiDeps], desk: Id, body: BehaviourInput) -> BehaviourView:
    """Say what states do to clocks (admins); it counts from a ticket's next change of state on."""
    behaviour = editing.set_behaviour(call.deps, call.principal, desk, body.states)
    call.deps.directory.fresh(desk)
    return _view(behaviour, own=body.states is not None)


def _current(call: Call[ApiDeps], desk: str, team: str) -> TeamView | None:
    config = call.deps.directory.fresh(desk)
    return _team(config, config.teams[team]) if team in config.teams else None


def _team(config: DeskConfig, team: Team) -> TeamView:
    return TeamView(
        id=team.id, name=team.name, members=staff.members_of(config, team.id),
        version=staff.team_version(config, team),
    )  # fmt: skip


def _view(behaviour: ClockBehaviour, *, own: bool) -> BehaviourView:
    return BehaviourView(states={state: dict(effects) for state, effects in behaviour.items()}, own=own)
