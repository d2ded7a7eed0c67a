"""Two mails under one Message-ID: which is a redelivery, which a different mail of a broken client?

Taken from the raw bytes, never from what we understood of them: a better parser must not make old mail new.
"""

import hashlib
import re
from typing import Final

_HEADER_READ: Final = 256 * 1024
_SPACE: Final = b" \t\r\n"
_BLANK: Final = re.compile(rb"\r?\n\r?\n")


def fingerprint(raw: bytes) -> str:
    """`{content}.{origin}`: the content is subject and body, the origin From and Date.

    White space does not count; neither do trace headers, which differ from copy to copy.
    """
    found = _BLANK.search(raw, 0, _HEADER_READ)
    header, body = (raw[: found.start()], raw[found.end() :]) if found else (raw[:_HEADER_READ], b"")
    content = hashlib.sha256(_field(header, b"subject") + b"\n" + body.translate(None, _SPACE))
    origin = hashlib.sha256(_field(header, b"from") + b"\n" + _field(header, b"date"))
    return f"{content.hexdigest()[:32]}.{origin.hexdigest()[:16]}"


def same_content(one: str, other: str) -> bool:
    """Whether both are the same mail; an unknown one counts as the same."""
    return not one or not other or one.partition(".")[0] == other.partition(".")[0]


def same_origin(one: str, other: str) -> bool:
    """Whether both were written by the same sender at the same moment: a list's copy of a mail."""
    return one.partition(".")[2] == other.partition(".")[2]


def _field(header: bytes, name: bytes) -> bytes:
    found = re.search(rb"(?im)^" + name + rb"[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)", header)
    return found[1].translate(None, _SPACE) if found else b""
