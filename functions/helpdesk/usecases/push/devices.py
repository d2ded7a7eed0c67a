"""People ask for notices on the device in their hand, and take that back."""

from datetime import timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import Conflict, Forbidden, TooMany
from helpdesk.domain.people import Principal
from helpdesk.domain.push.devices import MOST_DEVICES, About, Device, check_device, device_id
from helpdesk.usecases.api_deps import ApiDeps

WINDOW: Final = timedelta(minutes=1)
MOST_TRIES: Final = 20
"""Requests for notices, per person and minute."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser says of itself, and what its person wants to hear."""

    endpoint: str
    p256dh: str
    auth: str
    about: tuple[About, ...]
    language: str
    quiet: tuple[str, str] | None
    zone: str
    label: str


def public_key(deps: ApiDeps, me: Principal) -> str:
    """By which a browser asks its push service for a place. Raises Forbidden, Unavailable."""
    _account(me)
    return deps.push.push.public_key()


def listed(deps: ApiDeps, me: Principal) -> tuple[Device, ...]:
    """One's devices, the newest first. Raises Forbidden."""
    _account(me)
    return tuple(sorted(deps.push.devices.of(me.email), key=lambda one: one.since, reverse=True))


def ask(deps: ApiDeps, me: Principal, asked: Asked) -> Device:
    """Tell this device from now on, or otherwise than before.

    Raises Invalid, Forbidden, TooMany, and Conflict when one has too many.
    """
    account, now = _account(me), deps.now()
    if deps.attempts.count(f"push {me.email}", at=now, window=WINDOW) > MOST_TRIES:
        raise TooMany(f"At most {MOST_TRIES} a minute.", retry_after=60 - now.second)
    mine = {one.id: one for one in deps.push.devices.of(me.email)}
    known = mine.get(device_id(asked.endpoint))
    if known is None and len(mine) >= MOST_DEVICES:
        raise Conflict(f"notices come to at most {MOST_DEVICES} devices: turn them off on one first")
    deps.push.push.check(asked.endpoint)
    device = check_device(
        Device(
            id=device_id(asked.endpoint),
            email=me.email,
            endpoint=asked.endpoint,
            p256dh=asked.p256dh,
            auth=asked.auth,
            about=tuple(dict.fromkeys(asked.about)),
            language=asked.language,
            quiet=asked.quiet,
            zone=asked.zone,
            label=asked.label,
            account=account,
            session=me.session,
            since=known.since if known else now,
            seen_at=now,
            last=known.last if known else "",
        )
    )
    deps.push.devices.put(device)
    return device


def drop(deps: ApiDeps, me: Principal, device: str) -> None:
    """Tell it nothing more. Idempotent. Raises Forbidden."""
    _account(me)
    deps.push.devices.delete(me.email, device)


def _account(me: Principal) -> str:
    if not me.account:
        raise Forbidden("This is for people who signed in.")
    return me.account
