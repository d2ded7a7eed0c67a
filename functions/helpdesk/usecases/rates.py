"""So many in a window, and then no more until the next one."""

from datetime import UTC, datetime, timedelta

from helpdesk.domain.errors import TooMany
from helpdesk.ports import Attempts


def check_rate(attempts: Attempts, what: str, at: datetime, *, window: timedelta, most: int) -> int:
    """Count one more of `what`; returns how many that makes. Raises TooMany beyond `most`."""
    used = attempts.count(what, at=at, window=window)
    if used > most:
        seconds = int(window.total_seconds())
        said = f"{seconds // 60} minutes" if seconds > 60 else "a minute"
        raise TooMany(f"At most {most} in {said}.", retry_after=rest_of(at, window))
    return used


def rest_of(at: datetime, window: timedelta) -> int:
    """Whole seconds until the next window begins."""
    gone = (at - datetime(1970, 1, 1, tzinfo=UTC)) % window
    return max(1, int((window - gone).total_seconds()))
