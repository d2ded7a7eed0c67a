"""The store of `sla_checker`: the only one that reads the work index."""

import heapq
import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime

from helpdesk.domain.deliveries import Delivery
from helpdesk.ports import DueTicket
from helpdesk.storage import keys
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore, read_delivery

_PAGE = 100


class CrossTenantChecker(TableTicketStore):
    """Crosses tenants: for `sla_checker` alone, whose role may read the work index."""

    def __init__(self, table: Table, shards: int) -> None:
        super().__init__(table, EVERYTHING, shards)

    def due(self, now: datetime, limit: int) -> Iterable[DueTicket]:
        shards = [self._due_in(shard, now, limit) for shard in range(self._shards)]
        return itertools.islice(heapq.merge(*shards, key=lambda due: due.due), limit)

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        shards = [self._stale_in(shard, before, limit) for shard in range(self._shards)]
        return itertools.islice(heapq.merge(*shards, key=lambda delivery: delivery.created_at), limit)

    def _due_in(self, shard: int, now: datetime, limit: int) -> Iterator[DueTicket]:
        until = self._table.row.work_sk <= keys.instant(now)
        page = min(limit, _PAGE)
        for row in self._table.work(keys.sla_work(shard), until, page=page, only=("pk", "work_sk")):
            ref = keys.ticket_of(row.pk)
            if ref:
                yield DueTicket(ref=ref, due=keys.read_instant(row.work_sk))

    def _stale_in(self, shard: int, before: datetime, limit: int) -> Iterator[Delivery]:
        until = self._table.row.work_sk < keys.instant(before)
        page = min(limit, _PAGE)
        for row in self._table.work(keys.outbox_work(shard), until, page=page, only=("body",)):
            yield read_delivery(row)
