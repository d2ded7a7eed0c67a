"""Taking a desk or a tenant away: it stops at once, and its data goes when there was time to think again."""

from datetime import timedelta
from typing import Final

from helpdesk.domain.errors import Invalid

GRACE: Final = timedelta(days=30)


def check_typed(said: str, name: str) -> None:
    """Raises Invalid unless the name was typed; blanks and case do not matter."""
    if " ".join(said.split()).casefold() != " ".join(name.split()).casefold():
        raise Invalid(field="name", reason=f"type “{name}” to go on")
