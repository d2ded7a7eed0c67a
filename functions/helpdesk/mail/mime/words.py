"""Header text: RFC 2047 encoded words in all their broken forms, and raw 8-bit bytes."""

import binascii
import re

from helpdesk.mail.mime import charsets, transfer

_WORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?([^\r\n]{0,3000}?)\?=(?![0-9A-F]{2}[^?\s]{0,80}\?=)")
_LOOSE = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?([^?]{1,3000})(?:\?\s*=?)?\s*$")
_FOLD = re.compile(r"\r?\n[ \t]*|\r[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def header_text(raw: bytes, hint: str = "") -> str:
    """A field's bytes as text with its encoded words still encoded, unfolded."""
    text = raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else charsets.decode(raw, "", hint)[0]
    return unfold(text)


def unfold(text: str) -> str:
    """One line. The fold's white space is one space, so that words do not run together."""
    if "\n" in text or "\r" in text:
        text = _FOLD.sub(" ", text)
    return _CONTROL.sub("", text).strip()


def decode_words(text: str, hint: str = "") -> str:
    """`text` with its encoded words decoded. What is no valid word stays as it is."""
    if "=?" not in text:
        return text
    out: list[str] = []
    run: list[
        tuple[str, bytes]
    ] = []  # words of one charset in a row: a letter may be cut between two of them
    at = 0
    for word in _WORD.finditer(text):
        between = text[at : word.start()]
        payload = _payload(word.group(2), word.group(3))
        if payload is None:
            continue
        if between.strip() or (run and run[-1][0] != word.group(1).lower()):
            out.append(_flush(run, hint))
            run = []
        if between.strip() or not (out or run):
            out.append(between)
        run.append((word.group(1).lower(), payload))
        at = word.end()
    out.append(_flush(run, hint))
    return unfold("".join(out) + _rest(text[at:], hint))


def _rest(text: str, hint: str) -> str:
    """A last word whose end was cut off."""
    cut = _LOOSE.search(text) if "=?" in text else None
    payload = _payload(cut.group(2), cut.group(3)) if cut else None
    if not cut or payload is None:
        return text
    return (
        text[: cut.start()].rstrip()
        + " " * bool(text[: cut.start()].strip())
        + _flush([(cut.group(1), payload)], hint)
    )


def _payload(kind: str, body: str) -> bytes | None:
    raw = body.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return binascii.a2b_qp(raw.replace(b" ", b"_").replace(b"\n", b""), header=True)
    try:
        return transfer.base64(raw)[0]
    except binascii.Error:
        return None


def _flush(run: list[tuple[str, bytes]], hint: str) -> str:
    if not run:
        return ""
    label = run[0][0].split("*", maxsplit=1)[0]
    return charsets.decode(b"".join(payload for _, payload in run), label, hint)[0]
