"""Jobs about one person, a tenant or a desk; the work index leads to those that are not done.

A partition per tenant, and one per desk with all of its jobs: of its tenants, a copy for lists.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from pynamodb.expressions.condition import Condition

from helpdesk.domain.errors import Conflict, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import KEPT, PrivacyJob
from helpdesk.storage.expectations import overtaken
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import Key, instant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

_JOB = msgspec.json.Decoder(PrivacyJob)
_PAGE = 100


class TablePrivacyJobs:
    """Of all tenants."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, job: PrivacyJob) -> None:
        last = None if job.scope.tenant else self.of_whole_desk(job.scope.desk)
        there = self.of_tenant(job.scope) if job.scope.tenant else ((last,) if last else ())
        for one in there:
            if (one.kind, one.person, one.done) == (job.kind, job.person, False):
                raise Conflict("this is under way already")
        self._write(job, self._table.row.pk.does_not_exist())

    def save(self, old: PrivacyJob, new: PrivacyJob) -> bool:
        try:
            self._write(new, self._table.row.body == _body(old))
        except VersionConflict:
            return False
        return True

    def of_tenant(self, scope: TenantRef) -> tuple[PrivacyJob, ...]:
        return tuple(_JOB.decode(row.body) for row in self._table.partition(people_keys.privacy(scope)))

    def of_desk(self, desk: str, most: int) -> tuple[PrivacyJob, ...]:
        rows = self._table.latest(people_keys.desk_privacy(desk), "JOB#", most)
        return tuple(_JOB.decode(row.body) for row in rows)

    def of_whole_desk(self, desk: str) -> PrivacyJob | None:
        rows = self._table.latest(people_keys.desk_privacy(desk), "WHOLE#", 1)
        return _JOB.decode(rows[0].body) if rows else None

    def due(self, now: datetime) -> Sequence[PrivacyJob]:
        until = self._table.row.work_sk <= instant(now)
        rows = self._table.work(work_keys.PRIVACY_WORK, until, page=_PAGE, only=("body",))
        return [_JOB.decode(row.body) for row in rows]

    def _write(self, job: PrivacyJob, condition: Condition) -> None:
        """Raises VersionConflict when the condition does not hold."""
        one, desk = bool(job.scope.tenant), job.scope.desk
        key = people_keys.privacy_job(job.scope, job.id) if one else people_keys.whole_desk_job(desk, job.id)
        row = self._row(key, job)
        if not job.done:
            row.work_pk, row.work_sk = work_keys.PRIVACY_WORK, instant(job.next_at)
        transaction = Transaction(self._table)
        transaction.put(row, condition, overtaken, raced=True)
        if one:
            transaction.replace(self._row(people_keys.desk_privacy_job(desk, job.id), job))
        transaction.commit()

    def _row(self, key: Key, job: PrivacyJob) -> Row:
        row = self._table.row(*key, kind="privacy-job", body=_body(job))
        row.expires = int((job.at + KEPT).timestamp())
        return row


def _body(job: PrivacyJob) -> str:
    return msgspec.json.encode(job).decode()
