"""What knowledge costs in calls: a list is one Query, an article one read, a vote three, an edit three."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import NotFound
from helpdesk.domain.knowledge.feedback import Happening, Vote
from tests.contract.builders import NOW
from tests.contract.houses import House
from tests.contract.test_knowledge import article, write


def test_lists_and_articles_cost_one_call_each(house: House, calls: list[str]) -> None:
    for name in ("a", "b", "c"):
        write(house, article(name), shown=True)
    calls.clear()
    store = house.knowledge
    assert len(store.cards("noord", "printing")) == 3
    assert store.published("noord", "a").published
    assert store.article("noord", "b")
    assert len(store.versions("noord", "c")) == 1
    store.spaces("noord")

    assert calls == ["Query", "GetItem", "GetItem", "Query", "Query"]


def test_a_list_carries_no_texts(house: House) -> None:
    write(house, article(), shown=True)
    (pair,) = house.knowledge.cards("noord", "printing")

    assert "Open the tray" in str(house.knowledge.published("noord", "jam"))
    assert "# Open" not in str(pair)


def test_a_new_version_is_one_transaction(house: House, calls: list[str]) -> None:
    stored = write(house, article())
    calls.clear()
    write(house, replace(stored, space="office"), shown=True)

    assert calls == ["GetItem", "GetItem", "TransactWriteItems"]


def test_what_is_counted_again_costs_one_call(house: House, calls: list[str]) -> None:
    house.feedback.count("noord", Happening.MISSED, "q", at=NOW)
    calls.clear()
    house.feedback.count("noord", Happening.MISSED, "q", at=NOW)
    assert calls == ["UpdateItem"]
    calls.clear()
    house.feedback.vote("noord", "jam", Vote(reader="r", helpful=True, at=NOW))
    assert calls == ["GetItem", "TransactWriteItems"]


def test_what_is_no_id_costs_nothing(house: House, calls: list[str]) -> None:
    with pytest.raises(NotFound):
        house.knowledge.published("noord", "../x")
    assert calls == []
