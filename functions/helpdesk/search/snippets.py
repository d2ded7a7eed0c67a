"""The piece of a text in which the searched words stand closest together."""

from helpdesk.search.languages import DEFAULT, language_of, stems
from helpdesk.search.parsing import Parsed
from helpdesk.search.words import clean, fold, placed_words

WIDTH = 160
_LOOK_AT = 8_000


def snippet(text: str, parsed: Parsed) -> str:
    """About WIDTH characters of `text` on one line, around the most matches; else its beginning."""
    text = " ".join(clean(text[:_LOOK_AT]).split())
    if len(text) <= WIDTH:
        return text
    hits = _hits(text, parsed)
    start = max(hits, key=lambda at: sum(at <= other < at + WIDTH * 3 // 4 for other in hits), default=0)
    return _cut(text, max(0, start - WIDTH // 4))


def _hits(text: str, parsed: Parsed) -> list[int]:
    placed = placed_words(text)
    texts = [word.text for word in placed]
    language = language_of(texts) or DEFAULT
    sought = [word for term in parsed.terms for word in term.words]
    wanted = {fold(word) for word in sought} | set(stems(sought, language))
    begun = tuple(term.folded[-1] for term in parsed.terms if term.prefix) or None
    return [
        word.start
        for word, stem in zip(placed, stems(texts, language), strict=True)
        if (folded := fold(word.text)) in wanted or stem in wanted or (begun and folded.startswith(begun))
    ]


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
