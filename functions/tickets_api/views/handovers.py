"""What is shown of handing over an agent's work."""

from typing import Literal

import msgspec

from helpdesk.domain.handovers import Handed, Handover
from helpdesk.usecases.handovers.asking import InHand
from tickets_api.views.shapes import Instant


class HandedCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Open tickets, spaces of knowledge that one looks after, articles that wait for one's review."""

    tickets: int
    spaces: int
    reviews: int


class AgentInHand(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent has in hand. `complete` false: there are more open tickets than were counted.

    `spaces` and `teams`: ids. `last_admin`: they can give their work away, but neither go nor be suspended.
    """

    counts: HandedCounts
    complete: bool
    spaces: tuple[str, ...]
    teams: tuple[str, ...]
    last_admin: bool


class AgentHandover(msgspec.Struct, frozen=True, kw_only=True):
    """One handover: `counts` went so far, `failed` tickets could not. `to` null: back to their teams.

    It is `done` a good minute after the last ticket, when nothing more can come in.
    """

    id: str
    agent: str
    name: str
    to: str | None
    then: Literal["remove", "suspend", "stay"]
    by: str
    at: Instant
    state: Literal["working", "done"]
    counts: HandedCounts
    failed: int
    done_at: Instant | None


class AgentHandovers(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first. `in_hand` null: they work here no more."""

    in_hand: AgentInHand | None
    items: tuple[AgentHandover, ...]


def handover_view(job: Handover) -> AgentHandover:
    """One handover."""
    return AgentHandover(
        id=job.id, agent=job.agent.id, name=job.agent.name, to=job.to, then=job.then.value,
        by=job.by.name, at=job.at, state="done" if job.done else "working", counts=_counts(job.handed),
        failed=job.failed, done_at=job.done_at,
    )  # fmt: skip


def in_hand_view(found: InHand) -> AgentInHand:
    """What there is."""
    return AgentInHand(
        counts=_counts(found.counts), complete=found.complete, spaces=found.spaces, teams=found.teams,
        last_admin=found.last_admin,
    )  # fmt: skip


def _counts(handed: Handed) -> HandedCounts:
    return msgspec.convert(handed, HandedCounts, from_attributes=True)
