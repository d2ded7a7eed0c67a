"""Impact x urgency gives priority (ITIL): the matrix of a desk, as data."""

from collections.abc import Collection

import msgspec

from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Invalid


class PriorityMatrix(msgspec.Struct, frozen=True):
    """`cells[impact][urgency]` is a priority. Every impact knows the same urgencies."""

    cells: dict[str, dict[str, str]]

    def priority(self, impact: str, urgency: str) -> str:
        """The priority that follows. Raises Invalid for an unknown `impact` or `urgency`."""
        row = self.cells.get(impact)
        if row is None:
            raise Invalid(field="impact", reason=f"“{impact}” is none of {', '.join(self.cells)}")
        if urgency not in row:
            raise Invalid(field="urgency", reason=f"“{urgency}” is none of {', '.join(row)}")
        return row[urgency]


DEFAULT_MATRIX = PriorityMatrix(
    {
        "high": {"high": "urgent", "medium": "high", "low": "normal"},
        "medium": {"high": "high", "medium": "normal", "low": "low"},
        "low": {"high": "normal", "medium": "low", "low": "low"},
    }
)


def read_matrix(raw: object, priorities: Collection[str]) -> PriorityMatrix:
    """A matrix as people send it. Raises Invalid naming the cell that is missing or no priority."""
    matrix = to_struct(raw, PriorityMatrix)
    urgencies = {urgency for row in matrix.cells.values() for urgency in row}
    if not urgencies:
        raise Invalid(field="cells", reason="needs at least one impact and one urgency")
    for impact, row in matrix.cells.items():
        if missing := sorted(urgencies - row.keys()):
            raise Invalid(field=f"cells.{impact}.{missing[0]}", reason="is missing")
        for urgency, priority in row.items():
            if priority not in priorities:
                raise Invalid(
                    field=f"cells.{impact}.{urgency}",
                    reason=f"“{priority}” is no priority; use {', '.join(priorities)}",
                )
    return matrix
