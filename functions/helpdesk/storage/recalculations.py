"""Rows of recalculations: the work index leads to them from the moment they may begin."""

import msgspec

from helpdesk.domain.recalculations import SETTLING, Recalculation
from helpdesk.storage import keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_DECODER = msgspec.json.Decoder(Recalculation)


def recalculation_row(table: Table, job: Recalculation) -> Row:
    return table.row(
        *keys.recalculation(job.desk, job.id),
        kind="recalculation",
        body=msgspec.json.encode(job).decode(),
        work_pk=keys.RECALCULATION_WORK,
        work_sk=keys.instant(job.edited_at + SETTLING),
    )


def read_recalculation(row: Row) -> Recalculation:
    return _DECODER.decode(row.body)
