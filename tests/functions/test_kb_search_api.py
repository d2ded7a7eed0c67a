"""GET /api/v1/search, as API Gateway calls it."""

from pathlib import Path
from typing import Any

import pytest

from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.usecases.admitting import PER_PERSON
from helpdesk.usecases.search import scope_of
from helpdesk.usecases.search_feed import feed
from helpdesk.usecases.tally import WINDOW
from helpdesk.web.handlers import Handler, handler
from kb_search.api import app
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    ANA,
    GLOBEX,
    LISA,
    MEI,
    OMAR,
    PIM,
    agent,
    link_to,
    manager,
    requester,
)
from tests.functions.finder import asked
from tests.search.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    refs = [
        house.write(ACME, 1, "Printer jams", "paper is stuck", note="secret remark"),
        house.write(ACME, 2, "Printer burns", requester=OMAR),
        house.write(ACME_TWO, 1, "Printer smells", requester=LISA),
        house.write(GLOBEX, 1, "Printer missing", requester=LISA),
    ]
    feed(house.feed(), refs)
    return house


@pytest.fixture
def handle(house: House) -> Handler:
    return handler(app, house.search)


def ask(handle: Handler, who: Principal | None, query: dict[str, list[str]] | None) -> tuple[int, Any]:
    """One search."""
    return asked(handle, who, "/search", query=query)


def keys(handle: Handler, who: Principal, q: str) -> set[str]:
    status, body = ask(handle, who, {"q": [q]})
    assert status == 200, body
    return {item["key"] for item in body["items"]}


def test_a_hit_as_clients_see_it(handle: Handler) -> None:
    status, body = ask(handle, agent(), {"q": ["stuck paper"], "limit": ["5"]})
    assert status == 200
    (item,) = body["items"]
    assert item.pop("score") > 0
    ticket = item.pop("ticket")
    assert item == {
        "type": "ticket",
        "key": "ACME-1",
        "desk": "noord",
        "tenant": {"ref": {"desk": "noord", "tenant": "acme"}, "name": "Acme"},
        "subject": "Printer jams",
        "subject_marks": [],
        "state": "new",
        "snippet": "paper is stuck secret remark",
        "snippet_marks": [[0, 5], [9, 14]],
        "article": None,
        "person": None,
    }
    assert (ticket["priority"], ticket["requester"]["id"]) == ("normal", LISA.id)


@pytest.mark.parametrize(
    ("who", "visible"),
    [
        (agent(ANA, "noord"), {"ACME-1", "ACME-2", "ACME-2-1"}),
        (agent(MEI, "host"), {"GLOBEX-1"}),
        (manager(PIM, ACME), {"ACME-1", "ACME-2"}),
        (manager(PIM, ACME_TWO), {"ACME-2-1"}),
        (requester(LISA, ACME), {"ACME-1"}),
        (requester(LISA, ACME_TWO), {"ACME-2-1"}),
        (requester(OMAR, ACME), {"ACME-2"}),
        (requester(OMAR, GLOBEX), set()),
        (link_to(TicketRef(ACME, 1)), set()),
        (Principal(email="x@x.example", name="X", memberships=()), set()),
    ],
)
def test_everybody_finds_what_is_theirs_to_see(handle: Handler, who: Principal, visible: set[str]) -> None:
    for query in ("printer", "print", "prniter", "state:new", "type:ticket"):
        assert keys(handle, who, query) == visible


def test_a_requesters_hit_shows_no_note(handle: Handler) -> None:
    _, body = ask(handle, requester(LISA, ACME), {"q": ["printer"]})
    assert body["items"][0]["snippet"] == "paper is stuck"
    assert keys(handle, requester(LISA, ACME), "secret") == set()


def test_an_agent_who_is_also_a_requester_elsewhere(handle: Handler) -> None:
    both = Principal(
        email=LISA.email,
        name=LISA.name,
        memberships=(
            Membership(role=Role.AGENT, desk="host", person=LISA),
            Membership(role=Role.REQUESTER, desk="noord", tenant="acme", person=LISA),
        ),
    )
    assert keys(handle, both, "printer") == {"GLOBEX-1", "ACME-1"}
    assert keys(handle, both, "secret") == set()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (None, 200),
        ({"q": [""]}, 200),
        ({"q": ["x" * 10_000]}, 200),
        ({"q": ['"((( AND']}, 200),
        ({"q": ["😀"]}, 200),
        ({"q": ["created:9999-12-31 due>9999-12-31 updated<0001-01-01"]}, 200),
        ({"q": ["due<99999w created>99999w -due:none"]}, 200),
        ({"q": ["a\x00b \u202e\ud7ff \uffff"]}, 200),
        ({"q": ["printer"], "limit": ["0"]}, 422),
        ({"q": ["printer"], "limit": ["many"]}, 422),
        ({"q": ["printer"], "limit": ["1000"]}, 422),
        ({"q": ["a", "b"]}, 422),
        ({"q": ["a"], "desk": ["host"]}, 422),
    ],
)
def test_odd_requests_get_an_answer(handle: Handler, query: dict[str, list[str]] | None, status: int) -> None:
    got, body = ask(handle, agent(), query)
    assert got == status
    assert "items" in body if status == 200 else body["code"] == "invalid"


def test_nobody_searches_without_signing_in(handle: Handler) -> None:
    assert ask(handle, None, {"q": ["printer"]})[0] == 401


def test_a_damaged_index_is_an_honest_503(house: House, handle: Handler) -> None:
    for key in [key for key in house.objects.kept if "/packs/" in key]:
        del house.objects.kept[key]
    status, body = ask(handle, agent(), {"q": ["printer"]})
    assert (status, body["code"]) == (503, "unavailable")
    assert "rebuilt" in body["detail"]


def test_a_link_reaches_nothing_by_search(house: House) -> None:
    scope = scope_of(link_to(TicketRef(ACME, 1)), house.search().knowledge)
    assert not scope.desks | scope.tenants | scope.requesters | scope.spaces


def test_a_person_s_searches_count_with_their_other_requests(house: House) -> None:
    deps = house.search()
    handle = handler(app, lambda: deps)
    kim = requester(LISA)
    deps.attempts.count(
        f"person {kim.account or kim.email}", at=deps.now(), window=WINDOW, by=PER_PERSON - 10
    )

    heard = [ask(handle, kim, None)[0] for _ in range(11)]

    assert heard == [200] * 10 + [429]
