"""What people are shown of the devices that they are told on."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.push.devices import About

Instant = Annotated[datetime, Meta(tz=True)]


class DeviceView(msgspec.Struct, frozen=True, kw_only=True):
    """One device, without its keys. `quiet`: hours of `zone` in which only what is urgent is told."""

    id: str
    label: str
    about: tuple[About, ...]
    quiet: tuple[str, str] | None
    zone: str
    since: Instant


class DeviceList(msgspec.Struct, frozen=True, kw_only=True):
    """`public_key`: what a browser gives its push service as `applicationServerKey`."""

    public_key: str
    items: tuple[DeviceView, ...]
