"""One ranking from what the words say and what the meaning says."""

from collections.abc import Mapping

TITLE_MEANING, WHOLE_MEANING = 0.9, 1.0
"""What the closeness of titles and of whole texts counts, where equal words count 1."""


def mixed(
    words: Mapping[int, float], titles: Mapping[int, float], wholes: Mapping[int, float]
) -> list[tuple[int, float]]:
    """Document numbers with their score, best first; each input is scaled so that its best counts 1.

    Scores lie between 0 and 1; with `titles` and `wholes` empty the words alone decide.
    """
    parts = [(words, 1.0), (titles, TITLE_MEANING), (wholes, WHOLE_MEANING)]
    scaled = [(scores, weight / max(scores.values())) for scores, weight in parts if _says_something(scores)]
    total = sum(weight for scores, weight in parts if _says_something(scores))
    summed: dict[int, float] = {}
    for scores, factor in scaled:
        for number, score in scores.items():
            summed[number] = summed.get(number, 0.0) + factor * max(0.0, score) / total
    return sorted(summed.items(), key=lambda item: (-item[1], item[0]))


def _says_something(scores: Mapping[int, float]) -> bool:
    return any(score > 0 for score in scores.values())
