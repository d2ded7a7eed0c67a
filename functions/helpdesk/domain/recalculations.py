"""What an edited agreement leaves behind: open tickets to be held to other terms, in many small steps."""

from datetime import datetime, timedelta

import msgspec

from helpdesk.domain.calendars import CalendarSpec

SETTLING = timedelta(seconds=70)
"""How long after the edit the work begins: until then some part of the house may still go by the old terms,
which are remembered for up to 60 seconds, and open or move tickets under them."""

MOST_PASSES = 5


class Recalculation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One edit of a desk's agreements, and how far its tickets have followed.

    `calendars` are the ones that were edited, as they were before: clocks ran on them until `edited_at`.
    The list of open tickets is gone through until a whole pass finds nothing to move, because tickets
    change places in it meanwhile.
    """

    id: str
    desk: str
    edited_at: datetime
    by: str  # the admin's name
    tenants: tuple[str, ...]
    calendars: dict[str, CalendarSpec] = {}
    cursor: str | None = None
    passes: int = 0
    moved_in_pass: int = 0
    moved: int = 0
    failed: int = 0
