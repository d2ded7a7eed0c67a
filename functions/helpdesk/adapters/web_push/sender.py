"""Hands notices to push services: one POST each, encrypted for one browser."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.push.devices import Device, key_bytes
from helpdesk.ports.push import Parcel, Sent
from helpdesk.ports.signing_in import Vault
from helpdesk.ports.webhooks import WebhookCaller

if TYPE_CHECKING:
    from helpdesk.adapters.web_push.keys import Signer

SECRET: Final = "push/vapid"  # noqa: S105 - a secret's name
_GONE: Final = frozenset({404, 410})
_LATER: Final = frozenset({408, 425, 429})


class WebPush:
    """`caller` allows what webhooks are allowed: public addresses over TLS, no redirects, little time."""

    def __init__(
        self, vault: Vault, caller: WebhookCaller, *, contact: str, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._caller = caller
        self._contact = contact
        self._now = now

    def public_key(self) -> str:
        return self._signer.public

    def check(self, endpoint: str) -> None:
        try:
            self._caller.check(endpoint)
        except Invalid as error:
            raise Invalid(field="endpoint", reason=error.reason) from error

    def send(self, device: Device, parcel: Parcel) -> Sent:
        try:
            body = _sealed(device, parcel.message)
        except ValueError:
            return Sent.REFUSED  # a point that is on no curve
        headers = {
            "Authorization": self._signer.authorization(device.endpoint, self._now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(parcel.seconds),
            "Topic": parcel.topic,
            "Urgency": "high" if parcel.urgent else "normal",
        }
        status = self._caller.call(device.endpoint, body, headers).status
        if status is None or status in _LATER or status >= 500:
            return Sent.LATER
        if status in _GONE:
            return Sent.GONE
        return Sent.TAKEN if 200 <= status < 300 else Sent.REFUSED

    @cached_property
    def _signer(self) -> "Signer":
        from helpdesk.adapters.web_push.keys import Signer, new_key, read_key  # noqa: PLC0415 - see _sealed

        try:
            kept = self._vault.get(SECRET)
        except NotFound:
            kept = self._vault.first(SECRET, new_key())
        return Signer(read_key(kept), self._contact)


def _sealed(device: Device, message: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - cold starts do not wait for it

    from helpdesk.adapters.web_push.encryption import LARGEST, encrypt  # noqa: PLC0415 - the same

    if len(message) > LARGEST:
        raise ValueError("the message does not fit")
    return encrypt(
        message,
        browser=key_bytes(device.p256dh, "p256dh"),
        auth=key_bytes(device.auth, "auth"),
        own=ec.generate_private_key(ec.SECP256R1()),
        salt=os.urandom(16),
    )
