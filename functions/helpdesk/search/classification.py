"""Which label a text should have, judged by labelled documents of a collection (`loket bench classify`)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from helpdesk.search.collection import Collection, Near, Passage
from helpdesk.search.labels import NEIGHBOURS, Terms, kernel, regression, terms, vote

if TYPE_CHECKING:
    from helpdesk.search.vectors import Meaning


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A label, how sure we are (0 to 1), and the ids of the documents it is based on, nearest first."""

    label: str
    confidence: float
    based_on: tuple[str, ...]


class Classifier:
    """Suggests labels from labelled documents of `collection`; labels are by document number."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._labels: list[str] = []
        self._words: list[Terms] = []

    def learn(self, passages: Sequence[Passage], labels: Sequence[str]) -> None:
        """Add documents with their labels."""
        self._collection.add(passages)
        self._labels += labels
        self._words += (terms(passage.title, passage.body) for passage in passages)

    def suggest(self, asked: Passage) -> list[Suggestion]:
        """Labels that documents like this one have, the likeliest first; nothing when none is like it."""
        meaning = self._collection.meaning(asked)
        near = self._collection.similar(asked, meaning=meaning)[:NEIGHBOURS]
        if not near:
            return []
        labels = [self._labels[one.number] for one in near]
        shares = self._shares(asked, meaning, near, labels)
        best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        return [
            Suggestion(label=label, confidence=round(share, 4), based_on=self._grounds(label, near, labels))
            for label, share in best
        ]

    def _grounds(self, label: str, near: Sequence[Near], labels: Sequence[str]) -> tuple[str, ...]:
        numbers = [one.number for one, its in zip(near, labels, strict=True) if its == label]
        return tuple(self._collection.passages[number].id for number in numbers[:3])

    def _shares(
        self, asked: Passage, meaning: "Meaning | None", near: Sequence[Near], labels: Sequence[str]
    ) -> dict[str, float]:
        vectors = self._collection.vectors
        if vectors is None or meaning is None:
            return vote([one.score for one in near], labels)
        numbers = [one.number for one in near]
        texts = [*(self._words[number] for number in numbers), terms(asked.title, asked.body)]
        return regression(kernel(vectors.wholes(numbers), meaning.whole, texts), labels)
