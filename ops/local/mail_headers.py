"""A mail's header fields as SES lists them in its notices, and edits of the raw header block."""

import re
from collections.abc import Iterable
from email.header import decode_header, make_header
from email.utils import getaddresses

MOST_BYTES = 10 * 1024  # SES lists this much and sets headersTruncated

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:((?:.|\n[ \t])*)(?:\n|$)", re.MULTILINE)

Field = tuple[str, str]


def fields(raw: bytes) -> list[Field]:
    """Name and unfolded value of every header field, in order."""
    head, _ = split(raw)
    found = _FIELD.findall(head.replace(b"\r\n", b"\n") + b"\n")
    return [(name.decode("ascii"), _unfold(value)) for name, value in found]


def first(of: Iterable[Field], name: str) -> str:
    """The value of the first field called so, or ""."""
    return next((value for field, value in of if field.lower() == name), "")


def listed(of: list[Field]) -> tuple[list[dict[str, str]], bool]:
    """The fields as SES lists them, and whether some were left out."""
    kept: list[dict[str, str]] = []
    size = 0
    for name, value in of:
        size += len(name) + len(value.encode())
        if size > MOST_BYTES:
            return kept, True
        kept.append({"name": name, "value": value})
    return kept, False


def common(of: list[Field], **more: object) -> dict[str, object]:
    """The commonHeaders object of SES notices: decoded subject, addresses as lists."""
    found: dict[str, object] = dict(more)
    for name, key in (("from", "from"), ("reply-to", "replyTo"), ("to", "to"), ("cc", "cc")):
        values = [value for field, value in of if field.lower() == name]
        if values:
            found[key] = [_shown(*pair) for pair in getaddresses([decoded(value) for value in values])]
    for name, key in (("date", "date"), ("message-id", "messageId"), ("subject", "subject")):
        value = first(of, name)
        if value:
            found.setdefault(key, decoded(value))
    return found


def decoded(value: str) -> str:
    """RFC 2047 words read; what cannot be read stays as it is."""
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value


def split(raw: bytes) -> tuple[bytes, bytes]:
    """Header block without its last line end, and everything from the blank line on."""
    found = _BLANK_LINE.search(raw)
    return (raw[: found.start()], raw[found.start() :]) if found else (raw.rstrip(b"\r\n"), b"\r\n\r\n")


def without(raw: bytes, names: set[str]) -> bytes:
    """The mail without the fields called so; every other byte stays."""
    head, rest = split(raw)
    kept: list[bytes] = []
    dropping = False
    for line in head.splitlines(keepends=True):
        if not line.startswith((b" ", b"\t")):
            dropping = line.partition(b":")[0].strip().lower().decode("latin-1") in names
        if not dropping:
            kept.append(line)
    return b"".join(kept).rstrip(b"\r\n") + rest


def with_fields(raw: bytes, added: Iterable[Field]) -> bytes:
    """The mail with these fields put on top, as every relay does."""
    return b"".join(f"{name}: {value}\r\n".encode() for name, value in added) + raw


def _unfold(value: bytes) -> str:
    return value.replace(b"\n", b"").decode("utf-8", "replace").strip()


def _shown(name: str, address: str) -> str:
    return f"{name} <{address}>" if name else address
