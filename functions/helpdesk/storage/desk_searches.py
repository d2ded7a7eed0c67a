"""Waves and views: rows of one partition per desk, which is small and read whole."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave
from helpdesk.storage.keys import desk_work as keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_KEPT: Final = timedelta(days=30)
_WAVE: Final = msgspec.json.Decoder(Wave)
_VIEW: Final = msgspec.json.Decoder(View)
_GONE: Final = "gone"


class TableWaves:
    """Waves of all desks; who may see them is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def waves(self, desk: str) -> tuple[Wave, ...]:
        rows = self._table.partition(keys.searches(desk), start="WAVE#")
        found = (_WAVE.decode(row.body) for row in rows if row.kind == "wave")
        return tuple(sorted(found, key=lambda wave: wave.last_at, reverse=True))

    def wave(self, desk: str, wave: str) -> Wave:
        try:
            row = self._table.get(keys.search_row(desk, "WAVE", wave))
        except Invalid:
            row = None
        if row is None:
            raise NotFound("there is no such wave")
        return _WAVE.decode(row.body)

    def put(self, wave: Wave) -> Wave:
        stored = replace(wave, version=wave.version + 1)
        key = keys.search_row(stored.desk, "WAVE", stored.id)
        row = self._table.row(*key, kind="wave", body=_body(stored), version=stored.version)
        row.expires = int((stored.updated_at + _KEPT).timestamp())
        old = wave.version
        unchanged = self._table.row.version == old if old else self._table.row.pk.does_not_exist()
        if not self._table.put(row, unchanged):
            raise VersionConflict(current=self.wave(stored.desk, stored.id))
        return stored


class TableViews:
    """Views of all desks. What is deleted leaves an empty row that goes by itself."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table, self._now = table, now

    def views(self, desk: str) -> tuple[View, ...]:
        rows = self._table.partition(keys.searches(desk), start="VIEW#")
        return tuple(_VIEW.decode(row.body) for row in rows if row.kind == "view")

    def put(self, view: View) -> View:
        self._table.put(self._row(view.desk, view.id, "view", _body(view)))
        return view

    def delete(self, desk: str, view: str) -> None:
        gone = self._row(desk, view, _GONE, "{}")
        gone.expires = int(self._now().timestamp())
        self._table.put(gone)

    def _row(self, desk: str, view: str, kind: str, body: str) -> Row:
        return self._table.row(*keys.search_row(desk, "VIEW", view), kind=kind, body=body)


def _body(stored: msgspec.Struct) -> str:
    return msgspec.json.encode(stored).decode()
