"""The deployment's own key (VAPID, RFC 8292): made once, and kept where other secrets are."""

import base64
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from helpdesk.adapters.web_push.encryption import point_of

_LASTS: Final = timedelta(hours=12)  # push services take at most 24


class Signer:
    """Signs requests to push services. `contact`: whom they can write to."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, contact: str) -> None:
        self._key = key
        self._contact = contact
        self.public = as_text(point_of(key))

    def authorization(self, endpoint: str, at: datetime) -> str:
        """The Authorization header of a request to this endpoint."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((at + _LASTS).timestamp()),
            "sub": self._contact,
        }
        return f"vapid t={jwt.encode(claims, self._key, algorithm='ES256')}, k={self.public}"


def new_key() -> str:
    """A private key as it is kept."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def read_key(kept: str) -> ec.EllipticCurvePrivateKey:
    """What `new_key` made. Raises ValueError."""
    key = load_pem_private_key(kept.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("this is no key of an elliptic curve")  # noqa: TRY004 - the text is wrong
    return key


def as_text(raw: bytes) -> str:
    """base64url without padding, as browsers write it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
