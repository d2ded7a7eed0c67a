"""What a TicketWrite must fulfil before anything is sent to the table."""

import msgspec

from helpdesk.domain.desk_work.callers import words_of
from helpdesk.domain.errors import Invalid, TooLarge
from helpdesk.ports import TicketWrite
from helpdesk.storage.sizes import LARGEST_ROW

MOST_ROWS = 100  # of one transaction (DynamoDB)
LARGEST_TICKET = LARGEST_ROW // 2  # its people are kept beside the body too, for conditions
LARGEST_WRITE = 4 * 1024 * 1024


def check_change(change: TicketWrite) -> None:
    """Raises Invalid for parts of another ticket or too many of them, TooLarge for rows that do not fit."""
    ref = change.ticket.ref
    if any(delivery.ticket != ref for delivery in change.deliveries):
        raise Invalid(field="deliveries", reason="a delivery belongs to another ticket")
    if change.person and change.person.scope != ref.scope:
        raise Invalid(field="person", reason="the person belongs to another organisation")
    if any(each.scope != ref.scope for each in change.suppressions):
        raise Invalid(field="suppressions", reason="an address belongs to another organisation")
    rows = count_rows(change)
    if rows > MOST_ROWS:
        raise Invalid(field="entries", reason=f"one change can write {MOST_ROWS} rows at most, not {rows}")
    _check_sizes(change)


def count_rows(change: TicketWrite) -> int:
    """How many rows the change writes."""
    person = change.person
    people = 1 + len(person.emails) + len(words_of(person)) if person else 0
    others = len({*change.marks, *change.leads}) + len({each.address for each in change.suppressions})
    return 1 + len(change.entries) + len(change.deliveries) + others + people


def _check_sizes(change: TicketWrite) -> None:
    ticket = len(msgspec.json.encode(change.ticket))
    story = [len(msgspec.json.encode(part)) for part in (*change.entries, *change.deliveries)]
    if ticket > LARGEST_TICKET:
        raise TooLarge(f"the ticket takes {ticket // 1024} KB; the table holds at most 198 KB of it")
    if max(story, default=0) > LARGEST_ROW:
        raise TooLarge(
            f"a timeline entry takes {max(story) // 1024} KB; the table holds at most 396 KB of it"
        )
    if ticket + sum(story) > LARGEST_WRITE:
        raise TooLarge(f"one change can write 4 MB at most, not {(ticket + sum(story)) // 1024} KB")
