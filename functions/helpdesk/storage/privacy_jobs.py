"""Jobs about one person: a partition per tenant; the work index leads to those that are not done."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from helpdesk.domain.errors import Conflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import KEPT, PrivacyJob
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_JOB = msgspec.json.Decoder(PrivacyJob)
_PAGE = 100


class TablePrivacyJobs:
    """Of all tenants."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, job: PrivacyJob) -> None:
        for one in self.of_tenant(job.scope):
            if (one.kind, one.person, one.done) == (job.kind, job.person, False):
                raise Conflict("this is under way already")
        self._table.put(self._row(job), self._table.row.pk.does_not_exist())

    def save(self, old: PrivacyJob, new: PrivacyJob) -> bool:
        return self._table.put(self._row(new), self._table.row.body == _body(old))

    def of_tenant(self, scope: TenantRef) -> tuple[PrivacyJob, ...]:
        return tuple(_JOB.decode(row.body) for row in self._table.partition(people_keys.privacy(scope)))

    def due(self, now: datetime) -> Sequence[PrivacyJob]:
        until = self._table.row.work_sk <= instant(now)
        rows = self._table.work(work_keys.PRIVACY_WORK, until, page=_PAGE, only=("body",))
        return [_JOB.decode(row.body) for row in rows]

    def _row(self, job: PrivacyJob) -> Row:
        row = self._table.row(
            *people_keys.privacy_job(job.scope, job.id), kind="privacy-job", body=_body(job)
        )
        row.expires = int((job.at + KEPT).timestamp())
        if not job.done:
            row.work_pk, row.work_sk = work_keys.PRIVACY_WORK, instant(job.next_at)
        return row


def _body(job: PrivacyJob) -> str:
    return msgspec.json.encode(job).decode()
