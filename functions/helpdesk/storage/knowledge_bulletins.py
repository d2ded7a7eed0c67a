"""Bulletins: a partition per desk; what is over is forgotten by itself after a while."""

from datetime import timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.knowledge.bulletins import Bulletin
from helpdesk.storage.keys import knowledge as keys
from helpdesk.storage.table import Table

_KEPT: Final = timedelta(days=400)
_BULLETIN: Final = msgspec.json.Decoder(Bulletin)


class TableBulletins:
    """Bulletins of all desks; who may see which is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def bulletins(self, desk: str) -> tuple[Bulletin, ...]:
        rows = self._table.partition(keys.knowledge(desk, "BULLETINS"))
        return tuple(sorted((_BULLETIN.decode(row.body) for row in rows), key=lambda b: (b.starts, b.id)))

    def bulletin(self, desk: str, bulletin: str) -> Bulletin:
        try:
            row = self._table.get(keys.knowledge_row(desk, "BULLETINS", bulletin))
        except Invalid:
            row = None
        if row is None:
            raise NotFound("there is no such bulletin")
        return _BULLETIN.decode(row.body)

    def put_bulletin(self, bulletin: Bulletin) -> Bulletin:
        stored = replace(bulletin, version=bulletin.version + 1)
        row = self._table.row(
            *keys.knowledge_row(stored.desk, "BULLETINS", stored.id),
            kind="bulletin",
            body=msgspec.json.encode(stored).decode(),
            version=stored.version,
        )
        over = stored.closed_at or stored.ends
        # In seconds, so that no date is too far off.
        row.expires = int(over.timestamp() + _KEPT.total_seconds()) if over else None
        old = bulletin.version
        unchanged = self._table.row.version == old if old else self._table.row.pk.does_not_exist()
        if not self._table.put(row, unchanged):
            raise VersionConflict(current=self.bulletin(stored.desk, stored.id))
        return stored
