"""Cutting text into words the same way for documents and for queries, in any script.

Words are lower case without diacritics; runs of Chinese or Japanese become overlapping pairs of characters,
as nothing separates their words.
"""

import re
import unicodedata

MAX_WORD = 64
"""Longer "words" are encoded data; nobody looks for them."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0e31-\u0e4e"  # vowel signs that are part of a word
_LETTER = rf"(?:(?![{_CJK}_])[\w{_MARKS}])"
_WORD = re.compile(rf"[{_CJK}]+|{_LETTER}+(?:['’](?:s|t|d|m|re|ll|ve)(?!{_LETTER}))?", re.IGNORECASE)
_CJK_RUN = re.compile(rf"[{_CJK}]+")
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
_LOOSE_MARKS = dict.fromkeys(range(0x300, 0x370))
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def words(text: str) -> list[str]:
    """The words of `text`, lower case, diacritics kept (stemmers want them)."""
    found: list[str] = []
    for match in _WORD.findall(_clean(text)):
        if len(match) <= MAX_WORD or _CJK_RUN.fullmatch(match):
            found.extend(_pieces(match))
    return found


def clean(text: str) -> str:
    """`text` composed and without soft hyphens, direction marks and zero-width characters; case kept."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_LOOSE_MARKS)


def fold(word: str) -> str:
    """`word` without diacritics: "Störung" and "storung" are one."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.translate(_NOT_DECOMPOSED))
    return "".join(c for c in plain if not unicodedata.combining(c))


def is_cjk(word: str) -> bool:
    """Whether this is a piece of a script that does not separate words."""
    return bool(_CJK_RUN.match(word))


def _clean(text: str) -> str:
    return clean(text.lower())


def _pieces(run: str) -> list[str]:
    if len(run) > 1 and _CJK_RUN.match(run):
        return [run[i : i + 2] for i in range(len(run) - 1)]
    return [run.replace("'", "").replace("’", "")]
