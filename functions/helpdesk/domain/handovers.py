"""Handing over what an agent has in hand, when they leave a desk, are suspended, or want to be rid of it."""

import enum
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.people import PersonRef
from helpdesk.domain.timeline import Actor

SETTLING: Final = timedelta(seconds=70)
"""For so long some part of the house may still know the agent as one who takes tickets (it remembers desks
for 60 seconds): the last look comes after it."""

LAG: Final = timedelta(seconds=10)
"""Lists show for a moment what was moved just now."""

KEPT: Final = timedelta(days=366)
MOST_PASSES: Final = 20
HANDED_OVER: Final = "handed-over"
"""The reason that a ticket's timeline gives."""


class Then(enum.StrEnum):
    """What becomes of the agent. STAY: nothing, they only give their work away."""

    REMOVE = "remove"
    SUSPEND = "suspend"
    STAY = "stay"


class Handed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much. `spaces` of knowledge they look after, `reviews`: articles that wait for them."""

    tickets: int = 0
    spaces: int = 0
    reviews: int = 0


class Handover(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One handover, and how far it is. `to`: id of the agent who gets the work; None: its teams.

    Their open tickets are gone through, page by page, until a whole pass after `SETTLING` moved none.
    `failed`: tickets that could not be read or written in this pass.
    """

    id: str
    desk: str
    agent: PersonRef
    to: str | None
    then: Then
    by: Actor
    at: datetime
    next_at: datetime
    cursor: str | None = None
    passes: int = 0
    in_pass: int = 0
    failed: int = 0
    handed: Handed = Handed()
    done_at: datetime | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.done_at is not None


def heir(config: DeskConfig, job: Handover) -> PersonRef | None:
    """Who gets the work now; None: its teams, also when the one who was chosen has left meanwhile."""
    found = config.agents.get(job.to) if job.to else None
    return found.person if found and may_take(found) else None


def may_take(agent: Agent) -> bool:
    """Whether they can see what they are given."""
    return not agent.suspended


def passed(job: Handover, now: datetime) -> Handover:
    """After the last page: done, or from the start again, once that can find what this pass could not."""
    job = replace(job, cursor=None, passes=job.passes + 1)
    settled = now >= job.at + SETTLING
    if (settled and not job.in_pass) or job.passes >= MOST_PASSES:
        return replace(job, done_at=now)
    again = now + LAG if settled else job.at + SETTLING
    return replace(job, in_pass=0, failed=0, next_at=again)
