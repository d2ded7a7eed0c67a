"""Nobody finds what they may not see: every kind of scope against every kind of ticket."""

import pytest

from helpdesk.ports import SearchScope
from helpdesk.search.index import TicketIndex
from tests.search.things import ACME, ANNE, BOB, FJELL, GLOBEX, NOORD, document, found, hits

ALL = {"ACME-1", "ACME-2", "FJELL-1", "GLOBEX-1"}


@pytest.fixture
def filled(index: TicketIndex) -> TicketIndex:
    index.update(
        "noord",
        [
            document(1, "printer one", "jams", requester=ANNE, notes="secret remark"),
            document(2, "printer two", "jams", requester=BOB, notes="secret remark"),
            document(1, "printer fjell", "jams", scope=FJELL, requester=ANNE),  # the same id, another tenant
        ],
    )
    index.update("host", [document(1, "printer globex", "jams", scope=GLOBEX, requester=ANNE)])
    return index


@pytest.mark.parametrize(
    ("scope", "visible"),
    [
        (SearchScope(), set()),
        (SearchScope(desks=frozenset({"noord", "host"})), ALL),
        (NOORD, {"ACME-1", "ACME-2", "FJELL-1"}),
        (SearchScope(desks=frozenset({"host"})), {"GLOBEX-1"}),
        (SearchScope(desks=frozenset({"nowhere"})), set()),
        (SearchScope(tenants=frozenset({ACME})), {"ACME-1", "ACME-2"}),
        (SearchScope(tenants=frozenset({FJELL, GLOBEX})), {"FJELL-1", "GLOBEX-1"}),
        (SearchScope(requesters=frozenset({(ACME, "anne")})), {"ACME-1"}),
        (SearchScope(requesters=frozenset({(FJELL, "anne")})), {"FJELL-1"}),
        (SearchScope(requesters=frozenset({(FJELL, "bob")})), set()),
        (SearchScope(requesters=frozenset({(ACME, "anne"), (GLOBEX, "anne")})), {"ACME-1", "GLOBEX-1"}),
        (
            SearchScope(tenants=frozenset({FJELL}), requesters=frozenset({(ACME, "bob")})),
            {"FJELL-1", "ACME-2"},
        ),
        (SearchScope(desks=frozenset({"host"}), tenants=frozenset({FJELL})), {"GLOBEX-1", "FJELL-1"}),
    ],
)
@pytest.mark.parametrize(
    "query", ["printer", "print", "pritner", '"printer"', "jams printer", "state:open", "jams -x"]
)
def test_only_what_is_in_reach(
    filled: TicketIndex, scope: SearchScope, visible: set[str], query: str
) -> None:
    assert set(found(filled, query, scope)) == visible


@pytest.mark.parametrize("query", ["FJELL-1", "fjell", "GLOBEX-1", "state:open team:x fjell", "-acme fjell"])
def test_a_key_is_no_way_in(filled: TicketIndex, query: str) -> None:
    keys = set(found(filled, query, SearchScope(tenants=frozenset({ACME}))))
    assert keys <= {"ACME-1", "ACME-2"}


@pytest.mark.parametrize("query", ["secret", "remark", "secre", "sercet", '"secret remark"'])
def test_notes_are_for_the_desk(filled: TicketIndex, query: str) -> None:
    assert set(found(filled, query, NOORD)) == {"ACME-1", "ACME-2"}
    everything_else = SearchScope(
        desks=frozenset({"host"}),
        tenants=frozenset({ACME, FJELL}),
        requesters=frozenset({(ACME, "anne"), (ACME, "bob")}),
    )
    assert found(filled, query, everything_else) == []


def test_notes_are_in_no_snippet_for_others(filled: TicketIndex) -> None:
    mine = SearchScope(requesters=frozenset({(ACME, "anne")}))
    assert "secret" not in hits(filled, "printer jams", mine)[0].snippet


def test_excluding_a_word_of_the_notes_tells_nothing(filled: TicketIndex) -> None:
    manager = SearchScope(tenants=frozenset({ACME}))
    assert set(found(filled, "printer -secret", manager)) == {"ACME-1", "ACME-2"}
    assert found(filled, "printer -secret", NOORD) == ["FJELL-1"]


def test_a_desk_takes_no_strays(index: TicketIndex) -> None:
    with pytest.raises(ValueError, match="not of desk noord"):
        index.update("noord", [document(1, "printer", scope=GLOBEX)])
