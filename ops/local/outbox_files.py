"""Mails to be sent, from a file, a folder or an mbox, with the envelope that their headers suggest."""

import mailbox
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

import msgspec

from ops.local.mail_headers import decoded, split
from ops.local.problems import Problem

_LINE_END = re.compile(rb"\r?\n")
_MBOX_START = b"From "


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One mail and where it is from; lines end with CRLF as SMTP wants it."""

    origin: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]


def letters(source: Path, *, sender: str | None, to: tuple[str, ...]) -> list[Letter]:
    """All mails of a file, of the .eml files below a folder, or of an mbox. Raises Problem."""
    found = [_letter(origin, raw, sender, to) for origin, raw in _mails(source)]
    if not found:
        raise Problem(
            f"There is no mail in {source}.", "Name an .eml file, a folder with such files, or an mbox."
        )
    return found


def _mails(source: Path) -> Iterator[tuple[str, bytes]]:
    if source.is_dir():
        for file in sorted(source.rglob("*.eml")):
            yield str(file), file.read_bytes()
        return
    try:
        with source.open("rb") as opened:
            is_mbox = opened.read(len(_MBOX_START)) == _MBOX_START
    except OSError as error:
        raise Problem(f"{source} cannot be read: {error.strerror}.") from error
    yield from _from_mbox(source) if is_mbox else [(str(source), source.read_bytes())]


def _from_mbox(source: Path) -> Iterator[tuple[str, bytes]]:
    box = mailbox.mbox(source, create=False)
    try:
        for number, key in enumerate(box.keys(), start=1):
            yield f"{source}#{number}", box.get_bytes(key)
    finally:
        box.close()


def _letter(origin: str, raw: bytes, sender: str | None, to: tuple[str, ...]) -> Letter:
    head = message_from_bytes(split(raw)[0] + b"\n\n")
    recipients = to or _addresses(head, "delivered-to", "x-original-to") or _addresses(head, "to", "cc")
    if not recipients:
        raise Problem(f"{origin} does not say whom it is for.", "Name the recipient with --to.")
    return Letter(
        origin=origin,
        raw=_LINE_END.sub(b"\r\n", raw),
        sender=next(iter(_addresses(head, "return-path", "from")), "") if sender is None else sender,
        recipients=recipients,
    )


def _addresses(head: Message, *names: str) -> tuple[str, ...]:
    values = [decoded(str(value)) for name in names for value in head.get_all(name, [])]
    return tuple(dict.fromkeys(address for _, address in getaddresses(values) if "@" in address))
