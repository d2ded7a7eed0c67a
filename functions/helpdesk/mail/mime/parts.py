"""A mail's parts: a bounded splitter that copies nothing and never raises.

The standard library's parser keeps every line and every level; 100,000 parts cost it gigabytes.
"""

import re
from collections.abc import Iterator

from helpdesk.mail import limits
from helpdesk.mail.mime import headers as header_block
from helpdesk.mail.mime import params, transfer
from helpdesk.mail.mime.headers import Headers

_TYPE = re.compile(r"^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$")
_GUESS_BYTES = 64 * 1024
_GUESS = re.compile(
    rb"(?:^|\n)--([^\s][^\r\n]{0,200}?)[ \t]*\r?\n(?:Content-[A-Za-z-]+[ \t]*:|\r?\n)", re.IGNORECASE
)


class Part:
    """One part: its headers, and where in `source` its body lies."""

    __slots__ = (
        "children",
        "depth",
        "disposition",
        "disposition_params",
        "end",
        "headers",
        "params",
        "source",
        "start",
        "type",
    )

    def __init__(
        self, source: bytes, span: tuple[int, int], headers: Headers, *, depth: int, default: str
    ) -> None:
        self.source, self.headers, self.depth = source, headers, depth
        self.start, self.end = span
        self.children: list[Part] = []
        self.type, self.params = params.parse(headers.encoded("content-type"), headers.hint)
        if not _TYPE.match(self.type):
            self.type = {"text": "text/plain", "html": "text/html", "message": "message/rfc822"}.get(
                self.type, default
            )
        self.disposition, self.disposition_params = params.parse(
            headers.encoded("content-disposition"), headers.hint
        )

    @property
    def raw(self) -> bytes:
        return self.source[self.start : self.end]

    @property
    def charset(self) -> str:
        return self.params.get("charset", "")

    def payload(self) -> tuple[bytes, str]:
        """The decoded bytes, and what had to be repaired."""
        return transfer.decode(self.raw, self.headers.text("content-transfer-encoding"))

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in reading order."""
        todo = [self]
        while todo:
            part = todo.pop()
            yield part
            todo.extend(reversed(part.children))


class Splitter:
    """Splits one mail; counts what it makes, and remembers what it had to leave out."""

    def __init__(self) -> None:
        self.count = self.scanned = 0
        self.warnings: list[str] = []

    def split(self, source: bytes) -> Part:
        root = self._part(source, (0, len(source)), 0, "text/plain")
        todo = [root]
        while todo:
            part = todo.pop()
            if part.type.startswith("multipart/"):
                part.children = self._children(part)
                todo.extend(reversed(part.children))
                if not part.children:
                    part.type = "text/plain"
        return root

    def _part(self, source: bytes, span: tuple[int, int], depth: int, default: str) -> Part:
        self.count += 1
        fields, body, warning = header_block.read(source, *span)
        self._warn("header", warning)
        return Part(source, (body, span[1]), fields, depth=depth, default=default)

    def _children(self, part: Part) -> list[Part]:
        if part.depth >= limits.DEPTH:
            self._warn(
                "depth", f"parts are nested more than {limits.DEPTH} deep: the inner ones are one text"
            )
            return []
        self._undo_encoding(part)
        pieces = self._pieces(part, part.params.get("boundary", "").encode("utf-8", "replace").rstrip())
        if not pieces:
            guess = _GUESS.search(
                part.source, max(part.start - 1, 0), min(part.end, part.start + _GUESS_BYTES)
            )
            if guess:
                self._warn("boundary", "the boundary was missing or wrong and was guessed")
                pieces = self._pieces(part, guess.group(1))
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        return [self._part(part.source, span, part.depth + 1, default) for span in pieces]

    def _undo_encoding(self, part: Part) -> None:
        """RFC 2045 forbids base64 around a multipart; some senders do it all the same."""
        encoding = part.headers.text("content-transfer-encoding").lower()
        boundary = part.params.get("boundary", "").encode("utf-8", "replace")
        if "base64" in encoding and (
            not boundary or part.source.find(b"--" + boundary, part.start, part.end) < 0
        ):
            part.source, _ = part.payload()
            part.start, part.end = 0, len(part.source)

    def _pieces(self, part: Part, boundary: bytes) -> list[tuple[int, int]]:
        """(start, end) of each child between the boundary's lines."""
        if not boundary:
            return []
        source, end, mark = part.source, part.end, b"--" + boundary
        self.scanned += end - part.start
        if self.scanned > limits.SCAN_BYTES:
            self._warn("depth", "large parts are nested too deep: the inner ones are one text")
            return []
        pieces: list[tuple[int, int]] = []
        begun, strangers = -1, 0
        at = source.find(mark, part.start, end)
        while at >= 0:
            after = at + len(mark)
            kind = _line_kind(source, at, after, part.start, end)
            if kind:
                if begun >= 0:
                    pieces.append((begun, _before(source, at, begun)))
                begun = _next_line(source, after, end) if kind == "open" else -1
                if kind == "close":
                    # A boundary used again after its close: some mailers do it, and the text counts.
                    after = at + len(mark) + 2
                if self.count + len(pieces) >= limits.PARTS:
                    self._warn("parts", f"more than {limits.PARTS} parts: the rest was left out")
                    return pieces
            else:
                strangers += 1
                if strangers > limits.FALSE_BOUNDARIES:
                    self._warn("boundary", "too many lines look like a boundary: the rest is one part")
                    break
            at = source.find(mark, after, end)
        if begun >= 0:
            pieces.append((begun, end))
        return pieces

    def _warn(self, code: str, text: str) -> None:
        if text and f"{code}: {text}" not in self.warnings:
            self.warnings.append(f"{code}: {text}")


def _line_kind(source: bytes, at: int, after: int, start: int, end: int) -> str:
    """ "open", "close", or "" when the found text is no boundary line."""
    if at > start and source[at - 1] not in b"\r\n":
        return ""
    tail = source[after : min(after + 80, end)]
    line = tail.split(b"\n", 1)[0].strip(b" \t\r")
    if not line:
        return "open"
    return "close" if line.startswith(b"--") and len(line) < 60 else ""


def _before(source: bytes, at: int, begun: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    if at > begun and source[at - 1] == 10:
        at -= 1
    if at > begun and source[at - 1] == 13:
        at -= 1
    return at


def _next_line(source: bytes, at: int, end: int) -> int:
    stop = source.find(b"\n", at, end)
    return end if stop < 0 else stop + 1
