"""Rows of recalculations: the work index leads to them from the moment they may begin."""

from datetime import timedelta

import msgspec

from helpdesk.domain.recalculations import SETTLING, Recalculation
from helpdesk.storage.keys import work as keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_KEPT = timedelta(days=90)
_DECODER = msgspec.json.Decoder(Recalculation)


def recalculation_row(table: Table, job: Recalculation, *, done: bool = False) -> Row:
    """Done, it is kept for a while as a record, and no index leads to it."""
    row = table.row(
        *keys.recalculation(job.desk, job.id),
        kind="recalculation",
        body=msgspec.json.encode(job).decode(),
    )
    if done:
        row.expires = int((job.edited_at + _KEPT).timestamp())
    else:
        row.work_pk = keys.RECALCULATION_WORK
        row.work_sk = instant(job.edited_at + SETTLING)
    return row


def read_recalculation(row: Row) -> Recalculation:
    return _DECODER.decode(row.body)
