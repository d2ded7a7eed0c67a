"""The store of `outbox`: carries out deliveries of every tenant and counts automatic answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.timeline import AnyEntry
from helpdesk.storage.keys import limits as limit_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.people import read_person, read_suppression
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore, delivery_row, entry_row, mark_row, read_delivery
from helpdesk.storage.transaction import Transaction

_COUNTED_FOR = timedelta(days=8)


class CrossTenantOutbox(TableTicketStore):
    """Crosses tenants: for `outbox` alone."""

    def __init__(self, table: Table, shards: int) -> None:
        super().__init__(table, EVERYTHING, shards)

    def delivery(self, ref: TicketRef, delivery_id: str) -> Delivery:
        row = self._table.get(ticket_keys.delivery(ref, delivery_id))
        if row is None:
            raise NotFound("there is no such delivery")
        return read_delivery(row)

    def settle(self, delivery: Delivery, marks: Sequence[str] = (), entries: Sequence[AnyEntry] = ()) -> None:
        if delivery.state == DeliveryState.PENDING:
            raise ValueError("a pending delivery settles nothing")
        transaction = Transaction(self._table)
        row = delivery_row(self._table, delivery, self._shards)
        transaction.put(row, self._table.row.work_pk.exists(), _not_pending)
        for key in dict.fromkeys(mail_keys.mark(delivery.ticket.scope, message) for message in marks):
            # Our own ids: whoever used one before us, replies to it belong to this ticket.
            transaction.replace(mark_row(self._table, key, delivery.ticket))
        for entry in entries:
            transaction.replace(entry_row(self._table, delivery.ticket, entry))
        try:
            transaction.commit()
        except _SettledBeforeError:
            return

    def advance(self, delivery: Delivery) -> None:
        if delivery.state != DeliveryState.PENDING:
            raise ValueError("only a pending delivery goes on")
        transaction = Transaction(self._table)
        row = delivery_row(self._table, delivery, self._shards)
        transaction.put(row, self._table.row.work_pk.exists(), _not_pending)
        try:
            transaction.commit()
        except _SettledBeforeError:
            return

    def suppressed(self, scope: TenantRef, address: str) -> Suppression | None:
        row = self._table.get(people_keys.suppressed(scope, address))
        return read_suppression(row) if row and row.kind == "suppression" else None

    def person(self, scope: TenantRef, person: str) -> Person | None:
        row = self._table.get(people_keys.person(scope, person))
        return read_person(row) if row else None

    def recent_automatic(self, recipient: str, subject: str, since: datetime) -> tuple[int, int]:
        rows = list(self._table.partition(limit_keys.automatic(recipient), start=instant(since)))
        mark = limit_keys.subject_mark(subject)
        same = sum(int(row.times) for row in rows if row.sk.endswith(f"#{mark}"))
        return sum(int(row.times) for row in rows), same

    def count_automatic(self, recipient: str, subject: str, at: datetime) -> None:
        row = self._table.row
        expires = int((at + _COUNTED_FOR).timestamp())
        self._table.update(
            limit_keys.automatic_answer(recipient, subject, at),
            [row.times.add(1), row.kind.set("automatic"), row.expires.set(expires)],
        )


class _SettledBeforeError(HelpdeskError):
    """Another run was first."""


def _not_pending(old: Row | None) -> Exception:
    return _SettledBeforeError() if old else NotFound("there is no such delivery")
