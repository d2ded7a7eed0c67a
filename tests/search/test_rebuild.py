"""An index is built anew beside the one that answers, and takes its place without losing anything."""

from pathlib import Path

from helpdesk.search.index import TicketIndex
from helpdesk.search.manifest import decode
from helpdesk.usecases.search_feed import feed, fill
from helpdesk.usecases.search_rebuild import rebuild
from tests.contract.builders import ACME, ACME_TWO
from tests.search.house import House
from tests.search.test_similar import Topics
from tests.search.things import NOORD, found

FOUND = "type:ticket printer"


def filled(tmp_path: Path) -> House:
    house = House(tmp_path, encoder=Topics())
    refs = [house.write(ACME, n, f"Printer {n}") for n in range(1, 8)]
    refs.append(house.write(ACME_TWO, 1, "Printer"))
    feed(house.feed(), refs)
    fill(house.feed(), "noord", lambda: True)
    return house


def test_search_answers_all_the_while_and_knows_what_came_meanwhile(tmp_path: Path) -> None:
    house = filled(tmp_path)
    reader, index = house.index("reader"), house.index("builder")
    seen: list[int] = []
    told: list[tuple[int, int]] = []

    def tell(done: int, about: int) -> None:
        told.append((done, about))
        seen.append(len(found(reader, FOUND, limit=50)))
        if len(seen) == 2:
            feed(house.feed(), [house.write(ACME, 99, "Printer that came meanwhile")])

    done = rebuild(house.feed(), index, "noord", "again", tell)
    assert min(seen) == 8
    assert len(found(reader, FOUND, limit=50)) == 9
    assert index.unfilled("noord") is None
    assert told[-1] == (done, done)
    assert index.size("noord") == done


def test_what_the_table_no_longer_has_is_gone(tmp_path: Path) -> None:
    house = filled(tmp_path)
    ghost = house.write(ACME, 50, "Printer ghost")
    feed(house.feed(), [ghost])
    house.erase(ghost)  # and nobody said so
    reader = house.index("reader")
    assert found(reader, "ghost") == ["ACME-50"]
    rebuild(house.feed(), house.index("builder"), "noord", "again", lambda done, about: None)
    assert found(reader, "ghost", NOORD) == []


def test_writers_go_on_with_the_new_one(tmp_path: Path) -> None:
    house = filled(tmp_path)
    rebuild(house.feed(), house.index("builder"), "noord", "again", lambda done, about: None)
    feed(house.feed(), [house.write(ACME, 3, "", "scanner")])
    index: TicketIndex = house.index("reader")
    assert found(index, "scanner") == ["ACME-3"]
    manifest = decode(house.objects.kept["noord/v2/manifest.json"][0])
    assert all(pack.key in house.objects.kept for pack in manifest.packs)
    assert "noord/v2-again/manifest.json" not in house.objects.kept
