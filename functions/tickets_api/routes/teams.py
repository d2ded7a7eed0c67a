"""A desk's teams, and what states of a ticket do to its clocks."""

import msgspec

from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockBehaviour
from helpdesk.usecases import agreement_editing as editing
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.views.agreements import BehaviourView, TeamList
from tickets_api.views.shapes import Named

blueprint = Blueprint(__name__)


class TeamNameInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team's name."""

    name: Line


class BehaviourInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By state, then by clock: run, pause, meet or stop. Null: as by default."""

    states: dict[str, dict[str, str]] | None


@blueprint.get("/api/v1/desks/{desk}/teams")
def list_teams(call: Call[ApiDeps], desk: Id) -> TeamList:
    """List the desk's teams."""
    teams = editing.setup_of(call.deps, call.principal, desk).teams.values()
    found = (Named(id=team.id, name=team.name) for team in teams)
    return TeamList(items=tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id))))


@blueprint.put("/api/v1/desks/{desk}/teams/{team}")
def put_team(call: Call[ApiDeps], desk: Id, team: Id, body: TeamNameInput) -> Named:
    """Name a team, or make one (admins)."""
    stored = editing.put_team(call.deps, call.principal, desk, team, one_line(body.name))
    return Named(id=stored.id, name=stored.name)


@blueprint.get("/api/v1/desks/{desk}/clock-behaviour")
def show_behaviour(call: Call[ApiDeps], desk: Id) -> BehaviourView:
    """What each state does to each clock."""
    own = editing.setup_of(call.deps, call.principal, desk).desk.clock_behaviour
    return _view(own or DEFAULT_BEHAVIOUR, own=own is not None)


@blueprint.put("/api/v1/desks/{desk}/clock-behaviour")
def set_behaviour(call: Call[ApiDeps], desk: Id, body: BehaviourInput) -> BehaviourView:
    """Say what states do to clocks (admins); it counts from a ticket's next change of state on."""
    behaviour = editing.set_behaviour(call.deps, call.principal, desk, body.states)
    call.deps.directory.fresh(desk)
    return _view(behaviour, own=body.states is not None)


def _view(behaviour: ClockBehaviour, *, own: bool) -> BehaviourView:
    return BehaviourView(states={state: dict(effects) for state, effects in behaviour.items()}, own=own)
