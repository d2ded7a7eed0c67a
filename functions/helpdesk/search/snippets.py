"""The piece of a text in which the searched words stand closest together, and where they stand in it."""

import re
from itertools import islice

from helpdesk.search.languages import possible_stems
from helpdesk.search.parsing import Parsed
from helpdesk.search.words import clean, fold, is_cjk

WIDTH = 160
_LOOK_AT = 8_000
_MOST_HITS = 50
_SHORTEST_ROOT = 3

Marks = tuple[tuple[int, int], ...]


class Snippets:
    """Cuts snippets for one query."""

    def __init__(self, parsed: Parsed) -> None:
        roots = {_root(word) for term in parsed.terms for word in term.words}
        self._pattern = re.compile("|".join(sorted(roots, key=len, reverse=True))) if roots else None

    def cut(self, text: str) -> str:
        """About WIDTH characters of `text` on one line, around the most matches; else its beginning."""
        text = " ".join(clean(text[:_LOOK_AT]).split())
        if len(text) <= WIDTH:
            return text
        hits = [start for start, _ in self._hits(text)]
        start = max(hits, key=lambda at: sum(at <= other < at + WIDTH * 3 // 4 for other in hits), default=0)
        return _cut(text, max(0, start - WIDTH // 4))

    def marks(self, text: str) -> Marks:
        """[start, end) of each searched word in `text`, in UTF-16 units, as browsers count."""
        return tuple((utf16(text, start), utf16(text, end)) for start, end in self._hits(text))

    def _hits(self, text: str) -> list[tuple[int, int]]:
        if self._pattern is None:
            return []
        return [match.span() for match in islice(self._pattern.finditer(_flat(text)), _MOST_HITS)]


def utf16(text: str, place: int) -> int:
    """How many UTF-16 units lie before this character."""
    return place + sum(char > "\uffff" for char in text[:place])


def _root(word: str) -> str:
    """A pattern for words that begin like this one and its stems do, each to its end."""
    flat = _flat(word)
    if is_cjk(word):
        return re.escape(flat)
    root = _common_beginning([flat, *map(_flat, possible_stems(word))])
    return rf"\b{re.escape(root if len(root) >= _SHORTEST_ROOT else flat)}\w{{0,40}}"


def _common_beginning(words: list[str]) -> str:
    first, last = min(words), max(words)  # all others lie between these two
    alike = (n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(alike, min(len(first), len(last)))]


def _flat(text: str) -> str:
    """Lower case without diacritics, and as long as `text`, so that places stay the same."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


class _FlatCharacters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        flat = fold(chr(code).lower())[:1] or chr(code)
        self[code] = flat
        return flat


_FLAT = _FlatCharacters()


def _cut(text: str, start: int) -> str:
    """Whole words from about `start`, with dots where text was left out."""
    if start:
        space = text.find(" ", start, start + 30)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", end - 30, end)
        end = space if space > start else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
