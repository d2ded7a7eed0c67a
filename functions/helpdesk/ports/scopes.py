"""Stores that see what one principal may see."""

from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.ports.desk_work import PresenceBook
from helpdesk.ports.tickets import TicketStore
from helpdesk.ports.work import IntakeStore, QuarantineStore


class ScopedStores(Protocol):
    """Stores that can see what one principal may see, and nothing else."""

    @property
    def tickets(self) -> TicketStore: ...

    @property
    def presence(self) -> PresenceBook: ...

    @property
    def quarantine(self) -> QuarantineStore: ...

    @property
    def intake(self) -> IntakeStore:
        """Lets released mail in, within what the principal may see."""
        ...


class Stores(Protocol):
    """The one door to scoped data."""

    def for_principal(self, principal: Principal) -> ScopedStores:
        """Stores bound to what this principal may see."""
        ...


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Temporary credentials that reach the data of one desk or one tenant."""

    access_key: str
    secret_key: str
    token: str
    expires: datetime


class Sessions(Protocol):
    """Where such credentials come from."""

    def of_desk(self, desk: str) -> Session:
        """For all of a desk's data. Raises Unavailable."""
        ...

    def of_tenant(self, scope: TenantRef) -> Session:
        """For one tenant's data. Raises Unavailable."""
        ...
