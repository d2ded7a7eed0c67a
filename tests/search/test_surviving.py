"""The index survives: two writers, killed writers, stale readers, losses and damage."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import TicketDocument
from helpdesk.search.index import TicketIndex
from helpdesk.search.manifest import counts, decode
from helpdesk.search.objects import StoredObject
from helpdesk.search.shelf import GRACE
from tests.search.fake_objects import Deadly, FakeObjects, Killed, Meeting
from tests.search.things import ACME, Clock, document, found, index_on

MANIFEST = "noord/v2/manifest.json"


def test_a_replaced_ticket_is_found_by_its_new_words_only(index: TicketIndex) -> None:
    index.update("noord", [document(1, "printer jams")])
    index.update("noord", [document(1, "scanner jams", version=2)])
    assert found(index, "scanner") == ["ACME-1"]
    assert found(index, "printer") == []
    assert found(index, "jams") == ["ACME-1"]


def test_older_versions_never_win(index: TicketIndex) -> None:
    index.update("noord", [document(1, "scanner", version=5)])
    index.update("noord", [document(1, "printer", version=4)])
    index.update("noord", [document(1, "copier", version=7), document(1, "laptop", version=6)])
    assert found(index, "copier") == ["ACME-1"]
    assert found(index, "scanner printer laptop") == []


def test_the_same_content_again_costs_no_commit(index: TicketIndex, objects: FakeObjects) -> None:
    index.update("noord", [document(1, "printer")])
    before = objects.kept[MANIFEST]
    index.update("noord", [document(1, "printer")])
    assert objects.kept[MANIFEST] == before


def test_the_same_version_read_more_completely_wins(index: TicketIndex) -> None:
    index.update("noord", [document(1, "printer")])
    index.update("noord", [document(1, "printer", "it jams")])
    assert found(index, "jams") == ["ACME-1"]


def test_the_erased_stay_erased(index: TicketIndex, clock: Clock) -> None:
    index.update("noord", [document(1, "printer"), document(2, "printer")])
    index.update("noord", [], gone=[TicketRef(ACME, 1)])
    assert found(index, "printer") == ["ACME-2"]
    index.update("noord", [document(1, "printer", version=9)])  # a slow writer that read it before
    assert found(index, "printer") == ["ACME-2"]


def test_the_text_of_the_erased_is_really_gone_after_a_day(
    index: TicketIndex, objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    secret = "xylophonequartet"
    index.update("noord", [document(n, "printer") for n in range(2, 40)] + [document(1, secret)])
    index.update("noord", [], gone=[TicketRef(ACME, 1)])
    assert _objects_with(objects, secret)  # a mark hides it, for now
    clock.advance(timedelta(hours=25))
    index.update("noord", [document(2, "scanner", version=2)])
    clock.advance(GRACE)
    index.update("noord", [document(2, "copier", version=3)])
    assert _objects_with(objects, secret) == []
    assert len(found(index, "printer", limit=100)) == 37
    assert found(index, "copier") == ["ACME-2"]


def _objects_with(objects: FakeObjects, word: str) -> list[str]:
    beginning = word.encode()[:10]  # the store compresses what it has seen before, like a JSON string's end
    return [key for key, (data, _, _) in objects.kept.items() if beginning in data]


def test_an_index_of_much_that_was_replaced_is_written_anew(
    index: TicketIndex, objects: FakeObjects, clock: Clock
) -> None:
    index.update("noord", [document(n, f"printer {n}") for n in range(1, 1_202)])
    index.update("noord", [document(n, f"scanner {n}", version=2) for n in range(1, 1_100)])
    manifest = decode(objects.kept[MANIFEST][0])
    assert counts(manifest.meta) == (1_201, 0)
    assert len(found(index, "scanner", limit=100)) == 100
    assert found(index, "printer 1150")[0] == "ACME-1150"


def test_one_commit_uploads_little(index: TicketIndex, objects: FakeObjects) -> None:
    index.update("noord", [document(n, f"printer {n}") for n in range(1, 50)])
    objects.calls.clear()
    index.update("noord", [document(3, "scanner", version=2)])
    puts = [key for verb, key in objects.calls if verb == "put"]
    assert len(puts) == 3  # the new segment, the deletion marks, the manifest
    assert puts[-1] == MANIFEST
    assert len(objects.calls) <= 5  # besides: the manifest, a listing


def test_two_writers_at_once_lose_nothing(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    first = index_on(objects, tmp_path, clock, name="first")
    first.update("noord", [document(1, "printer one")])

    def meanwhile() -> None:
        first.update("noord", [document(2, "printer two"), document(1, "newer one", version=3)])

    pauses: list[int] = []
    second = index_on(Meeting(objects, meanwhile), tmp_path, clock, name="second", pause=pauses.append)
    second.update("noord", [document(3, "printer three"), document(1, "older one", version=2)])

    assert pauses == [0]
    for reader in (first, second, index_on(objects, tmp_path, clock, name="third")):
        assert set(found(reader, "printer")) == {"ACME-2", "ACME-3"}
        assert found(reader, "newer") == ["ACME-1"]
        assert found(reader, "older") == []


def test_two_writers_who_both_begin_the_index(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    first = index_on(objects, tmp_path, clock, name="first")
    second = index_on(
        Meeting(objects, lambda: first.update("noord", [document(1, "printer")])),
        tmp_path,
        clock,
        name="second",
    )
    second.update("noord", [document(2, "printer")])
    assert set(found(first, "printer")) == {"ACME-1", "ACME-2"}


def test_many_writers_taking_turns(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    writers = [index_on(objects, tmp_path, clock, name=f"w{n}") for n in range(3)]
    for n in range(1, 31):
        writers[n % 3].update("noord", [document(n, f"printer {n}"), document(1, "scanner", version=n)])
    assert set(found(writers[0], "printer", limit=100)) == {f"ACME-{n}" for n in range(2, 31)}
    assert found(writers[1], "scanner") == ["ACME-1"]


def test_a_writer_who_always_loses_says_so(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    other = index_on(objects, tmp_path, clock, name="other")
    versions = iter(range(2, 100))

    class AlwaysLate(FakeObjects):
        def replace(self, key: str, data: bytes, etag: str) -> str:
            other.update("noord", [document(9, "scanner", version=next(versions))])
            return objects.replace(key, data, etag)

    other.update("noord", [document(9, "scanner")])
    late = AlwaysLate(now=clock, kept=objects.kept)
    with pytest.raises(Unavailable):
        index_on(late, tmp_path, clock, name="late").update("noord", [document(1, "printer")])


@pytest.mark.parametrize("deadly", range(4))
def test_a_writer_killed_between_any_two_writes(
    objects: FakeObjects, tmp_path: Path, clock: Clock, deadly: int
) -> None:
    index_on(objects, tmp_path, clock, name="before").update("noord", [document(1, "printer")])
    clock.advance(GRACE + timedelta(seconds=1))  # from now on a commit also deletes what was retired
    again = [document(1, "scanner", version=2), document(9, "lamp")]
    index_on(objects, tmp_path, clock, name="warm").update("noord", again)
    clock.advance(GRACE + timedelta(seconds=1))
    dying = index_on(Deadly(objects, deadly), tmp_path, clock, name="shared")
    with pytest.raises(Killed):
        dying.update("noord", [document(1, "copier", version=3)])

    done = deadly == 3  # killed after segment, marks and manifest, while sweeping
    successor = index_on(objects, tmp_path, clock, name="shared")
    assert found(successor, "copier") == (["ACME-1"] if done else [])
    assert found(successor, "scanner") == ([] if done else ["ACME-1"])
    successor.update("noord", [document(1, "copier", version=3), document(2, "laptop")])
    for reader in (successor, index_on(objects, tmp_path, clock, name="cold")):
        assert found(reader, "copier") == ["ACME-1"]
        assert found(reader, "laptop") == ["ACME-2"]


def test_what_killed_writers_left_is_swept(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    index = index_on(objects, tmp_path, clock)
    index.update("noord", [document(1, "printer")])
    with pytest.raises(Killed):
        index_on(Deadly(objects, 1), tmp_path, clock, name="dead").update("noord", [document(2, "printer")])
    orphan = next(key for key in objects.kept if "packs/dead" in key)
    index.update("noord", [document(3, "printer")])
    assert orphan in objects.kept  # for all we know its writer is still at it
    clock.advance(GRACE + timedelta(seconds=1))
    index.update("noord", [document(4, "printer")])
    assert orphan not in objects.kept


def test_replaced_packs_go_after_a_while_and_space_is_bounded(
    objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index = index_on(objects, tmp_path, clock)
    for version in range(1, 41):
        index.update("noord", [document(1, f"printer {version}", version=version)])
        clock.advance(timedelta(minutes=5))
    # What an hour retires (a segment and the marks every five minutes), and the handful in use.
    assert len(objects.kept) < 45
    assert found(index, "printer") == ["ACME-1"]
    local = sum(1 for file in tmp_path.rglob("*") if file.is_file())
    assert local < 80


def test_a_reader_holding_a_stale_manifest(objects: FakeObjects, tmp_path: Path, clock: Clock) -> None:
    writer = index_on(objects, tmp_path, clock)
    writer.update("noord", [document(1, "printer")])
    warm = index_on(objects, tmp_path, clock, name="warm")
    assert found(warm, "printer") == ["ACME-1"]
    stale = objects.kept[MANIFEST]
    for version in range(2, 12):
        clock.advance(GRACE)
        writer.update("noord", [document(1, f"scanner{version}", version=version)])

    class Late(FakeObjects):
        """Its first answer is an old one, whose packs were swept since."""

        answers: ClassVar[Iterator[tuple[bytes, str, object]]] = iter([stale])

        def get(self, key: str) -> StoredObject:
            old = next(self.answers, None) if key == MANIFEST else None
            return StoredObject(data=old[0], etag=old[1]) if old else super().get(key)

    cold = index_on(Late(now=clock, kept=objects.kept), tmp_path, clock, name="cold")
    assert found(cold, "scanner11") == ["ACME-1"]
    assert found(warm, "scanner11") == ["ACME-1"]


def test_a_warm_reader_outlives_the_loss_of_the_index(
    index: TicketIndex, objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index.update("noord", [document(1, "printer")])
    warm = index_on(objects, tmp_path, clock, name="warm")
    assert found(warm, "printer") == ["ACME-1"]
    objects.kept.clear()
    assert found(warm, "printer") == ["ACME-1"]
    assert found(index_on(objects, tmp_path, clock, name="cold"), "printer") == []


def _break_manifest(objects: FakeObjects) -> None:
    objects.kept[MANIFEST] = (b'{"format": 1, "generat', '"broken"', objects.now())


def _break_pack(objects: FakeObjects) -> None:
    for key, (data, etag, at) in list(objects.kept.items()):
        if "/packs/" in key:
            objects.kept[key] = (data[:-40] + b"\0" * 40, etag, at)


def _lose_pack(objects: FakeObjects) -> None:
    for key in [key for key in objects.kept if "/packs/" in key]:
        del objects.kept[key]


def _other_format(objects: FakeObjects) -> None:
    data, _, at = objects.kept[MANIFEST]
    objects.kept[MANIFEST] = (data.replace(b'"format":2', b'"format":0'), '"old"', at)


DAMAGES = [_break_manifest, _break_pack, _lose_pack, _other_format]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_said_to_be_so_and_begun_anew(
    index: TicketIndex,
    objects: FakeObjects,
    tmp_path: Path,
    clock: Clock,
    damage: Callable[[FakeObjects], None],
) -> None:
    index.update("noord", [document(1, "printer"), document(2, "scanner")])
    index.fill("noord", [], at="", then=None)
    assert index.unfilled("noord") is None
    damage(objects)

    cold = index_on(objects, tmp_path, clock, name="cold")
    with pytest.raises(Unavailable, match="being rebuilt"):
        found(cold, "printer")

    cold.update("noord", [document(3, "copier")])
    assert found(cold, "copier") == ["ACME-3"]
    assert cold.unfilled("noord") == ""
    cold.fill("noord", [document(1, "printer"), document(2, "scanner")], at="", then=None)
    assert set(found(cold, "printer")) | set(found(cold, "scanner")) == {"ACME-1", "ACME-2"}
    assert cold.unfilled("noord") is None


def test_a_writer_with_a_good_copy_puts_lost_packs_back(
    index: TicketIndex, objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index.update("noord", [document(1, "printer")])
    _lose_pack(objects)
    index.update("noord", [document(2, "printer")])
    assert set(found(index_on(objects, tmp_path, clock, name="cold"), "printer")) == {"ACME-1", "ACME-2"}


def test_a_damaged_local_copy_is_fetched_again(
    index: TicketIndex, objects: FakeObjects, tmp_path: Path, clock: Clock
) -> None:
    index.update("noord", [document(1, "printer")])
    for file in tmp_path.rglob("*.term"):
        file.write_bytes(b"nonsense")
    index.update("noord", [document(2, "printer")])
    assert set(found(index, "printer")) == {"ACME-1", "ACME-2"}
    assert index.unfilled("noord") == ""  # the index as it was begun, not one begun anew
    assert objects.kept[MANIFEST][1] == '"4"'


def test_filling_goes_step_by_step_and_only_forward(index: TicketIndex, clock: Clock) -> None:
    def page(*numbers: int) -> list[TicketDocument]:
        return [document(n, f"printer {n}") for n in numbers]

    index.update("noord", [document(2, "scanner", version=5)])
    assert index.unfilled("noord") == ""
    index.fill("noord", page(1, 2), at="", then="page-2")
    assert index.unfilled("noord") == "page-2"
    index.fill("noord", page(1, 2), at="", then="page-2")  # another worker, late
    index.fill("noord", page(3), at="page-2", then=None)
    index.fill("noord", page(3), at="page-2", then="page-3")  # and later still
    assert index.unfilled("noord") is None
    assert set(found(index, "printer")) == {"ACME-1", "ACME-3"}
    assert found(index, "scanner") == ["ACME-2"]
