"""Data sets for the search benchmarks: JSON lines with `id`, `title`, `body` (or one `text`) and more."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ops.local.problems import Problem

if TYPE_CHECKING:
    from helpdesk.search.collection import Passage

Row = dict[str, Any]

NO_ENCODER = "The sentence encoder is not installed (pip install loket[meaning]): words alone decide."


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The objects of a file with their line numbers. Raises Problem naming the line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: U+2028 may stand inside
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path} cannot be read: {error}.", "Give a file of JSON lines in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(path, number, line)


def passage(row: Row, number: int) -> "Passage":
    """A row's text; a `text` alone is a title up to its first line break, then a body."""
    from helpdesk.search.collection import Passage  # noqa: PLC0415 - heavy: not for --help

    title, body = str(row.get("title") or ""), str(row.get("body") or "")
    if not title and not body:
        title, _, body = str(row.get("text") or "").partition("\n")
    return Passage(id=str(row.get("id", number)), title=title, body=body)


def _object(path: Path, number: int, line: str) -> Row:
    try:
        return msgspec.json.decode(line, type=Row)
    except msgspec.DecodeError as error:
        raise Problem(f"{path}, line {number}: {error}.", "Every line must be a JSON object.") from error
