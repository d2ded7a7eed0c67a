"""The form the demo's stories are told in: who wrote what, how long after the beginning."""

import msgspec

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Channel, Priority, State, TicketType


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened `after` minutes. `agent` None: the requester did it."""

    after: int
    agent: PersonRef | None = None
    says: str = ""
    notes: str = ""
    takes: bool = False
    state: State | None = None
    priority: Priority | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One ticket. `ago` is hours before the demo is made."""

    tenant: TenantRef
    who: str  # id of one of desks.PEOPLE
    ago: float
    subject: str
    text: str
    type: TicketType = TicketType.INCIDENT
    channel: Channel = Channel.MAIL
    events: tuple[Event, ...] = ()


def says(after: int, text: str, agent: PersonRef | None = None, state: State | None = None) -> Event:
    """A message both sides read."""
    return Event(after=after, agent=agent, says=text, state=state)


def notes(after: int, agent: PersonRef, text: str) -> Event:
    """A note among colleagues."""
    return Event(after=after, agent=agent, notes=text)


def takes(after: int, agent: PersonRef) -> Event:
    """The agent assigns the ticket to themselves."""
    return Event(after=after, agent=agent, takes=True)


def moves(after: int, agent: PersonRef | None, state: State) -> Event:
    """Another state."""
    return Event(after=after, agent=agent, state=state)


def rates(after: int, agent: PersonRef, priority: Priority) -> Event:
    """Another priority."""
    return Event(after=after, agent=agent, priority=priority)
