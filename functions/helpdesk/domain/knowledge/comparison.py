"""What changed between two versions of an article, by field and language, in lines and words."""

import difflib
import re
from typing import Final, Literal

import msgspec

from helpdesk.domain.knowledge.articles import Article, Translation

Op = Literal["equal", "insert", "delete", "replace"]

_MOST_WORDS: Final = 2000
"""Beyond this many in one hunk, words are not compared: it would take long and tell little."""

_MOST_PAIRS: Final = 2_000_000
"""Words of one text times words of the other, of all hunks together: what comparing them costs."""

_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")


class WordChange(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a changed passage: the same in both, only in the new, or only in the old text."""

    op: Literal["equal", "insert", "delete"]
    text: str


class Hunk(msgspec.Struct, frozen=True, kw_only=True):
    """Some lines: `old` and `new` together, in order, make up both texts. `words` of replaced ones only."""

    op: Op
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    words: tuple[WordChange, ...] = ()


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field that is not the same in both versions; `language` "" when it has none."""

    field: str
    language: str = ""
    hunks: tuple[Hunk, ...]


class Effort:
    """How much may still be spent on words; beyond it, changed passages are told as they are."""

    def __init__(self, pairs: int = _MOST_PAIRS) -> None:
        self._left = pairs

    def allows(self, before: int, after: int) -> bool:
        """Whether so many words may be compared with so many; they count then."""
        if before + after > _MOST_WORDS or before * after > self._left:
            return False
        self._left -= before * after
        return True


def compare(old: Article, new: Article) -> tuple[FieldChange, ...]:
    """What differs, texts first, in the order of languages."""
    changes: list[FieldChange] = []
    effort = Effort()
    for language in sorted(old.translations.keys() | new.translations.keys()):
        was, now = _texts(old, language), _texts(new, language)
        for field in was:
            changes += _change(field, language, was[field], now[field], effort)
    for field, before, after in zip(_PLAIN, _plain(old), _plain(new), strict=True):
        changes += _change(field, "", before, after, effort)
    return tuple(changes)


def hunks(old: str, new: str, effort: Effort | None = None) -> tuple[Hunk, ...]:
    """Two texts compared by lines, and changed lines by words."""
    effort = effort or Effort()
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > _MOST_WORDS)
    return tuple(
        Hunk(
            op=op,
            old=tuple(before[a:b]),
            new=tuple(after[c:d]),
            words=_words("\n".join(before[a:b]), "\n".join(after[c:d]), effort) if op == "replace" else (),
        )
        for op, a, b, c, d in matcher.get_opcodes()
    )


def _words(old: str, new: str, effort: Effort) -> tuple[WordChange, ...]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if not effort.allows(len(before), len(after)):
        return (WordChange(op="delete", text=old), WordChange(op="insert", text=new))
    made: list[WordChange] = []
    # A blank alone is nothing that two texts have in common.
    for op, a, b, c, d in difflib.SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            made.append(WordChange(op="equal", text="".join(before[a:b])))
            continue
        if a < b:
            made.append(WordChange(op="delete", text="".join(before[a:b])))
        if c < d:
            made.append(WordChange(op="insert", text="".join(after[c:d])))
    return tuple(made)


def _texts(article: Article, language: str) -> dict[str, str]:
    text = article.translations.get(language, _NOTHING)
    return {"title": text.title, "summary": text.summary, "body": text.body, "workaround": text.workaround}


def _change(field: str, language: str, before: str, after: str, effort: Effort) -> list[FieldChange]:
    if before == after:
        return []
    return [FieldChange(field=field, language=language, hunks=hunks(before, after, effort))]


_NOTHING: Final = Translation(title="")
_PLAIN: Final = (
    "space", "kind", "state", "language", "category", "keywords", "reviewer",
    "valid_from", "valid_until", "known_error", "problem", "tickets", "pictures",
)  # fmt: skip


def _plain(article: Article) -> tuple[str, ...]:
    error = article.known_error
    return (
        article.space,
        article.kind,
        article.state,
        article.language,
        "\n".join(article.category),
        "\n".join(article.keywords),
        article.reviewer or "",
        article.valid_from.isoformat() if article.valid_from else "",
        article.valid_until.isoformat() if article.valid_until else "",
        error.state if error else "",
        (error.problem or "") if error else "",
        "\n".join(article.tickets),
        "\n".join(picture.name for picture in article.pictures),
    )
