"""Devices: a partition a person, a row a device, forgotten when Loket was not opened on it for long."""

import msgspec
from msgspec.structs import replace

from helpdesk.domain.push.devices import KEPT, Device
from helpdesk.storage.keys import push as push_keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_DEVICE = msgspec.json.Decoder(Device)


class TablePushDevices:
    """Of everybody; whose they are is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, email: str) -> tuple[Device, ...]:
        return tuple(_DEVICE.decode(row.body) for row in self._table.partition(push_keys.devices(email)))

    def put(self, device: Device) -> None:
        self._table.put(self._row(device))

    def told(self, device: Device, entry: str) -> None:
        self._table.put(self._row(replace(device, last=entry)), self._table.row.body == _body(device))

    def delete(self, email: str, device: str) -> None:
        self._table.delete(push_keys.device(email, device))

    def _row(self, device: Device) -> Row:
        key, expires = push_keys.device(device.email, device.id), int((device.seen_at + KEPT).timestamp())
        return self._table.row(*key, kind="device", body=_body(device), expires=expires)


def _body(device: Device) -> str:
    return msgspec.json.encode(device).decode()
