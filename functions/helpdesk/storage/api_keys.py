"""API keys: a partition per desk, a row per key."""

import msgspec

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.errors import Conflict
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_DECODER = msgspec.json.Decoder(ApiKey)


class TableApiKeys:
    """Keys of all desks; who may touch which is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, desk: str, key_id: str) -> ApiKey | None:
        row = self._table.get(sign_in_keys.api_key(desk, key_id))
        return _DECODER.decode(row.body) if row else None

    def of_desk(self, desk: str) -> tuple[ApiKey, ...]:
        return tuple(_DECODER.decode(row.body) for row in self._table.partition(sign_in_keys.api_keys(desk)))

    def put(self, key: ApiKey) -> None:
        if not self._table.put(self._row(key), self._table.row.pk.does_not_exist()):
            raise Conflict("there is a key of this id already")

    def change(self, old: ApiKey, new: ApiKey) -> bool:
        return self._table.put(self._row(new), self._table.row.body == _body(old))

    def _row(self, key: ApiKey) -> Row:
        return self._table.row(*sign_in_keys.api_key(key.desk, key.id), kind="api-key", body=_body(key))


def _body(key: ApiKey) -> str:
    return msgspec.json.encode(key).decode()
