"""Which label a text should have, judged by the documents most like it: nothing is trained.

A document counts from the moment it is added, so every correction is learnt at once. With meanings at hand a
small ridge regression is solved over the nearest documents, anew for every text; by words alone they vote.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from helpdesk.search.collection import Collection, Near, Passage
from helpdesk.search.schema import stemmed

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors
    from helpdesk.search.vectors import Meaning

Terms = Counter[str]

NEIGHBOURS = 100
VOTERS, VOTE_POWER = 20, 6
_WORDS = 0.1
"""How much equal words count in the regression, where equal meaning counts the rest."""

_WIDTH, _RIDGE = 0.4, 0.2
"""How fast a neighbour's say fades with its distance in meaning; how strongly noise is smoothed away."""

_SHARPNESS = 5.0
"""Makes of the regression's answers confidences that come true as often as they say."""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A label, how sure we are (0 to 1), and the ids of the documents it is based on, nearest first."""

    label: str
    confidence: float
    based_on: tuple[str, ...]


class Classifier:
    """Suggests labels from labelled documents of `collection`; `labels` are by document number."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._labels: list[str] = []
        self._words: list[Terms] = []

    def learn(self, passages: Sequence[Passage], labels: Sequence[str]) -> None:
        """Add documents with their labels."""
        self._collection.add(passages)
        self._labels += labels
        self._words += map(_terms, passages)

    def suggest(self, asked: Passage) -> list[Suggestion]:
        """Labels that documents like this one have, the likeliest first; nothing when none is like it."""
        meaning = self._collection.meaning(asked)
        near = self._collection.similar(asked, meaning=meaning)[:NEIGHBOURS]
        if not near:
            return []
        labels = [self._labels[one.number] for one in near]
        shares = self._by_meaning(asked, meaning, near, labels) if meaning else vote(near, labels)
        best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        return [
            Suggestion(label=label, confidence=round(share, 4), based_on=self._grounds(label, near, labels))
            for label, share in best
        ]

    def _grounds(self, label: str, near: Sequence[Near], labels: Sequence[str]) -> tuple[str, ...]:
        numbers = [one.number for one, its in zip(near, labels, strict=True) if its == label]
        return tuple(self._collection.passages[number].id for number in numbers[:3])

    def _by_meaning(
        self, asked: Passage, meaning: "Meaning", near: Sequence[Near], labels: Sequence[str]
    ) -> dict[str, float]:
        vectors = self._collection.vectors
        if vectors is None:
            return vote(near, labels)
        numbers = [one.number for one in near]
        words = _word_kernel([*(self._words[number] for number in numbers), _terms(asked)])
        close = _closeness_kernel(vectors.wholes(numbers), meaning.whole)
        return _regression((1 - _WORDS) * close + _WORDS * words, labels)


def vote(near: Sequence[Near], labels: Sequence[str]) -> dict[str, float]:
    """Each label's share of the votes of the nearest documents, who count by how near they are."""
    votes: Counter[str] = Counter()
    for one, label in list(zip(near, labels, strict=True))[:VOTERS]:
        votes[label] += one.score**VOTE_POWER  # type: ignore[assignment] # a Counter of floats
    total = sum(votes.values()) or 1.0
    return {label: count / total for label, count in votes.items()}


def _regression(kernel: "Vectors", labels: Sequence[str]) -> dict[str, float]:
    """Kernel ridge regression of every label on the neighbours; the last row is the text in question."""
    import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

    names = sorted(set(labels))
    count = len(labels)
    wanted = np.where(np.array(labels)[:, None] == np.array(names)[None, :], 1.0, -1.0)
    solved = np.linalg.solve(kernel[:-1, :-1] + _RIDGE * np.eye(count), wanted)
    sure = np.exp(_SHARPNESS * (kernel[-1, :-1] @ solved))
    return dict(zip(names, (sure / sure.sum()).tolist(), strict=True))


def _closeness_kernel(known: "Vectors", asked: "Vectors") -> "Vectors":
    """How close the texts are in meaning, 1 for the same; the last row and column is the one asked about."""
    import numpy as np  # noqa: PLC0415

    together = np.vstack([known, asked[None, :]])
    kernel: Vectors = np.exp((together @ together.T - 1) / _WIDTH)
    return kernel


def _terms(passage: Passage) -> Terms:
    return Counter(stem for part in stemmed(passage.title, passage.body) for stem in part)


def _word_kernel(texts: Sequence[Terms]) -> "Vectors":
    """Cosines of the texts' words, which weigh by how rare they are among just these."""
    import numpy as np  # noqa: PLC0415

    holding = Counter(stem for text in texts for stem in text)
    columns = {stem: n for n, stem in enumerate(stem for stem, count in holding.items() if count > 1)}
    table = np.zeros((len(texts), len(columns) + 1), np.float64)
    for row, text in enumerate(texts):
        for stem, count in text.items():
            if stem in columns:
                table[row, columns[stem]] = (1 + np.log(count)) * np.log(len(texts) / holding[stem])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1.0)
    kernel: Vectors = (table @ table.T).astype(np.float32)
    return kernel
