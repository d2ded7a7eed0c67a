"""One message for one browser: RFC 8291 with a single record of RFC 8188. Keys and salt are arguments."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD: Final = 4096
LARGEST: Final = RECORD - 16 - 1 - 86
"""Bytes of a message: the record without its tag, its delimiter and the header."""

_CURVE: Final = ec.SECP256R1()


def encrypt(
    message: bytes, *, browser: bytes, auth: bytes, own: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    """The request's body. `browser`: its public point; raises ValueError for one that is not on the curve."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, browser)
    ours = point_of(own)
    secret = _derived(own.exchange(ec.ECDH(), theirs), auth, b"WebPush: info\x00" + browser + ours, length=32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", length=12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(key).encrypt(nonce, message + b"\x02", None)  # 2: the last record


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Its public half, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, *, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
