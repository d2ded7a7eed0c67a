"""A browser that asked for notices: it has keys, and reads what was encrypted for them (RFC 8291)."""

import base64
import hashlib

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Browser:
    """Derives by RFC 5869's two steps, apart from how the sender does it.

    The same number has the same keys: workers that share out tests must see the same parameters.
    """

    def __init__(self, number: int = 1) -> None:
        self._key = ec.derive_private_key(7_000 + number, ec.SECP256R1())
        self.auth = hashlib.sha256(b"auth %d" % number).digest()[:16]
        self.point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def keys(self) -> dict[str, str]:
        """As it tells a server."""
        return {"p256dh": _text(self.point), "auth": _text(self.auth)}

    def read(self, body: bytes) -> bytes:
        """Raises InvalidTag for what is not for this browser."""
        salt, record, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= record
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = _hmac(self.auth, self._key.exchange(ec.ECDH(), theirs))
        ikm = _hmac(shared, b"WebPush: info\x00" + self.point + sender + b"\x01")
        prk = _hmac(salt, ikm)
        key = _hmac(prk, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _hmac(prk, b"Content-Encoding: nonce\x00\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        return plain.rstrip(b"\x00").removesuffix(b"\x02")


def _hmac(key: bytes, text: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(text)
    return made.finalize()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
