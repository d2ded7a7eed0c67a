"""Taking a desk or a tenant away: it stops at once, and its data goes when there was time to think again."""

from datetime import datetime, timedelta
from typing import Final

from helpdesk.domain.errors import Conflict, Invalid

GRACE: Final = timedelta(days=30)


def check_typed(said: str, name: str) -> None:
    """Raises Invalid unless the name was typed; blanks and case do not matter."""
    if " ".join(said.split()).casefold() != " ".join(name.split()).casefold():
        raise Invalid(field="name", reason=f"type “{name}” to go on")


def check_not_over(closing_at: datetime | None, now: datetime) -> None:
    """Raises Conflict when its data goes already: what is written beside that would stay behind."""
    if closing_at is not None and closing_at <= now:
        raise Conflict("Its time is over: its data is being deleted.")
