"""The one door to scoped data: stores bound to what a principal can reach."""

import msgspec

from helpdesk.domain.people import Principal
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import PageRequest
from helpdesk.storage import keys
from helpdesk.storage.reach import Reach, reach_of
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore

_QUARANTINED = msgspec.json.Decoder(QuarantinedMail)


class TableQuarantineStore:
    """Quarantined mail of the desks within reach."""

    def __init__(self, table: Table, reach: Reach) -> None:
        self._table = table
        self._reach = reach

    def list(self, desk: str | None, page: PageRequest) -> tuple[tuple[QuarantinedMail, ...], str | None]:
        self._reach.check_quarantine(desk)
        partition = keys.quarantine(desk)
        rows, cursor = self._table.page("tenant", partition, page, within=partition, newest_first=True)
        return tuple(_QUARANTINED.decode(row.body) for row in rows), cursor


class TableScopedStores:
    """Stores that can see what one principal may see, and nothing else."""

    def __init__(self, table: Table, reach: Reach, shards: int) -> None:
        self.tickets = TableTicketStore(table, reach, shards)
        self.quarantine = TableQuarantineStore(table, reach)


class TableStores:
    """Binds the table to principals."""

    def __init__(self, table: Table, shards: int) -> None:
        self._table = table
        self._shards = shards

    def for_principal(self, principal: Principal) -> TableScopedStores:
        return TableScopedStores(self._table, reach_of(principal), self._shards)
