"""Finished searches for articles are counted for the desk: found or not, and nothing of who searched."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from helpdesk.domain.knowledge.feedback import Happening
from helpdesk.domain.people import Principal
from helpdesk.ports.knowledge import FeedbackStore
from helpdesk.usecases.search_feed import feed
from helpdesk.web.handlers import handler
from kb_search.api import app
from tests.contract.builders import ACME, LISA, NOW, agent, requester
from tests.fakes import FakeFeedback
from tests.functions.test_kb_search_api import ask
from tests.search.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    feed(
        house.feed(), [house.article(("noord", "printing", "jam"), "Paper jam"), house.write(ACME, 1, "Fax")]
    )
    return house


def counted(house: House) -> set[tuple[Happening, str, str, int]]:
    feedback: FeedbackStore = FakeFeedback(house.memory.knowledge)
    day = house.clock().date()
    found = feedback.counts("noord", day - timedelta(days=1), day + timedelta(days=1))
    assert feedback.counts("host", NOW.date(), day) == []
    return {(one.happening, one.what, one.language, one.times) for one in found}


def search(house: House, who: Principal, q: str, **more: str) -> None:
    query = {"q": [q], "type": ["article"], "language": ["nl"]} | {
        name: [text] for name, text in more.items()
    }
    status, body = ask(handler(app, house.search), who, query)
    assert status == 200, body


def test_what_was_searched_and_not_found_is_counted_without_names(house: House) -> None:
    lisa = requester(LISA)
    search(house, lisa, "Coffee  machine")
    search(house, lisa, "coffee machine")
    search(house, agent(), "jam language:en")
    search(house, lisa, "fax")  # a ticket has it, but no article
    assert counted(house) == {
        (Happening.MISSED, "coffee machine", "nl", 2),
        (Happening.FOUND, "jam", "nl", 1),
        (Happening.MISSED, "fax", "nl", 1),
    }
    assert LISA.email not in json.dumps([what for _, what, *_ in counted(house)])


def test_unfinished_searches_other_kinds_and_further_pages_are_not(house: House) -> None:
    lisa = requester(LISA)
    search(house, lisa, "coff", typing="true")
    search(house, lisa, "coffee", offset="20")
    search(house, lisa, "coffee", type="ticket")
    search(house, lisa, "coffee", type="")
    search(house, lisa, "space:printing lisa@acme.example")
    assert counted(house) == set()


def test_a_search_is_answered_though_it_cannot_be_counted(house: House) -> None:
    house.memory.knowledge.counts = None  # type: ignore[assignment] # the table is gone
    search(house, requester(LISA), "coffee")
