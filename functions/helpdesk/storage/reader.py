"""The store of the index feed: reads tickets of every tenant and writes none."""

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import TicketWrite
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore


class CrossTenantReader(TableTicketStore):
    """Crosses tenants: for the index feed alone, whose role may read every leading key and write none."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, EVERYTHING, shards=1)

    def write(self, change: TicketWrite) -> Ticket:
        raise Forbidden(f"this store reads only, {change.ticket.key} stays as it is")
