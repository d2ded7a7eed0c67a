"""What every search index owes its callers: nothing without a scope, nothing beyond it, nothing stale."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.ports import SearchIndex, SearchScope, TicketDocument
from tests.contract.builders import ACME, ACME_TWO, GLOBEX, LISA, NOW, OMAR
from tests.fakes import FakeSearch
from tests.search.fake_objects import FakeObjects
from tests.search.things import Clock, index_on

WHOLE_DESK = SearchScope(desks=frozenset({"noord"}))


@pytest.fixture
def index(backend: str, tmp_path: Path) -> SearchIndex:
    made: SearchIndex
    if backend == "memory":
        made = FakeSearch()
    else:
        clock = Clock()
        made = index_on(FakeObjects(now=clock), tmp_path, clock)
    made.update("noord", [document(1), document(2, person=OMAR), document(1, ACME_TWO)])
    made.update("host", [document(1, GLOBEX)])
    return made


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (SearchScope(), set()),
        (WHOLE_DESK, {(ACME, 1), (ACME, 2), (ACME_TWO, 1)}),
        (SearchScope(desks=frozenset({"noord", "host"})), {(ACME, 1), (ACME, 2), (ACME_TWO, 1), (GLOBEX, 1)}),
        (SearchScope(tenants=frozenset({ACME})), {(ACME, 1), (ACME, 2)}),
        (SearchScope(requesters=frozenset({(ACME, LISA.id)})), {(ACME, 1)}),
        (
            SearchScope(tenants=frozenset({GLOBEX}), requesters=frozenset({(ACME, OMAR.id)})),
            {(GLOBEX, 1), (ACME, 2)},
        ),
        (SearchScope(tenants=frozenset({TenantRef("noord", "ac")})), set()),
    ],
)
def test_a_search_finds_what_its_scope_covers(
    index: SearchIndex, scope: SearchScope, found: set[tuple[TenantRef, int]]
) -> None:
    hits = index.search(scope, "printer", 10)
    assert {(hit.ref.scope, hit.ref.number) for hit in hits} == found


def test_notes_are_found_by_the_desk_alone(index: SearchIndex) -> None:
    assert len(index.search(WHOLE_DESK, "suspicious", 10)) == 3
    for scope in (
        SearchScope(tenants=frozenset({ACME})),
        SearchScope(requesters=frozenset({(ACME, LISA.id)})),
    ):
        assert index.search(scope, "suspicious", 10) == ()


def test_a_hit_says_which_ticket_it_is(index: SearchIndex) -> None:
    (hit,) = index.search(SearchScope(requesters=frozenset({(ACME, LISA.id)})), "printer", 10)
    assert (hit.ref, hit.key, hit.subject, hit.state) == (
        TicketRef(ACME, 1),
        "ACME-1",
        "Printer on fire",
        "open",
    )


def test_hits_are_no_more_than_asked_for(index: SearchIndex) -> None:
    assert len(index.search(WHOLE_DESK, "printer", 2)) == 2


@pytest.mark.parametrize("query", ["", "   ", '"', "subject:[", "AND OR", "((", "*", "nothingofthekind"])
def test_odd_queries_find_nothing_and_do_no_harm(index: SearchIndex, query: str) -> None:
    assert index.search(WHOLE_DESK, query, 10) == ()


def test_a_newer_version_replaces_an_older_one_and_never_the_other_way(index: SearchIndex) -> None:
    index.update("noord", [replace(document(1), version=7, subject="Scanner on fire", text="Scanner")])
    index.update("noord", [replace(document(1), version=6, subject="Plotter on fire", text="Plotter")])
    assert {hit.ref.number for hit in index.search(WHOLE_DESK, "scanner", 10)} == {1}
    assert index.search(WHOLE_DESK, "plotter", 10) == ()
    assert (ACME, 1) not in {(h.ref.scope, h.ref.number) for h in index.search(WHOLE_DESK, "printer", 10)}


def test_what_is_gone_is_not_found(index: SearchIndex) -> None:
    index.update("noord", [], gone=[TicketRef(ACME, 1), TicketRef(ACME, 99)])
    assert len(index.search(WHOLE_DESK, "printer", 10)) == 2


def document(number: int, scope: TenantRef = ACME, person: PersonRef = LISA) -> TicketDocument:
    return TicketDocument(
        ref=TicketRef(scope, number),
        key=f"{scope.tenant.upper()}-{number}",
        version=5,
        subject="Printer on fire",
        text="It smokes.",
        notes="This looks suspicious.",
        state="open",
        priority="normal",
        requester=person,
        updated_at=NOW,
    )
