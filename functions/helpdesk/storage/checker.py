"""The store of `sla_checker`: the only one that reads the work index."""

import heapq
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.errors import Conflict
from helpdesk.domain.recalculations import Recalculation
from helpdesk.ports import DueTicket
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import instant, read_instant
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.recalculations import read_recalculation, recalculation_row
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore, delivery_row, read_delivery
from helpdesk.storage.transaction import Transaction

_PAGE = 100


class CrossTenantChecker(TableTicketStore):
    """Crosses tenants: for `sla_checker` alone, whose role may read the work index."""

    def __init__(self, table: Table, shards: int) -> None:
        super().__init__(table, EVERYTHING, shards)

    def due(self, now: datetime, limit: int, shards: Collection[int] | None = None) -> Iterable[DueTicket]:
        chosen = range(self._shards) if shards is None else sorted(shards)
        found = [self._due_in(shard, now, limit) for shard in chosen]
        return itertools.islice(heapq.merge(*found, key=lambda due: due.due), limit)

    def postpone(self, due: DueTicket, until: datetime) -> None:
        row = self._table.row
        self._table.update(
            ticket_keys.ticket(due.ref),
            [row.work_sk.set(instant(until)), row.times.add(1)],
            row.work_sk == instant(due.due),
        )

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        shards = [self._stale_in(shard, before, limit) for shard in range(self._shards)]
        return itertools.islice(heapq.merge(*shards, key=lambda delivery: delivery.created_at), limit)

    def swept(self, delivery: Delivery, again: datetime) -> None:
        row = self._table.row
        self._table.update(
            ticket_keys.delivery(delivery.ticket, delivery.id),
            [row.work_sk.set(instant(again)), row.times.add(1)],
            row.work_pk.startswith(work_keys.OUTBOX_WORK),
        )

    def held_notices(self) -> Iterable[Delivery]:
        for shard in range(self._shards):
            work = work_keys.digest_work(shard)
            for row in self._table.work(work, None, page=_PAGE, only=("body",)):
                yield read_delivery(row)

    def gather(self, digest: Delivery, notices: Sequence[Delivery], *, before: int) -> bool:
        row, transaction = self._table.row, Transaction(self._table)
        written = delivery_row(self._table, digest, self._shards)
        written.version = len(digest.notices) + digest.more
        transaction.put(written, row.version == before if before else row.pk.does_not_exist(), _gathered)
        for notice in notices:
            settled = replace(notice, state=DeliveryState.GATHERED, digest=digest.id)
            waits = row.work_pk.startswith(work_keys.digest_work(0)[:-1])
            transaction.put(delivery_row(self._table, settled, self._shards), waits, _gathered)
        try:
            transaction.commit()
        except Conflict:
            return False
        return True

    def recalculations(self, now: datetime) -> Sequence[Recalculation]:
        until = self._table.row.work_sk <= instant(now)
        rows = self._table.work(work_keys.RECALCULATION_WORK, until, page=_PAGE, only=("body",))
        return [read_recalculation(row) for row in rows]

    def save_recalculation(self, job: Recalculation, *, done: bool = False) -> None:
        self._table.put(recalculation_row(self._table, job, done=done))

    def _due_in(self, shard: int, now: datetime, limit: int) -> Iterator[DueTicket]:
        until = self._table.row.work_sk <= instant(now)
        page = min(limit, _PAGE)
        for row in self._table.work(
            work_keys.sla_work(shard), until, page=page, only=("pk", "work_sk", "times")
        ):
            ref = ticket_keys.ticket_of(row.pk)
            if ref:
                tries = int(row.times or 0)
                yield DueTicket(ref=ref, due=read_instant(row.work_sk), tries=tries)

    def _stale_in(self, shard: int, before: datetime, limit: int) -> Iterator[Delivery]:
        until = self._table.row.work_sk < instant(before)
        page = min(limit, _PAGE)
        for row in self._table.work(work_keys.outbox_work(shard), until, page=page, only=("body",)):
            yield read_delivery(row)


def _gathered(_: Row | None) -> Conflict:
    return Conflict("another run gathered these notices")
