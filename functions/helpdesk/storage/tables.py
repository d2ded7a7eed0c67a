"""The one table under different rights: a function's own, or those of one desk or one tenant alone."""

from typing import Protocol

from helpdesk.domain.ids import TenantRef
from helpdesk.scoped_rights import ScopedRights
from helpdesk.storage.table import Table


class Tables(Protocol):
    """The table as a principal's stores may use it."""

    @property
    def own(self) -> Table:
        """Under the function's own rights: for the few rows that lead with no scope."""
        ...

    def of_desk(self, desk: str) -> Table:
        """Under rights that end at the desk."""
        ...

    def of_tenant(self, scope: TenantRef) -> Table:
        """Under rights that end at the tenant."""
        ...


class OneTable:
    """The same table for everybody, where nobody could tell the rights apart (the local cloud)."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def own(self) -> Table:
        return self._table

    def of_desk(self, _desk: str) -> Table:
        return self._table

    def of_tenant(self, _scope: TenantRef) -> Table:
        return self._table


class SessionTables:
    """A table per desk or tenant, under a session that IAM confines to its keys."""

    def __init__(self, own: Table, scoped: ScopedRights[Table]) -> None:
        self._own = own
        self._scoped = scoped

    @property
    def own(self) -> Table:
        return self._own

    def of_desk(self, desk: str) -> Table:
        return self._scoped.of_desk(desk)

    def of_tenant(self, scope: TenantRef) -> Table:
        return self._scoped.of_tenant(scope)
