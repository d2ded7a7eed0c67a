"""Counts of what must not happen too often, in rows that DynamoDB deletes by itself."""

from datetime import datetime, timedelta

from helpdesk.storage.keys import limits as keys
from helpdesk.storage.table import Table


class TableAttempts:
    """One row per thing and window; one UpdateItem per count."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def count(self, what: str, *, at: datetime, window: timedelta, by: int = 1) -> int:
        row = self._table.row
        expires = int((at + 2 * window).timestamp())
        counted = self._table.update(
            keys.attempts(what, at, window),
            [row.times.add(by), row.kind.set("attempts"), row.expires.set(expires)],
        )
        return int(counted.times) if counted else 0
