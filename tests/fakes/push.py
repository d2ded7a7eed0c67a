"""Fakes of notices on devices: kept in memory, and a push service that answers what the test says."""

import json
from typing import Any

from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id
from helpdesk.domain.push.devices import Device
from helpdesk.ports.push import Parcel, Sent


class FakePushDevices:
    """Devices in memory."""

    def __init__(self) -> None:
        self._devices: dict[tuple[str, str], Device] = {}

    def of(self, email: str) -> tuple[Device, ...]:
        return tuple(self._devices[key] for key in sorted(self._devices) if key[0] == email.strip().lower())

    def put(self, device: Device) -> None:
        check_id(device.id, "device")
        self._devices[device.email.strip().lower(), device.id] = device

    def told(self, device: Device, entry: str) -> None:
        key = (device.email.strip().lower(), device.id)
        if self._devices.get(key) == device:
            self._devices[key] = replace(device, last=entry)

    def delete(self, email: str, device: str) -> None:
        self._devices.pop((email.strip().lower(), check_id(device, "device")), None)


class FakePush:
    """Takes everything unless `answers` holds others. What ends in `.internal` is private."""

    def __init__(self) -> None:
        self.answers: list[Sent] = []
        self.sent: list[tuple[Device, Parcel]] = []

    def public_key(self) -> str:
        return "a-public-key"

    def check(self, endpoint: str) -> None:
        if ".internal" in endpoint or not endpoint.startswith("https://"):
            raise Invalid(field="endpoint", reason="this does not lead to a public address")

    def send(self, device: Device, parcel: Parcel) -> Sent:
        self.sent.append((device, parcel))
        return self.answers.pop(0) if self.answers else Sent.TAKEN

    def heard(self) -> list[dict[str, Any]]:
        """What arrived, as the browsers read it."""
        return [json.loads(parcel.message) for _, parcel in self.sent]
