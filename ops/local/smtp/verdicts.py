"""The verdicts SES would give: PASS, unless the mail carries one of the two agreed test strings."""

from email import message_from_bytes
from email.message import Message

import msgspec

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
LARGEST_LOOKED_INTO = 200_000  # encoded bytes of one part; both strings come in tiny files


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """What the scanners said: PASS or FAIL."""

    spam: str = "PASS"
    virus: str = "PASS"
    spf: str = "PASS"
    dkim: str = "PASS"
    dmarc: str = "PASS"


def judge(raw: bytes) -> Verdicts:
    """Verdicts of a mail. The test strings count in plain text and in encoded attachments."""
    plain = [raw, *_encoded_parts(raw)]
    return Verdicts(spam=_verdict(GTUBE, plain), virus=_verdict(EICAR, plain))


def _verdict(mark: bytes, texts: list[bytes]) -> str:
    return "FAIL" if any(mark in text for text in texts) else "PASS"


def _encoded_parts(raw: bytes) -> list[bytes]:
    if b"base64" not in raw.lower() and b"quoted-printable" not in raw.lower():
        return []
    return [_decoded(part) for part in message_from_bytes(raw).walk() if _small_leaf(part)]


def _small_leaf(part: Message) -> bool:
    payload = part.get_payload()
    return isinstance(payload, str) and len(payload) <= LARGEST_LOOKED_INTO


def _decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
