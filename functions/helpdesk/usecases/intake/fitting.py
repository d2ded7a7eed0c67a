"""Keeping what one mail brings within one row of the table: a mail that does not fit would never land.

What takes room goes to the files bucket, as long texts do anyway; all of it stays in the raw mail.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.timeline import Attachment, MessageEntry, NoteEntry
from helpdesk.ports import Files

MOST_BYTES: Final = 380 * 1024
"""Of an entry as JSON; a row of DynamoDB holds 400 KB."""

_SHORT_TEXT: Final = 2_000
_SHORT_NAME: Final = 24
_LONG_ENDING: Final = 12
_ROOM_TO_SAY_SO: Final = 1_000

_Kind = TypeVar("_Kind", MessageEntry, NoteEntry)


def fitting_message(files: Files, scope: TenantRef, entry: MessageEntry) -> MessageEntry:
    """The entry, with its parts elsewhere or shorter where it would be too large."""
    if _fits(entry):
        return entry
    if entry.html:
        page = files.put(scope, entry.html.encode(errors="replace"), "text/html; charset=utf-8")
        entry = replace(entry, html=None, full_html=page)
    if not _fits(entry):
        entry = replace(entry, attachments=_briefly(entry.attachments))
    if not _fits(entry):
        entry = replace(entry, quoted=_cut(entry.quoted))
    if not _fits(entry):
        text = entry.text.encode(errors="replace")
        whole = entry.full_text or files.put(scope, text, "text/plain; charset=utf-8")
        entry = replace(entry, text=_cut(entry.text), full_text=whole)
    return entry if _fits(entry) else _with_fewer_files(entry)


def fitting_note(entry: NoteEntry) -> NoteEntry:
    """The same for what only the desk reads."""
    if _fits(entry):
        return entry
    entry = replace(entry, attachments=_briefly(entry.attachments))
    entry = entry if _fits(entry) else replace(entry, text=_cut(entry.text))
    return entry if _fits(entry) else _with_fewer_files(entry)


def _fits(entry: MessageEntry | NoteEntry) -> bool:
    return _size(entry) <= MOST_BYTES


def _size(part: msgspec.Struct) -> int:
    return len(msgspec.json.encode(part))


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT_TEXT else text[:_SHORT_TEXT].rstrip() + "\n…"


def _briefly(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return tuple(
        replace(file, name=_short_name(file.name, file.id), cid=file.cid if file.inline else None)
        for file in attachments
    )


def _short_name(name: str, number: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONG_ENDING:
        stem, dot, ending = name, "", ""
    return name if len(stem) <= _SHORT_NAME else f"{stem[:_SHORT_NAME]}~{number}{dot}{ending}"


def _with_fewer_files(entry: _Kind) -> _Kind:
    """Names of files alone fill the row: those that fit are listed, and how many there are is said."""
    every = entry.attachments
    room = MOST_BYTES - _size(replace(entry, attachments=())) - _ROOM_TO_SAY_SO
    kept: list[Attachment] = []
    for file in every:
        room -= _size(file) + 1
        if room < 0:
            break
        kept.append(file)
    said = f"files: only {len(kept)} of {len(every)} files are listed; all of them are in the raw mail"
    return replace(entry, attachments=tuple(kept), warnings=(*entry.warnings, said))
