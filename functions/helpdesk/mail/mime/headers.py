"""One header block: where it ends, its fields in order, and how to ask for them."""

import re

from helpdesk.mail import limits
from helpdesk.mail.mime.words import decode_words, header_text

_FIELD = re.compile(rb"^([!-9;-~]{1,80})[ \t]*:[ \t]?", re.MULTILINE)
_NAME = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_LINES = re.compile(rb"(?:^|\n)([!-9;-~]{1,80})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)")


class Headers:
    """The fields of a part. Names in lower case, values as raw bytes; the first of a name counts."""

    __slots__ = ("_first", "fields", "hint")

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self.fields = fields
        self.hint = ""  # charset for 8-bit bytes without one
        self._first: dict[str, bytes] = {}
        for name, value in fields:
            if name not in self._first or (not self._first[name].strip() and value.strip()):
                self._first[name] = value

    def raw(self, name: str) -> bytes:
        return self._first.get(name, b"")

    def has(self, name: str) -> bool:
        return name in self._first

    def encoded(self, name: str) -> str:
        """Unfolded, encoded words left alone: for fields that are taken apart first."""
        value = self._first.get(name)
        return header_text(value, self.hint) if value else ""

    def text(self, name: str) -> str:
        return decode_words(self.encoded(name), self.hint)

    def all_text(self, name: str) -> list[str]:
        return [header_text(value, self.hint) for key, value in self.fields if key == name]

    def starting(self, prefix: str) -> list[str]:
        return [name for name in self._first if name.startswith(prefix)]


def read(source: bytes, start: int, end: int) -> tuple[Headers, int, str]:
    """(fields, where the body starts, what was left out) of the part at `source[start:end]`."""
    stop, body = _end(source, start, end)
    warning = ""
    block = source[start:stop]
    if len(block) > limits.HEADER_BYTES:
        warning = f"header of {len(block)} bytes: only its start and end were read"
        block = _ends(block)
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    cut = _without_blank_line(block)
    if cut is not None:
        return (
            _fields(block[:cut])[0],
            _position(source, start, end, block[cut:]),
            "no blank line before the body",
        )
    headers, more = _fields(block)
    return headers, body, warning or more


def _end(source: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header stops and the body starts."""
    if source.startswith((b"\n", b"\r\n"), start, end):
        return start, start + (1 if source[start] == 10 else 2)
    marks = [(source.find(blank, start, end), len(blank)) for blank in (b"\n\n", b"\n\r\n")]
    found = [(at, size) for at, size in marks if at >= 0]
    if not found:
        return end, end
    at, size = min(found)
    return at + 1, at + size


def _ends(block: bytes) -> bytes:
    """The first lines and the last: what a flood tries to hide may stand on either side of it."""
    half = limits.HEADER_BYTES // 2
    first, last = block[:half], block[-half:]
    return (
        first[: first.rfind(b"\n") + 1 or half] + b"\n" * (b"\n" not in first) + last[last.find(b"\n") + 1 :]
    )


def _without_blank_line(block: bytes) -> int | None:
    """Where a body starts without a blank line: at text that no field can hold, with no field after it."""
    at = 0
    while at < len(block):
        stop = block.find(b"\n", at)
        stop = len(block) if stop < 0 else stop
        line = block[at:stop]
        if (
            line
            and line[:1] not in b" \t"
            and not _NAME.match(line)
            and not (at == 0 and line[:5] in {b"From ", b">From"})
        ):
            return None if line[:2] != b"--" and _FIELD.search(block, stop) else at
        at = stop + 1
    return None


def _position(source: bytes, start: int, end: int, rest: bytes) -> int:
    """Where in `source` the text begins with which `rest` (its line ends made simple) begins."""
    first = rest.split(b"\n", 1)[0]
    at = source.find(first, start, end)
    while at > start and source[at - 1] not in b"\r\n":
        at = source.find(first, at + 1, end)
    return at if at >= 0 else end


def _fields(block: bytes) -> tuple[Headers, str]:
    fields: list[tuple[str, bytes]] = []
    warning = ""
    for found in _LINES.finditer(block):
        if len(fields) >= limits.HEADER_FIELDS:
            warning = f"more than {limits.HEADER_FIELDS} header fields: the rest was not read"
            break
        value = found.group(2)
        if len(value) > limits.FIELD_BYTES:
            value, warning = value[: limits.FIELD_BYTES], "a header field was too long and was cut"
        fields.append((found.group(1).decode("ascii").lower(), value))
    return Headers(fields), warning
