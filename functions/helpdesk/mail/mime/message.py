"""The whole mail: makes the bytes uniform, then splits them."""

import re

from helpdesk.mail.mime.parts import Part, Splitter

_LEADING = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\x00|\s)+")
_ENVELOPE = re.compile(rb"\A>?From [^\n]{0,500}\n")


def read(raw: bytes) -> tuple[Part, list[str]]:
    """The tree of parts, and warnings."""
    splitter = Splitter()
    return splitter.split(_uniform(raw)), splitter.warnings


def _uniform(raw: bytes) -> bytes:
    head = raw[:16384]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raw = raw.decode("utf-16", "replace").encode("utf-8")
        head = raw[:16384]
    if b"\r\r\n" in head:
        raw = raw.replace(b"\r\r\n", b"\r\n")
    elif b"\r" in head and b"\n" not in head:
        raw = raw.replace(b"\r", b"\n")
    junk = _LEADING.match(raw) if head[:1] in b"\xef\xff\x00 \t\r\n" else None
    if junk and junk.end() < len(raw) and not _blank_start(raw, junk.end()):
        raw = raw[junk.end() :]
    envelope = _ENVELOPE.match(raw)
    return raw[envelope.end() :] if envelope else raw


def _blank_start(raw: bytes, at: int) -> bool:
    """Text with blank lines before it is a mail without a header, unless a field follows."""
    return not re.match(rb"[!-9;-~]{1,80}[ \t]*:|From ", raw[at : at + 100])
