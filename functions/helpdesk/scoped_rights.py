"""Clients under the rights of one desk or one tenant, each kept while its session lasts."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Session, Sessions

T = TypeVar("T")

KEPT: Final = 64
"""Things with a client of their own: a few megabytes each."""

SPARE: Final = timedelta(minutes=10)
"""A session that ends sooner is not used: what it signed would end with it."""


class ScopedRights(Generic[T]):
    """What `make` makes of a session, per desk and per tenant."""

    def __init__(self, make: Callable[[Session], T], sessions: Sessions, now: Callable[[], datetime]) -> None:
        self._make = make
        self._sessions = sessions
        self._now = now
        self._kept: OrderedDict[str, tuple[datetime, T]] = OrderedDict()

    def of_desk(self, desk: str) -> T:
        return self._of(desk, lambda: self._sessions.of_desk(desk))

    def of_tenant(self, scope: TenantRef) -> T:
        return self._of(str(scope), lambda: self._sessions.of_tenant(scope))

    def _of(self, place: str, enter: Callable[[], Session]) -> T:
        """By `desk` or `desk/tenant`: one of them can never be the other, no id holds a slash."""
        known = self._kept.get(place)
        if known and known[0] - self._now() > SPARE:
            self._kept.move_to_end(place)
            return known[1]
        session = enter()
        made = self._make(session)
        self._kept[place] = (session.expires, made)
        self._kept.move_to_end(place)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
