"""Handovers of agents' work: a partition per desk; the work index leads to those that are not done."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from helpdesk.domain.handovers import KEPT, Handover
from helpdesk.storage.keys import work as keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_JOB = msgspec.json.Decoder(Handover)
_PAGE = 100


class TableHandovers:
    """Of all desks."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_desk(self, desk: str) -> tuple[Handover, ...]:
        return tuple(_JOB.decode(row.body) for row in self._table.partition(keys.handovers(desk)))

    def save(self, old: Handover, new: Handover) -> bool:
        return self._table.put(handover_row(self._table, new), self._table.row.body == _body(old))

    def due(self, now: datetime) -> Sequence[Handover]:
        until = self._table.row.work_sk <= instant(now)
        rows = self._table.work(keys.HANDOVER_WORK, until, page=_PAGE, only=("body",))
        return [_JOB.decode(row.body) for row in rows]


def handover_row(table: Table, job: Handover) -> Row:
    """Done, it is kept as a record, and no index leads to it."""
    row = table.row(*keys.handover(job.desk, job.id), kind="handover", body=_body(job))
    row.expires = int((job.at + KEPT).timestamp())
    if not job.done:
        row.work_pk, row.work_sk = keys.HANDOVER_WORK, instant(job.next_at)
    return row


def _body(job: Handover) -> str:
    return msgspec.json.encode(job).decode()
