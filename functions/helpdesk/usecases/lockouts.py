"""Whoever answers wrongly too often has to wait; known or not, and whatever they answer meanwhile."""

import math
from datetime import datetime
from typing import Final

from helpdesk.domain.errors import TooMany
from helpdesk.domain.lockout import FREE, FREE_OF_SOURCE
from helpdesk.ports.signing_in import Lockouts

WAIT: Final = "Too many wrong answers; try again later."


def check_open(lockouts: Lockouts, kind: str, who: str, source: str, at: datetime) -> None:
    """Raises TooMany while there is a pause for this address, or for where it is tried from."""
    for what, free in _counted(kind, who, source):
        until = lockouts.misses(what, at=at).until(free)
        if until is not None and until > at:
            raise TooMany(WAIT, retry_after=math.ceil((until - at).total_seconds()))


def answered_wrongly(lockouts: Lockouts, kind: str, who: str, source: str, at: datetime) -> bool:
    """Count it; returns whether that begins a pause for the address."""
    begun = [lockouts.missed(what, at=at).until(free) for what, free in _counted(kind, who, source)]
    return begun[0] is not None


def answered_rightly(lockouts: Lockouts, kind: str, who: str) -> None:
    """What was wrong before is forgotten for the address, and not for where it came from."""
    lockouts.forget(f"{kind} {who.strip().lower()}")


def _counted(kind: str, who: str, source: str) -> list[tuple[str, int]]:
    counted = [(f"{kind} {who.strip().lower()}", FREE)]
    return [*counted, (f"{kind} from {source}", FREE_OF_SOURCE)] if source else counted
