"""Handovers of agents' work, in memory."""

from collections.abc import Sequence
from datetime import datetime

from helpdesk.domain.handovers import Handover
from tests.fakes.memory import Memory


class FakeHandovers:
    """By desk and id."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def of_desk(self, desk: str) -> tuple[Handover, ...]:
        return tuple(job for (where, _), job in sorted(self._memory.handovers.items()) if where == desk)

    def save(self, old: Handover, new: Handover) -> bool:
        self._memory.let_others_write()
        if self._memory.handovers.get((old.desk, old.id)) != old:
            return False
        self._memory.handovers[new.desk, new.id] = new
        return True

    def due(self, now: datetime) -> Sequence[Handover]:
        found = [job for job in self._memory.handovers.values() if not job.done and job.next_at <= now]
        return sorted(found, key=lambda job: job.next_at)
