"""Counting what happens often: in the process first, and told to the table now and then."""

from datetime import UTC, datetime, timedelta
from typing import Final

from helpdesk.domain.errors import TooMany
from helpdesk.ports import Attempts
from helpdesk.usecases.rates import rest_of

WINDOW: Final = timedelta(minutes=1)
EVERY: Final = 10
_MOST: Final = 5000


class Tally:
    """What this process has counted in the present minute."""

    def __init__(self) -> None:
        self._minute = 0
        self._counted: dict[str, tuple[int, int]] = {}

    def check(self, attempts: Attempts, what: str, at: datetime, most: int) -> None:
        """Count one more. Raises TooMany beyond `most` of all processes, as far as they have told."""
        minute = (at - datetime(1970, 1, 1, tzinfo=UTC)) // WINDOW
        if minute != self._minute or len(self._counted) > _MOST:
            self._minute, self._counted = minute, {}
        told, untold = self._counted.get(what, (0, 0))
        untold += 1
        if untold >= EVERY and told <= most:
            told, untold = attempts.count(what, at=at, window=WINDOW, by=untold), 0
        self._counted[what] = (told, untold)
        if told + untold > most:
            raise TooMany(f"At most {most} requests a minute.", retry_after=rest_of(at, WINDOW))
