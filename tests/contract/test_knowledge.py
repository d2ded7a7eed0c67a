"""Knowledge as it is kept, and what readers say of it: in memory and on the table."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.knowledge.articles import Article, ArticleState, ArticleVersion, Translation
from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText
from helpdesk.domain.knowledge.feedback import Happening, Vote
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind, Space
from helpdesk.domain.knowledge.trees import AnswerEnd, Tree
from helpdesk.domain.people import PersonRef
from helpdesk.ports.knowledge import ArticleWrite, FeedbackStore
from helpdesk.storage.knowledge_feedback import TableFeedback
from tests.contract.builders import NOW
from tests.contract.houses import House
from tests.fakes import FakeFeedback
from tests.fakes.knowledge import Shelf

ANA = PersonRef(id="ana", name="Ana Ruiz", email="ana@noord.example")


def article(article_id: str = "jam", space: str = "printing", desk: str = "noord") -> Article:
    return Article(
        desk=desk, id=article_id, space=space, language="en", owner=ANA, created_at=NOW, updated_at=NOW,
        translations={"en": Translation(title="Paper jam", summary="Open the tray.", body="# Open the tray")},
    )  # fmt: skip


def write(house: House, wanted: Article, *, shown: bool = False, comment: str = "") -> Article:
    if shown:
        wanted = replace(wanted, state=ArticleState.PUBLISHED, published=wanted.version + 1)
    note = ArticleVersion(number=0, at=NOW, by=ANA, state=wanted.state, comment=comment)
    return house.knowledge.write(ArticleWrite(article=wanted, note=note, shown=shown))


def titled(wanted: Article, title: str) -> Article:
    return replace(wanted, translations={"en": Translation(title=title)})


def test_spaces_come_in_their_order_and_of_their_desk_only(house: House) -> None:
    audience = Audience(kind=AudienceKind.CHOSEN, tenants=("acme",))
    for name, order, desk in (("b", 1, "noord"), ("a", 2, "noord"), ("c", 1, "noord"), ("a", 0, "host")):
        house.knowledge.put_space(
            Space(desk=desk, id=name, names={"en": name}, order=order, audience=audience)
        )

    assert [space.id for space in house.knowledge.spaces("noord")] == ["b", "c", "a"]
    assert house.knowledge.space("noord", "a").audience == audience
    for desk, space in (("host", "b"), ("noord", "z"), ("noord", "not/an id")):
        with pytest.raises(NotFound):
            house.knowledge.space(desk, space)


def test_a_space_is_changed_by_who_has_seen_it(house: House) -> None:
    first = house.knowledge.put_space(Space(desk="noord", id="a", names={"en": "A"}))
    second = house.knowledge.put_space(replace(first, names={"en": "B"}))

    assert (first.version, second.version) == (1, 2)
    for stale in (first, replace(first, version=0), replace(first, version=9)):
        with pytest.raises(VersionConflict) as refused:
            house.knowledge.put_space(stale)
        assert refused.value.current == second


def test_a_draft_is_seen_by_writers_alone(house: House) -> None:
    stored = write(house, article())

    assert house.knowledge.article("noord", "jam") == stored
    assert stored.version == 1
    for read in (house.knowledge.published, house.knowledge.article):
        with pytest.raises(NotFound):
            read("host", "jam")
        with pytest.raises(NotFound):
            read("noord", "JAM")
    with pytest.raises(NotFound):
        house.knowledge.published("noord", "jam")
    (pair,) = house.knowledge.cards("noord", "printing")
    assert (pair.working.titles, pair.shown) == ({"en": "Paper jam"}, None)


def test_readers_keep_what_was_published_while_writers_go_on(house: House) -> None:
    published = write(house, write(house, article()), shown=True)
    changed = replace(titled(published, "Paper jams"), state=ArticleState.DRAFT)
    working = write(house, changed, comment="plural")

    assert house.knowledge.published("noord", "jam") == published
    assert house.knowledge.article("noord", "jam") == working
    (pair,) = house.knowledge.cards("noord", "printing")
    assert pair.shown is not None
    assert (pair.working.titles["en"], pair.shown.titles["en"]) == ("Paper jams", "Paper jam")
    assert (pair.working.published, pair.shown.published) == (2, 2)


def test_every_version_stays_as_it_was(house: House) -> None:
    stored = write(house, article(), comment="first")
    for title in ("two", "three"):
        stored = write(house, titled(stored, title), comment=title)

    notes = house.knowledge.versions("noord", "jam")
    assert [(note.number, note.comment, note.by) for note in notes] == [
        (1, "first", ANA), (2, "two", ANA), (3, "three", ANA),
    ]  # fmt: skip
    assert house.knowledge.version("noord", "jam", 2).translations["en"].title == "two"
    assert house.knowledge.version("noord", "jam", 1) == replace(article(), version=1)
    assert house.knowledge.versions("noord", "nothing") == ()
    assert house.knowledge.versions("host", "jam") == ()
    for number in (0, 4, -1):
        with pytest.raises(NotFound):
            house.knowledge.version("noord", "jam", number)


def test_of_two_writers_the_second_hears_of_the_first(house: House) -> None:
    stored = write(house, article())
    won = write(house, titled(stored, "won"))

    for stale in (stored, article()):
        with pytest.raises(VersionConflict) as refused:
            write(house, titled(stale, "lost"), shown=True)
        assert refused.value.current == won
    assert house.knowledge.article("noord", "jam") == won
    assert len(house.knowledge.versions("noord", "jam")) == 2
    with pytest.raises(NotFound):
        house.knowledge.published("noord", "jam")


def test_an_article_that_moves_stays_for_readers_where_it_was_until_it_is_published(house: House) -> None:
    published = write(house, article(), shown=True)
    moved = write(house, replace(published, space="office", state=ArticleState.DRAFT))

    def places() -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for space in ("printing", "office"):
            for pair in house.knowledge.cards("noord", space):
                found += [("working", space)] if pair.working.space == space else []
                found += [("shown", space)] if pair.shown and pair.shown.space == space else []
        return found

    assert places() == [("shown", "printing"), ("working", "office")]
    again = write(house, moved, shown=True)
    assert places() == [("working", "office"), ("shown", "office")]
    assert house.knowledge.cards("noord", "printing") == ()
    write(house, replace(again, space="printing"), shown=True)
    assert places() == [("working", "printing"), ("shown", "printing")]
    assert house.knowledge.cards("noord", "office") == ()


def test_a_spaces_list_holds_its_own_articles(house: House) -> None:
    for name, space, desk in (
        ("b", "x", "noord"),
        ("a", "x", "noord"),
        ("c", "x-", "noord"),
        ("d", "x", "host"),
    ):
        write(house, article(name, space, desk))

    assert [pair.working.id for pair in house.knowledge.cards("noord", "x")] == ["a", "b"]
    assert [pair.working.id for pair in house.knowledge.cards("host", "x")] == ["d"]


def test_trees_are_kept_by_desk_and_version(house: House) -> None:
    tree = Tree(
        desk="noord", id="help", space="printing", names={"en": "Help"}, start="a",
        nodes=(AnswerEnd(id="a", texts={"en": "Reboot."}),),
    )  # fmt: skip
    stored = house.knowledge.put_tree(tree)

    assert house.knowledge.tree("noord", "help") == stored
    assert house.knowledge.trees("noord") == (stored,)
    assert house.knowledge.trees("host") == ()
    with pytest.raises(NotFound):
        house.knowledge.tree("host", "help")
    with pytest.raises(VersionConflict) as refused:
        house.knowledge.put_tree(tree)
    assert refused.value.current == stored


def test_bulletins_are_kept_by_desk_and_version(house: House) -> None:
    def made(name: str, hours: int, desk: str = "noord") -> Bulletin:
        return Bulletin(
            desk=desk, id=name, texts={"en": BulletinText(title=name)}, starts=NOW + timedelta(hours=hours),
            by=ANA, created_at=NOW, updated_at=NOW,
        )  # fmt: skip

    late, early = (house.bulletins.put_bulletin(made(name, hours)) for name, hours in (("a", 2), ("b", 1)))
    house.bulletins.put_bulletin(made("c", 0, "host"))

    assert house.bulletins.bulletins("noord") == (early, late)
    closed = house.bulletins.put_bulletin(replace(late, closed_at=NOW))
    assert house.bulletins.bulletin("noord", "a") == closed
    with pytest.raises(VersionConflict) as refused:
        house.bulletins.put_bulletin(late)
    assert refused.value.current == closed
    with pytest.raises(NotFound):
        house.bulletins.bulletin("host", "a")


def test_a_bulletin_may_end_on_the_calendars_last_day(house: House) -> None:
    endless = Bulletin(
        desk="noord", id="a", texts={"en": BulletinText(title="a")}, starts=NOW,
        ends=datetime.max.replace(tzinfo=UTC), by=ANA, created_at=NOW, updated_at=NOW,
    )  # fmt: skip

    house.bulletins.put_bulletin(endless)

    assert house.bulletins.bulletin("noord", "a").ends == endless.ends


def test_a_reader_has_one_vote_and_may_think_again(house: House) -> None:
    def vote(reader: str, *, helpful: bool, remark: str = "", after: int = 0) -> None:
        at = NOW + timedelta(minutes=after)
        house.feedback.vote("noord", "jam", Vote(reader=reader, helpful=helpful, remark=remark, at=at))

    vote("r1", helpful=True)
    vote("r1", helpful=True, after=1)
    vote("r2", helpful=False, remark="which tray?", after=2)
    vote("r3", helpful=False, remark="wrong printer", after=3)
    votes = house.feedback.votes("noord", "jam")
    assert (votes.yes, votes.no) == (1, 2)
    assert [each.remark for each in votes.remarks] == ["wrong printer", "which tray?"]

    vote("r2", helpful=True, after=4)
    votes = house.feedback.votes("noord", "jam")
    assert (votes.yes, votes.no) == (2, 1)
    assert [each.remark for each in votes.remarks] == ["wrong printer"]
    assert house.feedback.votes("host", "jam").yes == 0
    assert house.feedback.votes("noord", "other").no == 0


def test_what_happens_is_counted_by_day_kind_and_language(house: House) -> None:
    def count(happening: Happening, what: str, at: datetime = NOW, language: str = "") -> None:
        house.feedback.count("noord", happening, what, at=at, language=language)

    for _ in range(3):
        count(Happening.MISSED, "drukker", language="nl")
    count(Happening.FOUND, "drukker", language="nl")
    count(Happening.MISSED, "drukker", language="de")
    count(Happening.SOLVED, "jam", NOW + timedelta(days=1))
    house.feedback.count("host", Happening.SOLVED, "jam", at=NOW)
    today = NOW.astimezone(UTC).date()

    found = {(c.happening, c.what, c.language): c.times for c in house.feedback.counts("noord", today, today)}
    assert found == {
        (Happening.MISSED, "drukker", "nl"): 3,
        (Happening.FOUND, "drukker", "nl"): 1,
        (Happening.MISSED, "drukker", "de"): 1,
    }
    both = house.feedback.counts("noord", today, today + timedelta(days=1))
    assert [c.day for c in both if c.happening is Happening.SOLVED] == [today + timedelta(days=1)]
    assert house.feedback.counts("noord", date(2020, 1, 1), date(2020, 1, 3)) == []


def test_a_day_holds_so_many_different_things_and_no_more(
    backend: str, request: pytest.FixtureRequest
) -> None:
    store: FeedbackStore = FakeFeedback(Shelf(), most=3)
    if backend == "table":
        store = TableFeedback(request.getfixturevalue("table"), most=3)
    for number in range(8):
        store.count("noord", Happening.MISSED, f"q{number}", at=NOW)
    store.count("noord", Happening.MISSED, "q0", at=NOW)

    found = {c.what: c.times for c in store.counts("noord", NOW.date(), NOW.date())}
    assert found == {"q0": 2, "q1": 1, "q2": 1}


def test_what_was_told_is_remembered_by_desk(house: House) -> None:
    marks = [f"article-{n}#ending#2026-12-01" for n in range(130)]
    for mark in (marks[0], marks[120]):
        house.feedback.remember("noord", mark, NOW + timedelta(days=90))
        house.feedback.remember("noord", mark, NOW + timedelta(days=90))

    assert house.feedback.remembered("noord", marks) == {marks[0], marks[120]}
    assert house.feedback.remembered("host", marks) == frozenset()
    assert house.feedback.remembered("noord", []) == frozenset()
