"""Handovers of agents' work. New ones are written with the agent: see `DirectoryEditor`, `Administration`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from helpdesk.domain.handovers import Handover


class Handovers(Protocol):
    """Of all desks; who may see which is for the use cases to say."""

    def of_desk(self, desk: str) -> tuple[Handover, ...]:
        """Those of the last year, oldest first."""
        ...

    def save(self, old: Handover, new: Handover) -> bool:
        """Put `new` in place of `old`; False when it is not `old` that stands there any more."""
        ...

    def due(self, now: datetime) -> Sequence[Handover]:
        """Those to go on with, oldest first: for the function that does so alone."""
        ...
