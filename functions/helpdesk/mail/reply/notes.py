"""The header that Lotus Notes sets above an answered mail: a date without a label, labels without colons."""

import re

from helpdesk.mail.reply import words
from helpdesk.mail.reply.lines import header_key

_WHEN = re.compile(
    r"^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]M)?(?:\s+[A-Z]{2,5})?\s*$"
)
_SENDER = re.compile(r"^\s*\S.{1,98}$")
_LABELS = {
    kind: re.compile(rf"(?i)^\s*(?:{'|'.join(words.FIELDS[kind].split(', '))})\s*[:：]?(?:\s{{2,}}.*|\t.*)?$")
    for kind in ("to", "subject")
}
# As HTML tables of such labels are read.
_TO, _SUBJECT = ("|".join(words.FIELDS[kind].split(", ")) for kind in ("to", "subject"))
_ONE_ROW = re.compile(rf"(?i)^\s*(?:{_TO})\s*[:：]? \S.{{0,300}}? (?:{_SUBJECT})\s*[:：]? \S")
# "Jane Doe ---03.02.2025 09:14:22---first words", on a line of its own above the fields.
_TEASER = re.compile(
    r"^[^\d]{2,120}\S ---\d{1,4}[./-]\d{1,2}[./-]\d{1,4} \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: [AP]M)?---\S"
)
_WINDOW, _NEAR = 16, 2


def starts(rows: list[str], at: int) -> bool:
    """Whether such a header starts in this line."""
    row = rows[at]
    if "--" in row and _TEASER.match(row[:300]):
        return True
    if not _names_somebody(row):
        return False
    when = next((n for n in range(at + 1, min(at + 1 + _NEAR, len(rows))) if _WHEN.match(rows[n][:60])), None)
    return when is not None and _has_labels(rows[when + 1 : when + _WINDOW])


def _names_somebody(row: str) -> bool:
    return ("@" in row or "/" in row) and bool(_SENDER.match(row))


def _has_labels(rows: list[str]) -> bool:
    """A label for whom it was written to, and below it one for the subject."""
    if any(_ONE_ROW.match(row[:500]) for row in rows[:4]):
        return True
    kinds = [next((kind for kind in _LABELS if _is(kind, row)), "") for row in rows]
    return "to" in kinds and "subject" in kinds[kinds.index("to") :]


def _is(kind: str, row: str) -> bool:
    return len(row) < 300 and (header_key(row)[0] == kind or bool(_LABELS[kind].match(row)))
