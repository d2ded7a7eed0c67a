"""Whom a warning, a breach or an escalation is told to: `notify` names parts, the desk has the people."""

from collections.abc import Iterable

from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.people import Role
from helpdesk.domain.tickets import Ticket

_NEXT = {"assignee": "team", "team": "lead", "lead": "admin"}
"""Who hears it when nobody has the part: a ticket that nobody was assigned to is the team's."""


def whom(notify: Iterable[str], ticket: Ticket, config: DeskConfig) -> tuple[Agent, ...]:
    """Everybody to tell, each once, in the order of the parts."""
    found = [agent for part in notify for agent in _agents(part, ticket, config)]
    return tuple({agent.person.id: agent for agent in found}.values())


def _agents(part: str | None, ticket: Ticket, config: DeskConfig) -> list[Agent]:
    while part is not None:
        found = _having(part, ticket, config)
        if found:
            return found
        part = _NEXT.get(part)
    return []


def _having(part: str, ticket: Ticket, config: DeskConfig) -> list[Agent]:
    everybody = [agent for agent in config.agents.values() if not agent.suspended]
    match part:
        case "assignee":
            return [agent for agent in everybody if ticket.assignee and agent.person.id == ticket.assignee.id]
        case "team":
            return [agent for agent in everybody if ticket.team in agent.teams]
        case "lead":
            leads = [agent for agent in everybody if agent.role is Role.LEAD]
            return [lead for lead in leads if ticket.team in lead.teams] or leads
        case "admin":
            return [agent for agent in everybody if agent.role is Role.ADMIN]
        case _:
            return []
