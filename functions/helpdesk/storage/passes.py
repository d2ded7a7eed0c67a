"""Things that count once: a row each, that DynamoDB deletes by itself when its time is over."""

import math
from datetime import datetime

from helpdesk.storage.keys import signing_in as keys
from helpdesk.storage.table import Table

_FRESH, _SPENT = "pass", "pass-taken"


class TablePasses:
    """Taking marks the row under a condition, so that of two takers one gets it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, kind: str, secret_hash: str, body: bytes, *, expires: datetime) -> None:
        until = math.ceil(expires.timestamp())
        key = keys.one_time(kind, secret_hash)
        self._table.put(self._table.row(*key, kind=_FRESH, body=body.decode(), expires=until))

    def take(self, kind: str, secret_hash: str, *, at: datetime) -> bytes | None:
        row = self._table.row
        fresh = (row.kind == _FRESH) & (row.expires > int(at.timestamp()))
        taken = self._table.update(keys.one_time(kind, secret_hash), [row.kind.set(_SPENT)], fresh)
        return taken.body.encode() if taken and taken.body else None
