"""Content-Transfer-Encoding undone, however broken: what can be read is read."""

import binascii
import re

_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_MAX_PIECES = 10_000
_UU_BEGIN = re.compile(rb"(?:^|\n)begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n")


def decode(raw: bytes, encoding: str) -> tuple[bytes, str]:
    """The payload, and what had to be repaired ("" for nothing)."""
    name = encoding.lower().strip(" \t;\"'").split("(", 1)[0].strip()
    if name in {"base64", "base-64", "b64"}:
        return base64(raw)
    if name in {"quoted-printable", "quoted_printable", "qp", "quoted"}:
        return binascii.a2b_qp(raw), ""
    if name in {"x-uuencode", "uuencode", "x-uue", "uue", "x-uu"}:
        found = uudecode(raw)
        return (found[0][1], "") if found else (raw, "uuencoded part cannot be read")
    if name in {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "none", "7 bit", "8 bit"}:
        return raw, ""
    return raw, f"unknown transfer encoding {encoding[:40]!r}"


def base64(raw: bytes) -> tuple[bytes, str]:
    """Base64 with junk between, wrong padding, or several pieces in a row."""
    sample = raw[:2_000].strip()
    if sample.count(b" ") > len(sample) // 12:
        return raw, "declared as base64, is plain text"
    first_pad = raw.find(b"=")
    if first_pad < 0 or not raw[first_pad:].strip(b"=\r\n \t"):
        try:
            return binascii.a2b_base64(raw), ""
        except binascii.Error:
            pass
    clean = raw.translate(None, _NOT_BASE64)
    if clean.count(b"=") > _MAX_PIECES:
        clean = clean.replace(b"=", b"")
    pieces = [p for p in re.split(b"=+", clean) if p]
    return b"".join(_piece(p) for p in pieces), "broken base64 repaired"


def _piece(raw: bytes) -> bytes:
    if len(raw) % 4 == 1:
        raw = raw[:-1]
    return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))


def uudecode(raw: bytes) -> list[tuple[str, bytes, int, int]]:
    """(name, payload, start, end) of each uuencoded file that stands in `raw`."""
    found: list[tuple[str, bytes, int, int]] = []
    at = 0
    while len(found) < 100 and (begin := _UU_BEGIN.search(raw, at)):
        stop = raw.find(b"\nend", begin.end() - 1)
        if stop < 0:
            break
        at = stop + 4
        try:
            payload = b"".join(map(_uu_line, raw[begin.end() : stop].splitlines()))
        except binascii.Error:
            continue
        name = begin.group(1).decode("utf-8", "replace").strip()
        found.append((name, payload, begin.start(), at))
    return found


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line) if line.strip() else b""
    except binascii.Error:  # some encoders pad the line with junk: read the bytes that it promises
        return binascii.a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3])
