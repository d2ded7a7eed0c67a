"""The text half of "similar to this": which words of a title and a body are asked for, and what each counts.

A title says more about a text than its body, on both sides. The weights were found on sets of duplicate
questions (`loket bench relevance`).
"""

import math
from collections.abc import Sequence

from tantivy import Occur, Query, Searcher

from helpdesk.search.languages import content_words, language_of, possible_stems
from helpdesk.search.schema import STEMS, SUBJECT_STEMS, schema
from helpdesk.search.words import words

MAX_TERMS = 64
"""The rarest words of a long text say what it is about; more of them only cost time."""

_LOOK_AT = 300
_OF_TITLE = {SUBJECT_STEMS: 1.0, STEMS: 0.3}
_OF_BODY = {SUBJECT_STEMS: 0.4, STEMS: 0.2}


def alike(searcher: Searcher, title: str, body: str) -> Query | None:
    """What finds texts like this one, best first; None when it has no word that any of them has."""
    heads, tails = words(title), words(body)[:_LOOK_AT]
    language = language_of([*heads, *tails])
    weights: dict[str, dict[str, float]] = {}
    for part, counts in ((heads, _OF_TITLE), (tails, _OF_BODY)):
        for word in dict.fromkeys(_content(part, language)):
            known = weights.setdefault(word, dict.fromkeys(counts, 0.0))
            weights[word] = {field: known[field] + weight for field, weight in counts.items()}
    terms = [(_rarity(searcher, stems), stems, weights[word]) for word, stems in _stemmed(weights, language)]
    chosen = sorted((t for t in terms if t[0]), key=lambda t: -t[0] * t[2][SUBJECT_STEMS])[:MAX_TERMS]
    if not chosen:
        return None
    return Query.boolean_query([(Occur.Should, _asked(stems, counts)) for _, stems, counts in chosen])


def _content(part: Sequence[str], language: str | None) -> Sequence[str]:
    """Without stop words, unless there is nothing else."""
    return (content_words(part, language) if language else part) or part


def _stemmed(found: dict[str, dict[str, float]], language: str | None) -> list[tuple[str, list[str]]]:
    return [(word, sorted(possible_stems(word, language))) for word in found]


def _rarity(searcher: Searcher, stems: Sequence[str]) -> float:
    """Inverse document frequency; 0 for a word that is nowhere."""
    holding = max(searcher.doc_freq(field, stem) for field in (SUBJECT_STEMS, STEMS) for stem in stems)
    return math.log(1 + (searcher.num_docs + 1) / holding) if holding else 0.0


def _asked(stems: Sequence[str], weights: dict[str, float]) -> Query:
    by_field = []
    for field, weight in weights.items():
        variants = [Query.term_query(schema(), field, stem) for stem in stems]
        one = variants[0] if len(variants) == 1 else Query.disjunction_max_query(variants)
        by_field.append((Occur.Should, Query.boost_query(one, weight)))
    return Query.boolean_query(by_field)
