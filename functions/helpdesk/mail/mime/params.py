"""Parameters of Content-Type and Content-Disposition: RFC 2231, RFC 2047 where it must not be, and worse."""

import re
from urllib.parse import unquote_to_bytes

from helpdesk.mail.mime import charsets
from helpdesk.mail.mime.words import decode_words

_PARAM = re.compile(
    r";\s*([A-Za-z0-9!#$%&'+.^_`|~-]+)(\*\d+)?(\*)?\s*=\s*"
    r'("(?:[^"\\]|\\.)*"(?=\s*(?:;|$|\())|[^;"]*(?:"[^";]*)*)'
)
_ENCODED = re.compile(r"^([\w.:+-]{0,40})'([\w-]{0,20})'(.*)$", re.DOTALL)
_NO_SEMICOLON = re.compile(
    r"^(\s*[\w./+-]{1,80})\s+((?:file)?name\*?\s*=|charset\s*=|boundary\s*=)", re.IGNORECASE
)
_COMMENT = re.compile(r"\s\([^()]*\)\s*$")


def parse(value: str, hint: str = "") -> tuple[str, dict[str, str]]:
    """("text/plain", {"charset": …}) of a structured field; all names in lower case."""
    value = _NO_SEMICOLON.sub(r"\1; \2", value, count=1)
    main, _, _ = value.partition(";")
    main = re.sub(r"\s*\(.*\)\s*|\s+", "", main).lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, star, raw in _PARAM.findall(value[value.find(";") :] if ";" in value else ""):
        key, text = name.lower(), _unquote(raw)
        if number or star:
            pieces.setdefault(key, []).append((int(number[1:6]) if number else 0, bool(star), text))
        else:
            plain.setdefault(key, decode_words(text, hint))
    for key, parts in pieces.items():
        plain[key] = _join(sorted(parts, key=lambda p: p[0]), hint) or plain.get(key, "")
    return main, plain


def _unquote(raw: str) -> str:
    raw = raw.strip()
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", raw[1:-1])
    if raw[:1] == "'" and raw[-1:] == "'" and len(raw) > 2:
        return raw[1:-1]
    return _COMMENT.sub("", raw).strip('"').strip()


def _join(parts: list[tuple[int, bool, str]], hint: str) -> str:
    """RFC 2231 continuations; the charset stands in the first piece, %-escapes where a star says so."""
    label, raw = "", b""
    for index, (_, starred, text) in enumerate(parts):
        piece = text
        head = _ENCODED.match(piece) if index == 0 else None
        if head and (starred or charsets.codec(head.group(1))):
            label, piece = head.group(1), head.group(3)
        if starred or (label and "%" in piece):
            raw += unquote_to_bytes(piece)
        else:
            raw += piece.encode("utf-8", "surrogateescape")
    text = charsets.decode(raw, label, hint)[0]
    return decode_words(text, hint) if "=?" in text else text
