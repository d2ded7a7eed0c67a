"""What one row can hold (DynamoDB): asked before it is sent, so that whoever wrote too much is told so."""

from typing import TYPE_CHECKING, Final

from helpdesk.domain.errors import TooLarge

if TYPE_CHECKING:
    from helpdesk.storage.row import Row

LARGEST_ROW: Final = 400 * 1024 - 4096
"""Of a row's body: names and index attributes count too, and stay below 4 KB."""


def check_fits(row: "Row") -> "Row":
    """The row itself. Raises TooLarge."""
    size = len(row.body.encode("utf-8", "surrogatepass")) if row.body else 0
    if size > LARGEST_ROW:
        most = LARGEST_ROW // 1024
        raise TooLarge(f"this takes {size // 1024} KB; the table holds at most {most} KB of it")
    return row
