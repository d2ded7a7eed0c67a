"""A table whose process dies at a write of one's choice."""

import functools

from helpdesk.storage.table import Table
from tests.contract.houses import REGION


class Killed(BaseException):
    """The process ended here; no code of ours gets to see it."""


class DyingTable(Table):
    """Dies before, or just after, its nth write. A write is one request, whatever it is made of."""

    dies_at: int | None = None

    def __init__(self, name: str, *, region: str) -> None:
        super().__init__(name, region=region)
        self.writes = 0
        events = self.row._get_connection().connection.client.meta.events
        for write in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"):
            events.register(f"before-call.dynamodb.{write}", self._before)
            events.register(f"after-call.dynamodb.{write}", self._after)

    def _before(self, **_: object) -> None:
        self.writes += 1
        if self.dies_at == 2 * self.writes:
            raise Killed

    def _after(self, **_: object) -> None:
        if self.dies_at == 2 * self.writes + 1:
            raise Killed


@functools.cache
def _dying() -> DyingTable:
    return DyingTable("traces", region=REGION)


def dying(at: int) -> DyingTable:
    """The same table, to die at this write."""
    table = _dying()
    table.writes, table.dies_at = 0, at
    return table
