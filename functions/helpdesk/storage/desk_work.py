"""Ready-made texts, the lists of callers, and who is on which ticket."""

from datetime import datetime, timedelta

import msgspec

from helpdesk.domain.desk_work.callers import Caller
from helpdesk.domain.desk_work.presence import Presence
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import PageRequest
from helpdesk.storage.keys import desk_work as keys
from helpdesk.storage.pages import size_of
from helpdesk.storage.reach import Reach
from helpdesk.storage.table import Table
from helpdesk.storage.tables import Tables

_TEXT = msgspec.json.Decoder(ReadyText)
_CALLER = msgspec.json.Decoder(Caller)
_PRESENCE = msgspec.json.Decoder(Presence)
_KEPT = timedelta(hours=1)  # DynamoDB deletes late anyway; until then a reader looks at `until`


class TableReadyTexts:
    """A partition per desk, a row per text."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_desk(self, desk: str) -> tuple[ReadyText, ...]:
        return tuple(_TEXT.decode(row.body) for row in self._table.partition(keys.texts(desk)))

    def put(self, desk: str, text: ReadyText) -> None:
        body = msgspec.json.encode(text).decode()
        self._table.put(self._table.row(*keys.text(desk, text.id), kind="text", body=body))

    def delete(self, desk: str, text: str) -> None:
        self._table.delete(keys.text(desk, text))


class TableCallers:
    """A partition per desk, a row per person and word."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def listed(self, desk: str, word: str, most: int) -> tuple[Caller, ...]:
        limit = size_of(PageRequest(limit=most))
        rows = self._table.beginning(keys.callers(desk), keys.caller_word(word), limit)
        return tuple(_CALLER.decode(row.body) for row in rows)


class TablePresence:
    """A partition per ticket, a row per agent; under rights that end at the desk."""

    def __init__(self, tables: Tables, reach: Reach) -> None:
        self._tables = tables
        self._reach = reach

    def tell(self, ref: TicketRef, presence: Presence) -> None:
        table = self._at(ref)
        table.put(
            table.row(
                *keys.present(ref, presence.agent),
                kind="presence",
                body=msgspec.json.encode(presence).decode(),
                expires=int((presence.until + _KEPT).timestamp()),
            )
        )

    def known(self, ref: TicketRef, now: datetime) -> tuple[Presence, ...]:
        rows = self._at(ref).partition(keys.presence(ref), consistent=False)
        found = (_PRESENCE.decode(row.body) for row in rows)
        return tuple(one for one in found if one.until > now)

    def _at(self, ref: TicketRef) -> Table:
        self._reach.check_desk(ref.scope.desk)
        return self._tables.of_desk(ref.scope.desk)
