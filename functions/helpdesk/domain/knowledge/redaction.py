"""Taking people out of a text before others read it. What goes leaves a mark, so that a person looks there.

Rather too much than too little: a wrong mark is put right by the reviewer, a missed name is out for good.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import msgspec

from helpdesk.domain.knowledge.marks import LEFT, MARK, RIGHT, marks_in

_SHORTEST_PART: Final = 3  # of a name: "de", "O'", "van" between names are nobody
_SHORTEST_PHONE: Final = 7  # digits
_PARTICLES: Final = frozenset({"van", "von", "der", "den", "del", "della", "dos", "bin", "ibn", "the", "and"})


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, or an organisation, of whom a text may speak. `words`: phone numbers, ids, domains.

    `prefixes`: those of ticket keys.
    """

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    what: str = "name"


_PATTERNS: Final = (
    ("link", re.compile(r"(?i)\bhttps?://[^\s<>()\[\]]+(?:\?|#|@)[^\s<>()\[\]]*")),
    ("secret", re.compile(
        r"(?i)(?<=\b)(?:password|passwd|pwd|wachtwoord|passord|passwort|kennwort|пароль|密码|pin(?:code)?|token|"
        r"api[ _-]?key)\b\s*(?:is|was|=|:|：|er|ist)\s*(?P<it>\S+)"
    )),
    ("e-mail", re.compile(r"(?i)[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")),
    ("number", re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")),  # IBAN
    ("number", re.compile(r"(?i)\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b")),  # MAC
    ("number", re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")),
    ("number", re.compile(r"(?i)\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b")),
    ("address", re.compile(r"\b\d{4}[ ]?[A-Z]{2}\b(?:[ ][A-Z][\w'-]+(?:[ -][A-Z][\w'-]+)?)?")),  # NL
    ("address", re.compile(
        r"(?i)\b[\w'.-]{3,30}(?:straat|laan|weg|plein|gracht|kade|dijk|gata|gate|veien|vei|straße|strasse|allee)"
        r"\s+\d{1,5}[a-z]?\b"
    )),
    ("address", re.compile(
        r"(?i)\b\d{1,5}[a-z]?\s+(?:[\w'.-]+\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|square)\b\.?"
    )),
    ("phone", re.compile(r"(?<![\w.])(?!\d{4}-\d\d-\d\d)(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){7,14}(?!\w)")),
    ("account", re.compile(r"\b[A-Z][A-Z0-9-]{1,14}\\[\w.-]{2,}")),
    ("number", re.compile(r"(?<![\w.])\d{7,}(?![\w])")),
)  # fmt: skip


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """The text, and what was marked in it, each kind once, in the order of appearance."""

    text: str
    marks: tuple[str, ...]


def redact(text: str, known: Iterable[Known]) -> Redacted:
    """`text` without what is known of these people, and without what looks like anybody's data."""
    clean = unicodedata.normalize("NFC", text).replace(LEFT, "[").replace(RIGHT, "]")
    people = tuple(known)
    emails = sorted({e for one in people for e in one.emails}, key=len, reverse=True)
    clean = _replace(clean, ((email, "e-mail") for email in emails))
    for what, pattern in _PATTERNS[:3]:
        clean = _by_pattern(clean, what, pattern)
    words = sorted({w for one in people for w in one.words if len(w) > 1}, key=len, reverse=True)
    clean = _replace(clean, ((word, _kind(word)) for word in words))
    for prefix in sorted({p for one in people for p in one.prefixes}):
        clean = _by_pattern(clean, "ticket", re.compile(rf"(?i)\b{re.escape(prefix)}-[1-9]\d{{0,8}}\b"))
    for what, pattern in _PATTERNS[3:]:
        clean = _by_pattern(clean, what, pattern)
    clean = _replace(clean, sorted(_names(people), key=lambda named: (-len(named[0]), named)))
    clean = re.sub(r"(⟦[a-z-]+⟧)(?:[ ,]*\1)+", r"\1", clean)
    return Redacted(text=clean, marks=marks_in(clean))


def _kind(word: str) -> str:
    if not any(c.isdigit() for c in word):
        return "organisation"
    return "phone" if sum(c.isdigit() for c in word) >= _SHORTEST_PHONE else "number"


def _names(people: Iterable[Known]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for one in people:
        for name in one.names:
            whole = " ".join(unicodedata.normalize("NFC", name).split())
            if len(whole) > 1:
                found.add((whole, one.what))
            parts = re.split(r"[\s,.'’-]+", whole)
            found |= {(part, one.what) for part in parts if _tells(part)}
        for email in one.emails:
            local = email.partition("@")[0]
            found |= {(part, one.what) for part in re.split(r"[._+-]+", local) if _tells(part)}
    return found


def _tells(part: str) -> bool:
    return len(part) >= _SHORTEST_PART and part.lower() not in _PARTICLES and not part.isdigit()


def _replace(text: str, wanted: Iterable[tuple[str, str]]) -> str:
    """Upper and lower case, and accents, make no difference; parts of longer words are left alone.

    An organisation has thousands of names, of which a text has a few: the others cost next to nothing.
    """
    folded = _folded(text)
    for word, what in wanted:
        needle = _folded(unicodedata.normalize("NFC", word))
        if needle.strip() and needle in folded:
            text = _cut(text, [m.span() for m in re.finditer(_bounded(needle), folded)], what)
            folded = _folded(text)
    return text


def _bounded(needle: str) -> str:
    apart = needle[0].isascii() and needle[-1].isascii()
    return rf"(?<!\w){re.escape(needle)}(?!\w)" if apart or _spaced(needle) else re.escape(needle)


def _by_pattern(text: str, what: str, pattern: re.Pattern[str]) -> str:
    group: str | int = "it" if "it" in pattern.groupindex else 0
    return _cut(text, [m.span(group) for m in pattern.finditer(text)], what)


def _cut(text: str, spans: list[tuple[int, int]], what: str) -> str:
    """What is marked already stays as it is."""
    taken = [m.span() for m in MARK.finditer(text)]
    for start, end in reversed(spans):
        if not any(start < b and a < end for a, b in taken):
            text = f"{text[:start]}{LEFT}{what}{RIGHT}{text[end:]}"
    return text


def _folded(text: str) -> str:
    """One character for one, so that places in it are places in the text."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def _spaced(needle: str) -> bool:
    """Whether it is of a script that parts its words; Chinese, Japanese and Thai do not."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u2e80" <= c <= "\u9fff" for c in needle)
