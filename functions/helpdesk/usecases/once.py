"""A write that is asked for twice is done once: its key is marked in the write's own transaction.

The mark stands beside those of mails, so it cannot be there without the write, nor the write without it.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, DuplicateMail, VersionConflict
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import ScopedStores, Stores, TicketStore, TicketWrite

REMEMBERED = timedelta(days=30)
"""How long a key is known: longer than anybody waits for the network."""


class AlreadyDone(Exception):  # noqa: N818 - no error: what was asked for stands
    """The request was carried out before; `ticket` is what it was done to, as it stands now."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.key)
        self.ticket = ticket


class Once(msgspec.Struct, frozen=True, kw_only=True):
    """One request by its key. `fingerprint` tells another request that carries the same key."""

    mark: str
    fingerprint: str
    now: Callable[[], datetime]


def once_of(principal: Principal, key: str, request: bytes, now: Callable[[], datetime]) -> Once:
    """Keys are each caller's own: nobody can learn of, or block, what another one asked for."""
    who = "\0".join((principal.email, str(principal.ticket), str(principal.key), key))
    return Once(mark=f"request.{_digest(who.encode())}", fingerprint=_digest(request), now=now)


class OnceStores:
    """The stores, for one request that must count once."""

    def __init__(self, stores: Stores, once: Once) -> None:
        self._stores = stores
        self._once = once

    def for_principal(self, principal: Principal) -> ScopedStores:
        return cast("ScopedStores", _OnceScoped(self._stores.for_principal(principal), self._once))


class _OnceScoped:
    """All stores as they are, but tickets are written once."""

    def __init__(self, stores: ScopedStores, once: Once) -> None:
        self._stores = stores
        self.tickets = cast("TicketStore", _OnceTickets(stores.tickets, once))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stores, name)


class _OnceTickets:
    """Raises AlreadyDone where the change would begin, and where it would be written a second time."""

    def __init__(self, tickets: TicketStore, once: Once) -> None:
        self._tickets = tickets
        self._once = once

    def __getattr__(self, name: str) -> object:
        return getattr(self._tickets, name)

    def get(self, ref: TicketRef) -> Ticket:
        ticket = self._tickets.get(ref)  # whoever may not see the ticket learns nothing of the key either
        self._check(ref.scope)
        return ticket

    def next_number(self, scope: TenantRef) -> int:
        number = self._tickets.next_number(scope)
        self._check(scope)
        return number

    def write(self, change: TicketWrite) -> Ticket:
        marked = replace(
            change,
            marks=(self._once.mark, *change.marks),
            fingerprint=self._once.fingerprint,
            marks_until=self._once.now() + REMEMBERED,
        )
        try:
            return self._tickets.write(marked)
        except (DuplicateMail, VersionConflict):
            self._check(change.ticket.ref.scope)  # the very same request may have been a moment faster
            raise

    def _check(self, scope: TenantRef) -> None:
        found = self._tickets.marked(scope, self._once.mark)
        if found is None:
            return
        ref, fingerprint = found
        if fingerprint != self._once.fingerprint:
            raise Conflict("this Idempotency-Key was used for another request")
        raise AlreadyDone(self._tickets.get(ref))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
