"""A ticket as it stands: what is true of it now, and the words for it."""

import enum
from datetime import datetime

import msgspec

from helpdesk.domain.clocks import Clock
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.promises import next_due_at


class TicketType(enum.StrEnum):
    """ITIL's kinds of work."""

    INCIDENT = "incident"
    REQUEST = "request"
    PROBLEM = "problem"
    CHANGE = "change"


class State(enum.StrEnum):
    """Where a ticket stands. SOLVED can still be contradicted; CLOSED is over."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting-customer"
    WAITING_OTHER = "waiting-other"
    SOLVED = "solved"
    CLOSED = "closed"


DONE = frozenset({State.SOLVED, State.CLOSED})


class Priority(enum.StrEnum):
    """From least to most pressing."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Channel(enum.StrEnum):
    """How it reached us."""

    MAIL = "mail"
    PORTAL = "portal"
    PHONE = "phone"
    WALK_IN = "walk-in"
    API = "api"


MERGED_INTO = "merged-into"
MERGED_FROM = "merged-from"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Another ticket, of the same tenant wherever requesters see it.

    `relation`: "possibly-related", "follow-up-of", "merged-into", "merged-from", and those of `relations`.
    """

    relation: str
    ticket: TicketRef
    key: str


class Ticket(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is true of a ticket now. `version` counts its writes; 0 was never stored."""

    ref: TicketRef
    key: str  # what people call it: ACME-1042
    type: TicketType = TicketType.INCIDENT
    subject: str
    state: State = State.NEW
    priority: Priority = Priority.NORMAL
    channel: Channel
    requester: PersonRef
    former: tuple[str, ...] = ()  # ids that the requester had before people were merged
    participants: tuple[PersonRef, ...] = ()  # others who take part; id "" for addresses nobody is known by
    team: str | None = None
    assignee: PersonRef | None = None
    category: str | None = None
    service: str | None = None
    tags: tuple[str, ...] = ()
    language: str = "en"
    vip: bool = False
    policy: str
    clocks: tuple[Clock, ...] = ()
    next_action_at: datetime | None = None  # when the checker must look again
    links: tuple[Link, ...] = ()
    across: tuple[Link, ...] = ()  # other organisations' tickets of the same desk: for the desk's eyes alone
    link_generation: int = 0  # mailed links of earlier ones open it no more
    created_at: datetime
    updated_at: datetime
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    last_message_by: str = "requester"  # an ActorKind: whose turn it is
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether anybody still has to do something."""
        return self.state not in DONE

    @property
    def next_due_at(self) -> datetime | None:
        """The first promise to come due among those that run and are not met; None when none does."""
        return next_due_at(self.clocks)

    @property
    def merged_into(self) -> TicketRef | None:
        """The ticket that goes on in place of this one."""
        return next((link.ticket for link in self.links if link.relation == MERGED_INTO), None)

    def is_party(self, email: str) -> bool:
        """Whether this address takes part: the requester, a participant, or the assignee."""
        wanted = email.strip().lower()
        people = (self.requester, *self.participants, *((self.assignee,) if self.assignee else ()))
        return any(person.email.lower() == wanted for person in people)
