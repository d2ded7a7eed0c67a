"""Waves and views as they are kept: in memory and on the table."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave, WaveState, WaveTicket
from helpdesk.ports.desk_searches import ViewStore, WaveStore
from helpdesk.storage.desk_searches import TableViews, TableWaves
from helpdesk.storage.keys import desk_work as keys
from helpdesk.storage.table import Table
from tests.contract.builders import ACME, ACME_TWO, NOW
from tests.fakes.desk_searches import FakeViews, FakeWaves, KeptSearches


@pytest.fixture
def waves(backend: str, request: pytest.FixtureRequest) -> WaveStore:
    if backend == "memory":
        return FakeWaves(KeptSearches())
    return TableWaves(request.getfixturevalue("table"))


@pytest.fixture
def views(backend: str, request: pytest.FixtureRequest) -> ViewStore:
    if backend == "memory":
        return FakeViews(KeptSearches())
    return TableViews(request.getfixturevalue("table"), lambda: NOW)


def wave(wave_id: str, minute: int = 0, desk: str = "noord") -> Wave:
    came = [NOW + timedelta(minutes=minute + n) for n in (0, 1)]
    tickets = tuple(
        WaveTicket(ref=TicketRef(scope, 1), key="A-1", subject="Mail is down", created_at=at)
        for scope, at in zip((ACME, ACME_TWO), came, strict=True)
    )
    return Wave(desk=desk, id=wave_id, tickets=tickets, words=("mail", "down"), updated_at=NOW)


def test_waves_come_newest_first_and_of_their_desk_only(waves: WaveStore) -> None:
    for one in (wave("a", 1), wave("b", 9), wave("c", 5), wave("d", desk="host")):
        waves.put(one)

    assert [one.id for one in waves.waves("noord")] == ["b", "c", "a"]
    assert [one.id for one in waves.waves("host")] == ["d"]
    assert waves.waves("zuid") == ()
    assert waves.wave("noord", "a") == replace(wave("a", 1), version=1)
    for desk, name in (("host", "a"), ("noord", "z"), ("noord", "no/id#")):
        with pytest.raises(NotFound):
            waves.wave(desk, name)


def test_a_wave_is_decided_by_who_has_seen_it(waves: WaveStore) -> None:
    first = waves.put(wave("a"))
    second = waves.put(replace(first, state=WaveState.INCIDENT, incident="ACME-1"))

    assert (first.version, second.version) == (1, 2)
    assert waves.wave("noord", "a") == second
    for stale in (wave("a"), first, replace(first, version=9)):
        with pytest.raises(VersionConflict) as refused:
            waves.put(stale)
        assert refused.value.current == second


def test_views_are_replaced_and_deleted_in_their_desk_only(views: ViewStore) -> None:
    mine = View(desk="noord", id="b", owner="ana", name="Mine", query="assignee:me", sort="due", icon="user")
    shared = View(desk="noord", id="a", owner="lars", name="All", query="state:open", shared=True, position=3)
    for one in (mine, shared, replace(mine, desk="host")):
        assert views.put(one) == one

    assert views.views("noord") == (shared, mine)
    views.put(replace(mine, name="My own"))
    views.delete("noord", "a")
    views.delete("noord", "never-was")
    assert [one.name for one in views.views("noord")] == ["My own"]
    assert views.views("host") == (replace(mine, desk="host"),)


def test_waves_are_forgotten_after_a_month_and_deleted_views_at_once(table: Table) -> None:
    TableWaves(table).put(wave("a"))
    views = TableViews(table, lambda: NOW)
    views.put(View(desk="noord", id="v", owner="ana", name="Mine", query="secret words"))
    views.delete("noord", "v")

    kept = table.get(keys.search_row("noord", "WAVE", "a"))
    gone = table.get(keys.search_row("noord", "VIEW", "v"))
    assert kept is not None
    assert kept.expires == int((NOW + timedelta(days=30)).timestamp())
    assert gone is not None
    assert (gone.expires, gone.body) == (int(NOW.timestamp()), "{}")
