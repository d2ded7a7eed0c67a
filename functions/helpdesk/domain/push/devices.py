"""A device that somebody asked to be told on: where, of what, and when not."""

import base64
import binascii
import enum
import hashlib
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import time_of_day
from helpdesk.domain.zones import find_zone

MOST_DEVICES: Final = 10
LONGEST_ENDPOINT: Final = 1000
KEPT: Final = timedelta(days=30)
"""A device that has not opened Loket for so long is forgotten; its sign-in is over by then, too."""

_P256: Final = 65  # bytes of an uncompressed point (RFC 8291)
_AUTH: Final = 16


class About(enum.StrEnum):
    """What somebody can be told of."""

    ASSIGNED = "assigned"  # a ticket was given to them
    ANSWERED = "answered"  # the other side wrote on a ticket of theirs
    DUE = "due"  # a promise on one is about to break, or broke
    MENTIONED = "mentioned"  # a colleague asked them to look


class Device(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One browser of one person, as its push service knows it.

    `p256dh`, `auth`: the browser's keys, by which only it can read what is sent. `quiet`: hours of the
    device's own `zone` in which only what is urgent is told. `session`: the sign-in that asked for this;
    when that is over, so is this. `last`: the entry told last.
    """

    id: str
    email: str
    endpoint: str
    p256dh: str
    auth: str
    about: tuple[About, ...]
    language: str = "en"
    quiet: tuple[str, str] | None = None
    zone: str = "UTC"
    label: str = ""
    account: str = ""
    session: str = ""
    since: datetime
    seen_at: datetime
    last: str = ""

    def hears(self, about: About, at: datetime, *, urgent: bool) -> bool:
        """Whether it is told of this at that moment."""
        return about in self.about and (urgent or not self._is_quiet(at))

    def _is_quiet(self, at: datetime) -> bool:
        if self.quiet is None:
            return False
        local = at.astimezone(ZoneInfo(self.zone))
        now = timedelta(hours=local.hour, minutes=local.minute)
        start, end = (time_of_day(text, "quiet") for text in self.quiet)
        return start <= now < end if start < end else not end <= now < start


def device_id(endpoint: str) -> str:
    """The same browser has the same id, however often it asks."""
    return hashlib.sha256(endpoint.encode()).hexdigest()[:30]


def check_device(device: Device) -> Device:
    """Return it when it can be told anything; raise Invalid naming the field."""
    if len(key_bytes(device.p256dh, "p256dh")) != _P256:
        raise Invalid(field="p256dh", reason="is not a browser's public key")
    if len(key_bytes(device.auth, "auth")) != _AUTH:
        raise Invalid(field="auth", reason="is not a browser's secret")
    find_zone(device.zone)
    if device.quiet is not None:
        start, end = (time_of_day(text, f"quiet[{i}]") for i, text in enumerate(device.quiet))
        if start == end:
            raise Invalid(field="quiet", reason="has no length")
    return device


def key_bytes(text: str, field: str) -> bytes:
    """What browsers write as base64url without padding. Raises Invalid."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise Invalid(field=field, reason="is not base64url") from error
