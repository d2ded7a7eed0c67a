"""Which language a text is in, and the stems of its words."""

import functools
from collections.abc import Sequence

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from helpdesk.search.stop_words import STOP_WORDS
from helpdesk.search.words import fold

DEFAULT = "en"

_STEMMERS = {"en": "english", "nl": "dutch", "de": "german", "nb": "norwegian", "ru": "russian"}
_GUESS_FROM = 100


def language_of(words: Sequence[str]) -> str | None:
    """The likeliest of the languages we stem, judged by stop words; None when nothing tells."""
    sample = words[:_GUESS_FROM]
    counts = {language: sum(map(stops.__contains__, sample)) for language, stops in STOP_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best]:
        return best
    cyrillic = any("\u0400" <= c <= "\u04ff" for word in sample for c in word)
    return "ru" if cyrillic else None


def stems(words: Sequence[str], language: str) -> list[str]:
    """The stem of each word, folded; as many as there are words."""
    return [fold(stem) for stem in _stemmer(language).analyze(" ".join(words))] if words else []


def possible_stems(word: str, language: str | None = None) -> frozenset[str]:
    """The stems of one word; when its language is not known, those it has in any."""
    languages = [language] if language else _STEMMERS
    return frozenset(stem for one in languages for stem in stems([word], one))


def content_words(words: Sequence[str], language: str) -> list[str]:
    """`words` without the language's stop words."""
    stops = STOP_WORDS.get(language, frozenset())
    return [word for word in words if word not in stops]


@functools.cache
def _stemmer(language: str) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.whitespace())
    if language in _STEMMERS:
        builder = builder.filter(Filter.stemmer(_STEMMERS[language]))
    return builder.build()
