"""The audit: a partition per desk ("" for the house), a row per event, deleted when it expires."""

from datetime import timedelta

import msgspec

from helpdesk.domain.audit import KEPT, AuditEvent
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import is_id
from helpdesk.ports import PageRequest
from helpdesk.storage.keys import audit as keys
from helpdesk.storage.pages import size_of
from helpdesk.storage.table import Table

_DECODER = msgspec.json.Decoder(AuditEvent)


class TableAudit:
    """Of all desks; who may read which is for the use cases to say."""

    def __init__(self, table: Table, kept: timedelta = KEPT) -> None:
        self._table = table
        self._kept = kept

    def add(self, event: AuditEvent) -> None:
        row = self._table.row(*keys.audit_event(event.desk, event.id), kind="audit")
        row.body = msgspec.json.encode(event).decode()
        row.expires = int((event.at + self._kept).timestamp())
        self._table.put(row)

    def of_desk(self, desk: str, page: PageRequest) -> tuple[tuple[AuditEvent, ...], str | None]:
        limit = size_of(page)
        if page.cursor and not is_id(page.cursor):
            raise Invalid(field="cursor", reason="is not one that was given here")
        before = keys.audit_event(desk, page.cursor).sk if page.cursor else ""
        rows = self._table.latest(keys.audit(desk), keys.AUDIT_ROWS, limit + 1, before=before)
        events = tuple(_DECODER.decode(row.body) for row in rows[:limit])
        return events, events[-1].id if len(rows) > limit else None
