"""Who works for a desk, in which teams."""

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, DeskConfig, Team
from helpdesk.domain.errors import Conflict, Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import check_id
from helpdesk.domain.people import DESK_ROLES, PersonRef, Principal, Role
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration.counting import check_none_open
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.administration.names import ADDRESS
from helpdesk.usecases.administration.rights import setup
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying


class AgentWish(msgspec.Struct, frozen=True, kw_only=True):
    """How a member of the desk should be. What is left out stays."""

    name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    teams: tuple[str, ...] | UnsetType = UNSET
    language: str | UnsetType | None = UNSET
    suspended: bool | UnsetType = UNSET


def put_agent(
    deps: ApiDeps, principal: Principal, desk: str, agent_id: str, wish: AgentWish,
    *, expected: int | None = None,
) -> Agent:  # fmt: skip
    """Make or change a member. Raises NotFound, Forbidden, Invalid, Conflict, VersionConflict."""
    after = retrying(
        lambda: _put_agent(deps, principal, desk, agent_id, wish, expected=expected),
        once=expected is not None,
    )
    deps.directory.fresh(desk)
    return after


def _put_agent(
    deps: ApiDeps, principal: Principal, desk: str, agent_id: str, wish: AgentWish,
    *, expected: int | None,
) -> Agent:  # fmt: skip
    config = setup(deps, principal, desk)
    before = config.agents.get(agent_id)
    after = _agent(config, check_id(agent_id, "agent"), wish)
    other = admin_beside(config, agent_id, after)
    if after != before or expected is not None:
        seen = version_of(before) if expected is None else expected
        deps.editor.put_agent(desk, after, expected=seen, beside=other)
        deps.accounts.ensure(after.person.email)
    return after


def put_team(
    deps: ApiDeps, principal: Principal, desk: str, team_id: str, name: str,
    *, members: tuple[str, ...] | None = None, expected: int | None = None,
) -> Team:  # fmt: skip
    """Make or change a team; `members`: who is in it from now on. Raises Invalid, Conflict and so on."""
    config = setup(deps, principal, desk)
    team = Team(id=check_id(team_id, "team"), name=name)
    twin = next((t for t in config.teams.values() if t.name.casefold() == name.casefold()), None)
    if twin is not None and twin.id != team_id:
        raise Invalid(field="name", reason=f"there is a team “{name}” already")
    for place, agent in enumerate(members or ()):
        if agent not in config.agents:
            raise Invalid(field=f"members[{place}]", reason=f"“{agent[:40]}” does not work for this desk")
    before = config.teams.get(team_id)
    if expected is not None and (before is None or team_version(config, before) != expected):
        raise VersionConflict
    if team != before or expected is not None:
        deps.editor.put_team(
            desk, team, expected=version_of(before) if before and expected is not None else None
        )
    if members is not None and expected is not None:
        _fill(deps, config, team_id, frozenset(members))
    elif members is not None:
        retrying(lambda: _fill(deps, deps.directory.fresh(desk), team_id, frozenset(members)))
    deps.directory.fresh(desk)
    return team


def delete_team(deps: ApiDeps, principal: Principal, desk: str, team_id: str) -> None:
    """Take a team away that has no open tickets, and that no rule names. Raises Conflict and so on."""
    config = setup(deps, principal, desk)
    before = config.teams.get(team_id)
    if before is None:
        raise NotFound("There is no such team.")
    users = _rules_with(config, team_id)
    if users:
        raise Conflict(f"The team is named by {', '.join(users)}: change that first.")
    check_none_open(deps, principal, desk, lambda ticket: ticket.team == team_id, before.name)
    retrying(lambda: _fill(deps, deps.directory.fresh(desk), team_id, frozenset()))
    deps.admin.rows.delete_team(desk, team_id)
    deps.directory.fresh(desk)


def members_of(config: DeskConfig, team: str) -> tuple[str, ...]:
    """Ids of who is in it, by name."""
    found = (agent for agent in config.agents.values() if team in agent.teams)
    return tuple(a.person.id for a in sorted(found, key=lambda a: (a.person.name.casefold(), a.person.id)))


class _TeamAsSeen(msgspec.Struct, frozen=True, kw_only=True):
    team: Team
    members: tuple[str, ...]


def team_version(config: DeskConfig, team: Team) -> int:
    """What tells a team from how it was: its name, and who is in it."""
    return version_of(_TeamAsSeen(team=team, members=members_of(config, team.id)))


def _fill(deps: ApiDeps, config: DeskConfig, team: str, members: frozenset[str]) -> None:
    """Raises VersionConflict when a member was changed since `config` was read: their role, say."""
    for agent_id, agent in config.agents.items():
        if (team in agent.teams) == (agent_id in members):
            continue
        left = tuple(each for each in agent.teams if each != team)
        teams = (*left, team) if agent_id in members else left
        deps.editor.put_agent(config.desk.id, replace(agent, teams=teams), expected=version_of(agent))


def _agent(config: DeskConfig, agent_id: str, wish: AgentWish) -> Agent:
    base = config.agents.get(agent_id)
    if base is None:
        for field in ("name", "email", "role"):
            if getattr(wish, field) is UNSET:
                raise Invalid(field=field, reason="is needed for a new member")
        base = Agent(person=PersonRef(id=agent_id, name="", email=""), role=Role.AGENT)
    named = {"name": wish.name, "email": wish.email}
    person = replace(base.person, **{name: value for name, value in named.items() if value is not UNSET})
    person = replace(person, email=person.email.strip().lower())
    rest = {"role": wish.role, "teams": wish.teams, "language": wish.language, "suspended": wish.suspended}
    after = replace(
        base, person=person, **{name: value for name, value in rest.items() if value is not UNSET}
    )
    if after.role not in DESK_ROLES:
        raise Invalid(field="role", reason="use agent, lead or admin")
    if not ADDRESS.fullmatch(person.email):
        raise Invalid(field="email", reason=f"“{person.email[:80]}” is no mail address")
    twin = next((a for a in config.agents.values() if a.person.email.lower() == person.email), None)
    if twin is not None and twin.person.id != agent_id:
        raise Invalid(field="email", reason="another member of the desk has this address")
    for place, team in enumerate(after.teams):
        if team not in config.teams:
            raise Invalid(field=f"teams[{place}]", reason=f"there is no team “{team[:40]}”")
    check_languages(after.language or config.desk.language, ())
    return after


def admin_beside(config: DeskConfig, agent_id: str, after: Agent | None) -> Agent | None:
    """Another admin, on whom it depends that this agent may be so (None: gone); None: on nobody else.

    They must be one still when it is written: two who let each other go would leave the desk to the operator.
    Raises Conflict for the last admin.
    """
    if not has_admin(config, agent_id, after):
        raise Conflict("This is the desk's last admin: make somebody else one first.")
    before = config.agents.get(agent_id)
    if before is None or not _sets_up(before) or (after and _sets_up(after)):
        return None
    return next(agent for id_, agent in config.agents.items() if id_ != agent_id and _sets_up(agent))


def has_admin(config: DeskConfig, agent_id: str, after: Agent | None) -> bool:
    """Whether anybody could set the desk up, were this agent so (None: were they gone)."""
    others = (agent for id_, agent in config.agents.items() if id_ != agent_id)
    return any(_sets_up(agent) for agent in (*others, *((after,) if after else ())))


def _sets_up(agent: Agent) -> bool:
    return agent.role is Role.ADMIN and not agent.suspended


def _rules_with(config: DeskConfig, team: str) -> list[str]:
    policies = [
        f"policy “{policy.name or policy.id}”"
        for policy in config.policies.values()
        if any(
            team in rule.when.team or any(step.set_team == team for step in rule.escalations)
            for rule in policy.rules
        )
    ]
    routing = [
        f"routing rule “{rule.name}”"
        for routing in config.mail.routing.values()
        for rule in routing.rules
        if rule.set.team == team
    ]
    return [*policies, *routing][:5]
