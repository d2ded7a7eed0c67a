"""Second factors and sessions: a partition an account, so that one Query has all of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from helpdesk.domain.lockout import FORGOTTEN, Misses
from helpdesk.domain.own_sign_in import SESSIONS_KEPT, DoorPolicy, Factor, OwnRecord, OwnSession
from helpdesk.storage.cache import Cache
from helpdesk.storage.keys import limits as limit_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_FACTOR = msgspec.json.Decoder(Factor)
_SESSION = msgspec.json.Decoder(OwnSession)
_POLICY = msgspec.json.Decoder(DoorPolicy)
_KEPT = timedelta(days=SESSIONS_KEPT)


class TableOwnSignIns:
    """Sessions go by themselves some time after they were last seen."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, account: str) -> OwnRecord:
        factor, out, sessions = None, 0, []
        for row in self._table.partition(sign_in_keys.own(account)):
            match row.kind:
                case "own-factor":
                    factor = _FACTOR.decode(row.body)
                case "own-out":
                    out = int(row.next or 0)
                case "own-session":
                    sessions.append(_SESSION.decode(row.body))
        return OwnRecord(factor=factor, signed_out_at=out, sessions=tuple(sessions))

    def put_factor(self, account: str, old: Factor | None, new: Factor | None) -> bool:
        row, key = self._table.row, sign_in_keys.own_factor(account)
        stands: Condition = row.pk.does_not_exist() if old is None else row.body == _text(old)
        if new is not None:
            return self._table.put(row(*key, kind="own-factor", body=_text(new)), stands)
        # Marked first: deleting knows no condition here, and nobody else's change must go with it.
        if old is None or self._table.update(key, [row.kind.set("own-nothing")], stands) is None:
            return old is None
        self._table.delete(key)
        return True

    def put_session(self, account: str, old: OwnSession | None, new: OwnSession) -> bool:
        row, key = self._table.row, sign_in_keys.own_session(account, new.id)
        stands: Condition = row.pk.does_not_exist() if old is None else row.body == _text(old)
        expires = int((new.seen_at + _KEPT).timestamp())
        return self._table.put(row(*key, kind="own-session", body=_text(new), expires=expires), stands)

    def sign_out(self, account: str, at: int) -> None:
        row = self._table.row(*sign_in_keys.own_signed_out(account), kind="own-out", next=at)
        self._table.put(row)


class TableDoorPolicies:
    """Kept for a minute: the authorizer asks for each of its answers."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._kept: Cache[DoorPolicy] = Cache(now)

    def policy(self, desk: str) -> DoorPolicy:
        return self._kept.get(desk, lambda: self.fresh_policy(desk)) or DoorPolicy()

    def fresh_policy(self, desk: str) -> DoorPolicy:
        row = self._table.get(sign_in_keys.door_policy(desk))
        return _POLICY.decode(row.body) if row else DoorPolicy()

    def put_policy(self, desk: str, policy: DoorPolicy) -> None:
        key = sign_in_keys.door_policy(desk)
        self._table.put(self._table.row(*key, kind="door-policy", body=_text(policy)))
        self._kept.put(desk, policy)


class TableLockouts:
    """One row a thing that was answered wrongly."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def misses(self, what: str, *, at: datetime) -> Misses:
        return _misses(self._table.get(limit_keys.misses(what)), at)

    def missed(self, what: str, *, at: datetime) -> Misses:
        before = self.misses(what, at=at)
        row, now = self._table.row, int(at.timestamp())
        counted = row.times.add(1) if before.count else row.times.set(1)
        expires = int((at + FORGOTTEN).timestamp())
        actions: list[Action] = [counted, row.kind.set("misses"), row.next.set(now), row.expires.set(expires)]
        return _misses(self._table.update(limit_keys.misses(what), actions), at)

    def forget(self, what: str) -> None:
        self._table.delete(limit_keys.misses(what))


def _misses(row: Row | None, at: datetime) -> Misses:
    if row is None or row.next is None or (row.expires or 0) <= at.timestamp():
        return Misses()
    return Misses(count=int(row.times or 0), last=datetime.fromtimestamp(int(row.next), UTC))


def _text(thing: msgspec.Struct) -> str:
    return msgspec.json.encode(thing).decode()
