"""A thousand and more mails made to hurt: patterns x places x sizes, each the same every time it is made."""

import base64
import random
from ast import literal_eval
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

SEED = 20261122
_KILO, _MEGA = 1024, 1024 * 1024
_HEAD = b"From: a@example.com\r\nTo: desk@example.org\r\nMIME-Version: 1.0\r\n"


def _patterns() -> dict[str, tuple[bytes, ...]]:
    """What the rules for quotes, signatures, reports, HTML and headers stumble over when it is repeated."""
    found: dict[str, list[bytes]] = {}
    section = ""
    for line in (Path(__file__).parent / "hostile_patterns.txt").read_text(encoding="ascii").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found.setdefault(section, []).append(literal_eval(line))
    return {name: tuple(patterns) for name, patterns in found.items()}


_FIELDS = (
    "Subject To From Cc Reply-To References In-Reply-To Message-ID Date Received Content-Type "
    "Content-Disposition Content-Transfer-Encoding X-Failed-Recipients List-Id"
)
_CHARSETS = (
    "utf-8 utf-7 utf-16 utf-16le utf-32 iso-2022-jp iso-2022-kr hz-gb-2312 gb18030 big5 euc-jp shift_jis "
    "euc-kr koi8-r windows-1251 windows-1252 iso-8859-8-i ibm437 macintosh us-ascii x-unknown base64 idna "
    "unicode_escape rot13 zlib punycode"
)
_WRAPPERS = (
    "multipart/mixed multipart/alternative multipart/related multipart/report multipart/digest "
    "multipart/signed multipart/encrypted multipart/x-unknown message/rfc822 message/partial "
    "message/external-body message/delivery-status"
)
_FILES = (
    ("application/zip", b"PK\x03\x04"),
    ("application/gzip", b"\x1f\x8b\x08"),
    ("application/ms-tnef", b"\x78\x9f\x3e\x22"),
    ("text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"),
    ("application/pkcs7-mime", b"\x30\x82"),
    ("image/svg+xml", b"<svg><script>"),
    ("text/html", b"<script>"),
    ("application/x-msdownload", b"MZ"),
    ("text/plain", b"x\r\n"),
)
_ENCODINGS = ("7bit", "base64", "quoted-printable", "x-uuencode", "binary", "nonsense")


def _filled(pattern: bytes, size: int) -> bytes:
    return (pattern * (size // len(pattern) + 1))[:size]


def _body(kind: str, pattern: bytes, size: int, more: bytes = b"Subject: hostile\r\n") -> bytes:
    return _HEAD + more + b"Content-Type: " + kind.encode() + b"\r\n\r\n" + _filled(pattern, size)


def _report(pattern: bytes, size: int) -> bytes:
    head = b"Return-Path: <>\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    return _body("text/plain; charset=utf-8", pattern, size, head).replace(
        b"a@example.com", b"MAILER-DAEMON@x.example", 1
    )


def _field(name: str, pattern: bytes, size: int) -> bytes:
    return name.encode() + b": " + _filled(pattern, size) + b"\r\n" + _body("text/plain", b"text\r\n", 100)


def _nested(kind: str, depth: int, filler: int) -> bytes:
    levels = b"".join(
        b"--b%d\r\nContent-Type: %s; boundary=b%d\r\n\r\n" % (n, kind.encode(), n + 1) for n in range(depth)
    )
    top = _HEAD + b"Content-Type: %s; boundary=b0\r\n\r\n" % kind.encode()
    return top + levels + _filled(b"text -- text\r\n--b\r\n", filler)


def _wide(kind: str, parts: int, part: bytes) -> bytes:
    return (
        _HEAD
        + b"Content-Type: %s; boundary=b\r\n\r\n" % kind.encode()
        + (b"--b\r\n" + part + b"\r\n") * parts
    )


def _file(kind: str, start: bytes, encoding: str, size: int, seed: int) -> bytes:
    noise = random.Random(seed).randbytes(min(size, _MEGA))  # noqa: S311 - noise, no secret
    content = start + _filled(noise, size)
    written = base64.encodebytes(content) if encoding == "base64" else content
    head = b'Content-Type: %s; name="a\xe2\x80\xaegpj.exe"\r\nContent-Transfer-Encoding: %s\r\n\r\n'
    return _wide("multipart/mixed", 1, head % (kind.encode(), encoding.encode()) + written)


def _shuffled(known: list[bytes], seed: int, size: int) -> bytes:
    """Pieces of everything in any order: a fuzzer's mail of a size."""
    chance = random.Random(seed)  # noqa: S311 - variety, no secret
    pieces = [*known, b"\r\n\r\n", b"--b\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n"]
    chosen = [chance.choice(pieces) * chance.choice((1, 1, 5, 100)) for _ in range(2_000)]
    return _HEAD + b"Content-Type: text/html\r\n" * chance.randrange(2) + _filled(b"".join(chosen), size)


Made = Iterator[tuple[str, Callable[[], bytes]]]


def grid() -> Made:
    """(name, how to make it) of each mail."""
    patterns = _patterns()
    yield from _texts(patterns["texts"])
    for n, pattern in enumerate(patterns["pages"]):
        for size in (20 * _KILO, 900 * _KILO, 10 * _MEGA):
            yield f"page-{n}-{size}", partial(_body, "text/html; charset=utf-8", pattern, size)
    for name, (n, value) in product(_FIELDS.split(), enumerate(patterns["values"])):
        yield f"field-{name}-{n}", partial(_field, name, value, (30 * _KILO, 250 * _KILO, 5 * _MEGA)[n % 3])
    for charset, (n, noise) in product(_CHARSETS.split(), enumerate(patterns["noises"])):
        yield f"charset-{charset}-{n}", partial(_body, f"text/plain; charset={charset}", noise, 2 * _MEGA)
    yield from _containers()
    pieces = [each for known in patterns.values() for each in known]
    for seed in range(60):
        size = (50 * _KILO, 600 * _KILO, 3 * _MEGA)[seed % 3]
        yield f"shuffled-{seed}", partial(_shuffled, pieces, SEED + seed, size)


def _texts(patterns: tuple[bytes, ...]) -> Made:
    for n, pattern in enumerate(patterns):
        for size in (20 * _KILO, _MEGA, 20 * _MEGA):
            yield f"text-{n}-{size}", partial(_body, "text/plain; charset=utf-8", pattern, size)
        yield f"flowed-{n}", partial(_body, "text/plain; format=flowed; delsp=yes", pattern, _MEGA)
        yield f"report-{n}", partial(_report, pattern, _MEGA)


def _containers() -> Made:
    for kind in _WRAPPERS.split():
        for depth in (10, 60, 5_000):
            yield f"nested-{kind}-{depth}", partial(_nested, kind, depth, _MEGA)
        yield f"wide-{kind}", partial(_wide, kind, 100_000, b"Content-Type: text/plain\r\n\r\nx")
        file = b"Content-Disposition: attachment; filename=a.exe\r\n\r\nx"
        yield f"files-{kind}", partial(_wide, kind, 20_000, file)
    for (n, (kind, start)), encoding in product(enumerate(_FILES), _ENCODINGS):
        size = (_MEGA, 25 * _MEGA)[n % 2]
        yield f"file-{kind}-{encoding}", partial(_file, kind, start, encoding, size, SEED + n)
