"""The demo's knowledge is written as the product wants it, and its readers find it."""

from datetime import UTC, datetime

from helpdesk.domain.knowledge.articles import ArticleKind, in_language, is_shown
from helpdesk.domain.knowledge.tree_checks import articles_of
from helpdesk.usecases.knowledge.rendering import to_html
from helpdesk.usecases.knowledge.writing import check_publishable
from ops.seed.knowledge.putting import put
from ops.seed.knowledge.reading import articles
from ops.seed.knowledge.shelves import spaces, tree
from tests.fakes import FakeBulletins, FakeKnowledge
from tests.fakes.knowledge import Shelf

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_all_of_it_gets_onto_the_shelves() -> None:
    store = FakeKnowledge(shelf := Shelf())
    made = put(store, FakeBulletins(shelf), NOW)

    assert made == len(articles()) >= 24
    places = {(space.desk, space.id) for space in spaces()}
    assert {(one.desk, one.space) for one in articles()} == places
    for one in articles():
        stored = store.published(one.desk, one.id)
        check_publishable(stored)
        assert is_shown(stored, NOW)
        assert all("<" in to_html(text.body) for text in stored.translations.values())
    for article in articles_of(tree()):
        assert store.published("noord", article)
    assert len(shelf.bulletins) == 1


def test_there_is_what_the_journeys_need() -> None:
    by_id = {one.id: one for one in articles()}

    assert set(by_id["printer-jam"].translations) == {"en"}
    assert set(by_id["vpn-connect"].translations) == {"en"}
    assert [one.id for one in articles() if one.kind is ArticleKind.KNOWN_ERROR] == ["vpn-drops"]
    assert {lang for one in articles() for lang in one.translations} == {"en", "nl", "nb", "zh"}
    store = FakeKnowledge(shelf := Shelf())
    put(store, FakeBulletins(shelf), NOW)
    assert in_language(store.published("noord", "printer-jam"), ("nl",))[0] == "en"
    assert in_language(store.published("noord", "password-reset"), ("nl",))[0] == "nl"
