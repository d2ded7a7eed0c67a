"""Stores whose deliveries count as sent: nobody wants two weeks of demo mail at once."""

from msgspec.structs import replace

from helpdesk.config import DEFAULT_WORK_SHARDS
from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import ScopedStores, TicketWrite
from helpdesk.storage.intake import CrossTenantIntake
from helpdesk.storage.reach import reach_of
from helpdesk.storage.scoped import ScopedTicketStore, TableStores
from helpdesk.storage.table import Table
from helpdesk.storage.tables import OneTable
from helpdesk.storage.tickets import TableTicketStore


class _Silent(TableTicketStore):
    def write(self, change: TicketWrite) -> Ticket:
        sent = tuple(
            replace(delivery, state=DeliveryState.SENT, sent_at=delivery.created_at)
            for delivery in change.deliveries
        )
        return super().write(replace(change, deliveries=sent))


class SilentIntake(_Silent, CrossTenantIntake):
    """The intake's store, silent."""


class _SilentScoped(_Silent, ScopedTicketStore):
    """A principal's store, silent."""


class SilentStores:
    """Stores for a principal, silent."""

    def __init__(self, table: Table) -> None:
        self._tables = OneTable(table)
        self._stores = TableStores(self._tables, DEFAULT_WORK_SHARDS)

    def for_principal(self, principal: Principal) -> ScopedStores:
        scoped = self._stores.for_principal(principal)
        scoped.tickets = _SilentScoped(self._tables, reach_of(principal), DEFAULT_WORK_SHARDS)
        return scoped
