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
from tests.search.things import Clock, hits, index_on

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
    assert places(index, scope, "printer") == found


def test_notes_are_found_by_the_desk_alone(index: SearchIndex) -> None:
    assert len(hits(index, "suspicious", WHOLE_DESK)) == 3
    for scope in (
        SearchScope(tenants=frozenset({ACME})),
        SearchScope(requesters=frozenset({(ACME, LISA.id)})),
    ):
        assert hits(index, "suspicious", scope) == ()


def test_a_hit_says_which_ticket_it_is(index: SearchIndex) -> None:
    (hit,) = hits(index, "printer", SearchScope(requesters=frozenset({(ACME, LISA.id)})))
    assert isinstance(hit.document, TicketDocument)
    assert (hit.document.ref, hit.document.key, hit.title, hit.document.state) == (
        TicketRef(ACME, 1),
        "ACME-1",
        "Printer on fire",
        "open",
    )


def test_hits_are_no_more_than_asked_for(index: SearchIndex) -> None:
    assert len(hits(index, "printer", WHOLE_DESK, limit=2)) == 2


@pytest.mark.parametrize("query", ["", "   ", '"', "subject:[", "AND OR", "((", "*", "nothingofthekind"])
def test_odd_queries_find_nothing_and_do_no_harm(index: SearchIndex, query: str) -> None:
    assert hits(index, query, WHOLE_DESK) == ()


def test_a_newer_version_replaces_an_older_one_and_never_the_other_way(index: SearchIndex) -> None:
    index.update("noord", [replace(document(1), version=7, subject="Scanner on fire", text="Scanner")])
    index.update("noord", [replace(document(1), version=6, subject="Plotter on fire", text="Plotter")])
    assert places(index, WHOLE_DESK, "scanner") == {(ACME, 1)}
    assert hits(index, "plotter", WHOLE_DESK) == ()
    assert (ACME, 1) not in places(index, WHOLE_DESK, "printer")


def test_what_is_gone_is_not_found(index: SearchIndex) -> None:
    index.update("noord", [], gone=[TicketRef(ACME, 1), TicketRef(ACME, 99)])
    assert len(hits(index, "printer", WHOLE_DESK)) == 2


def places(index: SearchIndex, scope: SearchScope, query: str) -> set[tuple[TenantRef, int]]:
    found = [hit.document for hit in hits(index, query, scope)]
    return {(one.ref.scope, one.ref.number) for one in found if isinstance(one, TicketDocument)}


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
