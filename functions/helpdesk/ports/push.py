"""Devices that people asked to be told on, and the way to them."""

import enum
from typing import Protocol

import msgspec

from helpdesk.domain.push.devices import Device


class PushDevices(Protocol):
    """Devices by the address that their person signs in with."""

    def of(self, email: str) -> tuple[Device, ...]:
        """This person's, by id."""
        ...

    def put(self, device: Device) -> None:
        """Add or change."""
        ...

    def told(self, device: Device, entry: str) -> None:
        """Remember the entry told last, unless the device is gone meanwhile."""
        ...

    def delete(self, email: str, device: str) -> None:
        """Tell it nothing more. Idempotent."""
        ...


class Sent(enum.Enum):
    """What became of one notice."""

    TAKEN = "taken"  # the push service has it
    GONE = "gone"  # the browser wants no more: forget the device
    LATER = "later"  # the push service cannot be reached, or asks to wait
    REFUSED = "refused"  # trying again cannot help


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """One notice on its way. `topic`: it takes the place of an earlier one that was not shown yet."""

    message: bytes
    topic: str
    urgent: bool
    seconds: int  # how long the push service keeps it for a device that is off


class Push(Protocol):
    """The way to push services."""

    def public_key(self) -> str:
        """By which browsers know whose messages they are; made when it is first asked for."""
        ...

    def check(self, endpoint: str) -> None:
        """Raises Invalid (`endpoint`) for an address that we must not call, or that leads nowhere."""
        ...

    def send(self, device: Device, parcel: Parcel) -> Sent:
        """Encrypt for the device and hand over, once. Never raises for what the other side does."""
        ...
