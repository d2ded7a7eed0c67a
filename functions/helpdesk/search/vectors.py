"""The meanings of many texts, to be compared with one: brute force over a matrix, fast enough for a desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpdesk.search.meaning import DIMENSIONS, Encoder, encoded_text
from helpdesk.search.mixing import TITLE_MEANING, WHOLE_MEANING

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors


class Meaning:
    """The vectors of one text: of its title and of the whole (the same when there is no body)."""

    def __init__(self, title: "Vectors", whole: "Vectors") -> None:
        self.title, self.whole = title, whole


class VectorSet:
    """Vectors by document number, in the order in which they were added."""

    def __init__(self, encoder: Encoder) -> None:
        import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

        self._np = np
        self._encoder = encoder
        self._titles: Vectors = np.zeros((0, DIMENSIONS), np.float32)
        self._wholes: Vectors = self._titles

    def add(self, texts: Sequence[tuple[str, str]]) -> None:
        """Encode further (title, body) pairs; they are numbered on."""
        if not texts:
            return
        titles = self._encoder.encode([title for title, _ in texts])
        wholes = titles.copy()
        longer = [number for number, (_, body) in enumerate(texts) if body.strip()]
        if longer:
            wholes[longer] = self._encoder.encode([encoded_text(*texts[number]) for number in longer])
        self._titles = self._np.concatenate([self._titles, titles])
        self._wholes = self._np.concatenate([self._wholes, wholes])

    def meaning(self, title: str, body: str) -> Meaning:
        """The vectors of a text that is not in the set."""
        if not body.strip():
            vector = self._encoder.encode([title])[0]
            return Meaning(vector, vector)
        title_vector, whole = self._encoder.encode([title, encoded_text(title, body)])
        return Meaning(title_vector, whole)

    def closest(self, asked: Meaning, count: int) -> list[int]:
        """The numbers of the documents closest in meaning, in no order."""
        scores = self._wholes @ asked.whole * WHOLE_MEANING + self._titles @ asked.title * TITLE_MEANING
        if len(scores) <= count:
            return list(range(len(scores)))
        found: list[int] = self._np.argpartition(-scores, count)[:count].tolist()
        return found

    def closeness(self, asked: Meaning, numbers: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
        """The cosines of titles, and of wholes, with these documents."""
        titles, wholes = self._titles[numbers] @ asked.title, self._wholes[numbers] @ asked.whole
        return dict(zip(numbers, titles.tolist(), strict=True)), dict(
            zip(numbers, wholes.tolist(), strict=True)
        )

    def wholes(self, numbers: Sequence[int]) -> "Vectors":
        """The vectors of whole texts, a row each."""
        return self._wholes[numbers]
