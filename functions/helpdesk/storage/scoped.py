"""The one door to scoped data: stores bound to what a principal can reach."""

from collections.abc import Sequence

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.domain.quarantine import Decision, QuarantinedMail, may_decide
from helpdesk.ports import MailLookup, PageRequest
from helpdesk.storage.administration import put_check
from helpdesk.storage.desk_work import TablePresence
from helpdesk.storage.intake import look_up
from helpdesk.storage.keys import mail as keys
from helpdesk.storage.quarantine import quarantine_row
from helpdesk.storage.reach import Reach, reach_of
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tables import OneTable, Tables
from helpdesk.storage.tickets import TableTicketStore

_TRIES = 6
_QUARANTINED = msgspec.json.Decoder(QuarantinedMail)


class TableQuarantineStore:
    """Quarantined mail of the desks within reach."""

    def __init__(self, tables: Tables, reach: Reach) -> None:
        self._tables = tables
        self._reach = reach

    def list(self, desk: str | None, page: PageRequest) -> tuple[tuple[QuarantinedMail, ...], str | None]:
        self._reach.check_quarantine(desk)
        partition = keys.quarantine(desk)
        rows, cursor = self._at(desk).page("tenant", partition, page, within=partition, newest_first=True)
        return tuple(_QUARANTINED.decode(row.body) for row in rows), cursor

    def get(self, desk: str | None, mail_id: str) -> QuarantinedMail:
        return _QUARANTINED.decode(self._row(desk, mail_id).body)

    def decide(self, desk: str | None, mail_id: str, decision: Decision) -> QuarantinedMail:
        for _ in range(_TRIES):
            old = self._row(desk, mail_id)
            mail = _QUARANTINED.decode(old.body)
            if not may_decide(mail, decision):
                return mail
            decided = msgspec.structs.replace(mail, decision=decision)
            table = self._at(desk)
            if table.put(quarantine_row(table, decided), table.row.body == old.body):
                return decided
        raise Conflict("it was changed by somebody else in the meantime")

    def _row(self, desk: str | None, mail_id: str) -> Row:
        self._reach.check_quarantine(desk)
        try:
            row = self._at(desk).get(keys.quarantined(desk, mail_id))
        except Invalid:
            row = None
        if row is None:
            raise NotFound("there is no such mail in quarantine")
        return row

    def _at(self, desk: str | None) -> Table:
        """Mail of no desk leads with no scope."""
        return self._tables.own if desk is None else self._tables.of_desk(desk)


class ScopedTicketStore(TableTicketStore):
    """Tickets under rights no wider than the reach: of the desk for its people, else of the tenant."""

    def __init__(self, tables: Tables, reach: Reach, shards: int) -> None:
        super().__init__(tables.own, reach, shards)
        self._tables = tables

    def _at(self, place: TenantRef | str) -> Table:
        desk = place if isinstance(place, str) else place.desk
        if desk in self._reach.desks or isinstance(place, str):
            return self._tables.of_desk(desk)
        return self._tables.of_tenant(place)


class ScopedIntakeStore(ScopedTicketStore):
    """Lets mail in that was released, within the reach; only who somebody is leads with no scope."""

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        self._reach.check_tenant(scope)
        return look_up(
            self._at(scope), self._tables.own,
            scope=scope, message_id=message_id, refers_to=refers_to, sender=sender,
        )  # fmt: skip

    def put_check(self, desk: str, check: AddressCheck) -> None:
        self._reach.check_desk(desk)
        put_check(self._tables.of_desk(desk), desk, check)

    def quarantine(self, mail: QuarantinedMail) -> None:
        self._reach.check_quarantine(mail.desk)
        table = self._tables.own if mail.desk is None else self._tables.of_desk(mail.desk)
        table.put(quarantine_row(table, mail), table.row.pk.does_not_exist())


class TableScopedStores:
    """Stores that can see what one principal may see, and nothing else."""

    def __init__(self, tables: Tables, reach: Reach, shards: int) -> None:
        self.tickets = ScopedTicketStore(tables, reach, shards)
        self.presence = TablePresence(tables, reach)
        self.quarantine = TableQuarantineStore(tables, reach)
        self.intake = ScopedIntakeStore(tables, reach, shards)


class TableStores:
    """Binds the table to principals."""

    def __init__(self, tables: Tables | Table, shards: int) -> None:
        self._tables = OneTable(tables) if isinstance(tables, Table) else tables
        self._shards = shards

    def for_principal(self, principal: Principal) -> TableScopedStores:
        return TableScopedStores(self._tables, reach_of(principal), self._shards)
