"""What was deleted leaves the store within a day and an hour, also from an index too large to write anew."""

from datetime import timedelta
from pathlib import Path

import pytest

from helpdesk.domain.ids import TicketRef
from helpdesk.search.index import TicketIndex
from helpdesk.search.manifest import counts, decode, sizes
from helpdesk.search.shelf import GRACE
from helpdesk.search.work import Limits
from tests.contract.builders import ACME
from tests.search.fake_objects import FakeObjects, Meeting
from tests.search.test_meaning import similar
from tests.search.test_similar import Topics
from tests.search.things import NOORD, Clock, document, found, index_on

MANIFEST = "noord/v2/manifest.json"
SECRET = "xylophonequartet"
DAY = timedelta(hours=24)
LARGE = Limits(rewritten=10, moved=25)  # every index of more than ten is a large one here


@pytest.fixture
def large(objects: FakeObjects, tmp_path: Path, clock: Clock) -> TicketIndex:
    """A hundred tickets in two segments; one was erased, one rewritten without the secret."""
    index = index_on(objects, tmp_path, clock, encoder=Topics(), limits=LARGE)
    index.update("noord", [document(n, "printer", f"paper {n}") for n in range(3, 60)])
    secrets = [document(1, SECRET, "mail"), document(2, "mail", SECRET)]
    index.update("noord", [*secrets, *(document(n, "printer", f"paper {n}") for n in range(60, 101))])
    index.update("noord", [document(2, "mail", "password", version=2)], gone=[TicketRef(ACME, 1)])
    return index


def tidied(index: TicketIndex, most: int = 50) -> int:
    """How many steps it took."""
    for step in range(1, most):
        if index.tidy("noord"):
            return step
    raise AssertionError("it never ends")


def objects_with(objects: FakeObjects, word: str) -> list[str]:
    beginning = word.encode()[:10]
    return [key for key, (data, _, _) in objects.kept.items() if beginning in data]


def vector_rows(objects: FakeObjects) -> list[bytes]:
    packs = decode(objects.kept[MANIFEST][0]).packs
    return [objects.kept[pack.key][0] for pack in packs if pack.group.startswith("vectors-")]


def test_nothing_is_written_before_its_time(large: TicketIndex, objects: FakeObjects, clock: Clock) -> None:
    before = objects.kept[MANIFEST]
    clock.advance(GRACE / 2)
    assert large.tidy("noord")
    assert large.tidy("no-such-desk")
    assert objects.kept[MANIFEST] == before


def test_a_large_index_loses_what_was_deleted_step_by_step_and_nothing_else(
    large: TicketIndex, objects: FakeObjects, clock: Clock
) -> None:
    assert objects_with(objects, SECRET)  # a mark hides it, for now
    clock.advance(DAY)
    steps = tidied(large)
    assert steps > 1  # 25 documents at a time
    clock.advance(GRACE)
    assert large.tidy("noord")

    assert objects_with(objects, SECRET) == []
    manifest = decode(objects.kept[MANIFEST][0])
    assert (manifest.stale, manifest.retired) == ({}, {})
    assert counts(manifest.meta) == (99, 0)
    assert set(objects.kept) == {MANIFEST, *(pack.key for pack in manifest.packs)}
    assert len(found(large, "printer", limit=100)) == 98
    assert found(large, "password") == ["ACME-2"]
    assert found(large, SECRET) == []


def test_vectors_of_the_erased_go_too(large: TicketIndex, objects: FakeObjects, clock: Clock) -> None:
    clock.advance(DAY)
    tidied(large)
    (whole,) = vector_rows(objects)
    assert b'"rows":99' in whole
    assert len(similar(large, "Drucker", "ticket", NOORD)) == 10


def test_what_changes_between_two_steps_is_kept(
    large: TicketIndex, objects: FakeObjects, clock: Clock
) -> None:
    clock.advance(DAY)
    assert not large.tidy("noord")
    large.update("noord", [document(40, "scanner", version=2), document(200, "plotter")])
    tidied(large)
    assert found(large, "scanner") == ["ACME-40"]
    assert found(large, "plotter") == ["ACME-200"]
    assert len(found(large, "printer", limit=100)) == 97
    stale = decode(objects.kept[MANIFEST][0]).stale  # what was replaced just now waits for its own day
    assert all(since == clock() for since in stale.values())


def test_a_small_quiet_index_is_tidied_in_one_step(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index = index_on(objects, tmp_path, clock)
    index.update("noord", [document(n, "printer") for n in range(2, 40)] + [document(1, SECRET)])
    index.update("noord", [document(1, "printer", version=2)])  # rewritten, not erased
    clock.advance(DAY)
    assert tidied(index) == 1
    clock.advance(GRACE)
    assert index.tidy("noord")
    assert objects_with(objects, SECRET) == []
    assert len(found(index, "printer", limit=100)) == 39


def test_whoever_commits_meanwhile_wins(
    large: TicketIndex, objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    clock.advance(DAY)
    other = index_on(objects, tmp_path, clock, name="other", encoder=Topics(), limits=LARGE)
    meeting = Meeting(objects, lambda: other.update("noord", [document(300, "plotter")]))
    assert not index_on(meeting, tmp_path, clock, name="late", encoder=Topics(), limits=LARGE).tidy("noord")
    assert found(large, "plotter") == ["ACME-300"]
    tidied(large)
    assert sum(size for _, size, _ in sizes(decode(objects.kept[MANIFEST][0]).meta)) == 100
