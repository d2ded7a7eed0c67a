"""Too many wrong answers: a pause that doubles with each further one. The numbers are in docs/security.md."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

FREE: Final = 5
"""Wrong answers of one address before the first pause."""

FREE_OF_SOURCE: Final = 50
"""Wrong answers from one network address: an office may share one."""

FIRST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=1)
FORGOTTEN: Final = timedelta(hours=24)
"""After so long without a wrong answer, all is forgotten."""


class Misses(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong answers so far, and the last one's moment."""

    count: int = 0
    last: datetime | None = None

    def until(self, free: int) -> datetime | None:
        """When the pause is over; None when there is none."""
        if self.last is None or self.count < free:
            return None
        pause: timedelta = min(FIRST * 2 ** min(self.count - free, 16), LONGEST)
        return self.last + pause
