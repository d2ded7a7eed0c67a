"""What a TicketWrite must fulfil before anything is sent to the table."""

import msgspec

from helpdesk.domain.errors import Invalid, TooLarge
from helpdesk.ports import TicketWrite

MOST_ROWS = 100  # of one transaction (DynamoDB)
LARGEST_ROW = 400 * 1024 - 4096  # DynamoDB counts names and index attributes too; those stay below 4 KB
LARGEST_WRITE = 4 * 1024 * 1024


def check_change(change: TicketWrite) -> None:
    """Raises Invalid for parts of another ticket or too many of them, TooLarge for rows that do not fit."""
    ref = change.ticket.ref
    if any(delivery.ticket != ref for delivery in change.deliveries):
        raise Invalid(field="deliveries", reason="a delivery belongs to another ticket")
    if change.person and change.person.scope != ref.scope:
        raise Invalid(field="person", reason="the person belongs to another organisation")
    rows = count_rows(change)
    if rows > MOST_ROWS:
        raise Invalid(field="entries", reason=f"one change can write {MOST_ROWS} rows at most, not {rows}")
    _check_sizes(change)


def count_rows(change: TicketWrite) -> int:
    """How many rows the change writes."""
    people = 1 + len(change.person.emails) if change.person else 0
    return 1 + len(change.entries) + len(change.deliveries) + len(set(change.marks)) + people


def _check_sizes(change: TicketWrite) -> None:
    parts = (change.ticket, *change.entries, *change.deliveries)
    sizes = [len(msgspec.json.encode(part)) for part in parts]
    largest = max(sizes)
    if largest > LARGEST_ROW:
        what = "ticket" if sizes[0] == largest else "timeline entry"
        raise TooLarge(f"the {what} takes {largest // 1024} KB; the table holds at most 396 KB of it")
    if sum(sizes) > LARGEST_WRITE:
        raise TooLarge(f"one change can write 4 MB at most, not {sum(sizes) // 1024} KB")
