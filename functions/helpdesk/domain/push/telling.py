"""Who is to be told of a new entry on their devices, and of what. What one did oneself is no news."""

from collections.abc import Iterator

import msgspec

from helpdesk.domain.clock_data import FactKind
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.notified import whom
from helpdesk.domain.people import PersonRef
from helpdesk.domain.push.devices import About
from helpdesk.domain.tickets import Priority, Ticket
from helpdesk.domain.timeline import (
    ActorKind,
    AnyEntry,
    ChangeEntry,
    ClockEntry,
    Entry,
    MessageEntry,
    NoteEntry,
)

_BREAKING = frozenset({FactKind.WARNED.value, FactKind.BREACHED.value, FactKind.ESCALATED.value})


class News(msgspec.Struct, frozen=True, kw_only=True):
    """`person` is to hear `about` it; of the desk, or else of the ticket's tenant."""

    person: PersonRef
    about: About
    of_desk: bool


def news(config: DeskConfig, ticket: Ticket, entry: AnyEntry) -> tuple[News, ...]:
    """Each person once."""
    found = [one for one in _found(config, ticket, entry) if not _did_it(one.person, entry)]
    return tuple({one.person.id: one for one in found}.values())


def is_urgent(ticket: Ticket, about: About) -> bool:
    """Whether it may be told in quiet hours: who set a promise's steps said there when they are quiet."""
    return about is About.DUE or ticket.priority is Priority.URGENT


def _found(config: DeskConfig, ticket: Ticket, entry: AnyEntry) -> Iterator[News]:
    match entry:
        case MessageEntry() if entry.by.kind is ActorKind.REQUESTER:
            yield from _agent(config, ticket.assignee.id if ticket.assignee else None, About.ANSWERED)
        case MessageEntry() if entry.by.kind is ActorKind.AGENT:
            yield News(person=ticket.requester, about=About.ANSWERED, of_desk=False)
        case NoteEntry():
            for agent in entry.mentions:
                yield from _agent(config, agent, About.MENTIONED)
        case ChangeEntry() if entry.field == "assignee" and entry.new and ticket.assignee:
            if ticket.assignee.name == entry.new:  # else it went on to somebody else meanwhile
                yield from _agent(config, ticket.assignee.id, About.ASSIGNED)
        case ClockEntry() if entry.step in _BREAKING and ticket.open:
            for each in whom(entry.notify, ticket, config):
                yield from _agent(config, each.person.id, About.DUE)
        case _:
            return


def _agent(config: DeskConfig, agent: str | None, about: About) -> Iterator[News]:
    known = config.agents.get(agent) if agent else None
    if known is not None and not known.suspended:
        yield News(person=known.person, about=about, of_desk=True)


def _did_it(person: PersonRef, entry: Entry) -> bool:
    return bool(person.id) and person.id == entry.by.id
