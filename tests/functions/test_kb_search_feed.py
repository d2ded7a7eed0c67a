"""The index feed: what the queue says is found a moment later, and only what failed goes back."""

import itertools
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext
from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import SearchScope
from helpdesk.usecases.search_feed import PAGE, FeedDeps, feed, fill
from kb_search.feed import look_after, respond
from tests.contract.builders import ACME, ACME_TWO, GLOBEX, LISA
from tests.fakes import FakeDirectoryEditor
from tests.search.house import House
from tests.search.things import found

EVERYTHING = SearchScope(desks=frozenset({"noord", "host"}))


class Context(LambdaContext):
    """A Lambda context with so much time left at each question; without end, if nothing is said."""

    def __init__(self, left: Sequence[int] = ()) -> None:
        self._left = iter(left) if left else itertools.repeat(100_000)

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override] # nor is it static there
        return next(self._left)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def event(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies)]}


def message(ref: TicketRef) -> str:
    return json.dumps({"desk": ref.scope.desk, "tenant": ref.scope.tenant, "number": ref.number})


def take(deps: FeedDeps, batch: dict[str, Any], left: Sequence[int] = ()) -> list[str]:
    """Feed a batch; the messages that go back to the queue."""
    answer = respond(deps, batch, Context(left))
    return [str(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]


def test_a_changed_ticket_is_found(house: House) -> None:
    ref = house.write(
        ACME, 1, "Printer jams", "paper is stuck", note="call Jansen", attachment="error-log.txt"
    )
    assert take(house.feed(), event(message(ref))) == []
    index = house.index("reader")
    for query in ("printer", "stuck", "jansen", "error-log.txt", "acme-1", "lisa"):
        assert found(index, f"type:ticket {query}", EVERYTHING) == ["ACME-1"], query
    assert found(index, "lisa", EVERYTHING)[0] == LISA.id  # the person, too
    house.write(ACME, 1, "", "the fuser is broken")
    take(house.feed(), event(message(ref)))
    assert found(index, "fuser", EVERYTHING) == ["ACME-1"]


def test_people_are_found_as_they_are_now_and_not_once_they_are_gone(house: House) -> None:
    told = json.dumps({"desk": "noord", "tenant": "acme", "person": LISA.id})
    people = FakeDirectoryEditor(house.memory)
    take(house.feed(), event(told))
    assert found(house.index("reader"), "type:person lisa", EVERYTHING) == [LISA.id]

    known = house.memory.people[ACME, LISA.id]
    people.put_person(replace(known, name="Elisabeth Bos"))
    take(house.feed(), event(told))
    assert found(house.index("reader"), "type:person elisabeth", EVERYTHING) == [LISA.id]

    del house.memory.people[ACME, LISA.id]
    take(house.feed(), event(told))
    assert found(house.index("reader"), "type:person lisa", EVERYTHING) == []
    assert found(house.index("reader"), "elisabeth", EVERYTHING) == []


def test_notes_stay_with_the_desk(house: House) -> None:
    ref = house.write(ACME, 1, "Printer jams", note="difficult customer")
    feed(house.feed(), [ref])
    assert found(house.index("reader"), "difficult", SearchScope(tenants=frozenset({ACME}))) == []


def test_one_commit_per_desk_however_long_the_batch(house: House) -> None:
    refs = [house.write(ACME, n, f"Printer {n}") for n in range(1, 6)]
    refs += [house.write(ACME_TWO, 1, "Printer"), house.write(GLOBEX, 1, "Printer")]
    deps = house.feed()
    fill(deps, "noord", lambda: True)
    fill(deps, "host", lambda: True)
    for ref in refs:
        house.write(ref.scope, ref.number, "", "again")
    house.objects.calls.clear()
    house.store.read.clear()
    bodies = [message(ref) for ref in refs] * 3
    assert take(deps, event(*bodies)) == []
    manifests = [key for verb, key in house.objects.calls if verb == "put" and key.endswith("manifest.json")]
    assert sorted(manifests) == ["host/v2/manifest.json", "noord/v2/manifest.json"]
    assert sorted(house.store.read) == sorted(refs)  # each ticket once


def test_a_poison_message_goes_back_alone(house: House) -> None:
    good = house.write(ACME, 1, "Printer jams")
    poison = ["not json", '{"desk":"noord"}', '{"desk":"no/rd","tenant":"acme","number":1}', "[]", "null"]
    failed = take(house.feed(), event(*poison, message(good)))
    assert failed == ["m0", "m1", "m2", "m3", "m4"]
    assert found(house.index("reader"), "printer", EVERYTHING) == ["ACME-1"]


def test_a_ticket_that_cannot_be_read_goes_back_alone(house: House) -> None:
    good, bad = house.write(ACME, 1, "Printer jams"), house.write(ACME, 2, "Printer burns")
    feed(house.feed(), [good])
    house.store.broken.add(bad)
    failed = take(house.feed(), event(message(bad), message(good), message(bad)))
    assert failed == ["m0", "m2"]


def test_a_desk_whose_index_cannot_be_written_goes_back_whole(house: House) -> None:
    noord, host = house.write(ACME, 1, "Printer"), house.write(GLOBEX, 1, "Printer")
    house.folder.joinpath("feed").mkdir()
    house.folder.joinpath("feed", "noord").write_text("no folder can be here")
    failed = take(house.feed(), event(message(noord), message(host)))
    assert failed == ["m0"]
    assert found(house.index("reader"), "printer", EVERYTHING) == ["GLOBEX-1"]


def test_an_erased_ticket_is_no_longer_found(house: House) -> None:
    ref = house.write(ACME, 1, "Printer jams")
    feed(house.feed(), [ref])
    house.erase(ref)
    assert feed(house.feed(), [ref]) == {}
    assert found(house.index("reader"), "printer", EVERYTHING) == []


def test_a_lost_index_is_filled_from_the_table(house: House) -> None:
    refs = [house.write(ACME, n, f"Printer {n}") for n in range(1, PAGE + 12)]
    refs += [house.write(ACME_TWO, n, f"Printer {n}") for n in range(1, 4)]
    last = house.write(ACME, 900, "Scanner")
    assert take(house.feed(), event(message(last))) == []
    index = house.index("reader")
    assert len(found(index, "printer", EVERYTHING, limit=100)) == len(refs)
    house.store.read.clear()
    take(house.feed(), event(message(last)))
    assert house.store.read == [last]  # it is complete: nothing else is read


@pytest.mark.parametrize("damage", ["lost", "broken"])
def test_a_damaged_index_heals_with_the_next_message(house: House, damage: str) -> None:
    refs = [house.write(ACME, n, f"Printer {n}") for n in range(1, 8)]
    take(house.feed(), event(message(refs[0])))
    if damage == "lost":
        house.objects.kept.clear()
    else:
        for key, (data, etag, at) in list(house.objects.kept.items()):
            house.objects.kept[key] = (data[:20], etag, at)
    take(house.feed(), event(message(refs[3])))
    assert len(found(house.index("reader"), "printer", EVERYTHING)) == len(refs)


def test_filling_stops_in_time_and_goes_on_with_the_next_batch(house: House) -> None:
    refs = [house.write(ACME, n, f"Printer {n}") for n in range(1, 2 * PAGE + 12)]
    index = house.index("reader")
    failed = take(house.feed(), event(message(refs[0])), [90_000, 90_000, 10_000])
    assert failed == []
    after_one = len(found(index, "printer", EVERYTHING, limit=100))
    assert after_one == PAGE + 1
    assert fill(house.feed(), "noord", lambda: True)
    assert index.unfilled("noord") is None
    for ref in refs:
        assert found(index, f"ACME-{ref.number}", EVERYTHING)[0] == f"ACME-{ref.number}"


def test_a_failure_while_filling_does_not_send_the_batch_back(house: House) -> None:
    good, bad = house.write(ACME, 1, "Printer jams"), house.write(ACME_TWO, 1, "Printer burns")
    house.store.broken.add(bad)
    assert take(house.feed(), event(message(good))) == []
    assert house.index("reader").unfilled("noord") is not None
    house.store.broken.clear()
    assert fill(house.feed(), "noord", lambda: True)
    assert len(found(house.index("reader"), "printer", EVERYTHING)) == 2


def test_a_desk_nobody_knows_has_an_empty_index(house: House) -> None:
    take(house.feed(), event('{"desk":"nowhere","tenant":"x","number":1}'))
    assert house.index("reader").unfilled("nowhere") is None


def test_no_records_no_work(house: House) -> None:
    assert take(house.feed(), {"Records": []}) == []
    assert house.objects.calls == []


def test_what_was_deleted_leaves_an_idle_desk_by_the_hourly_run(house: House) -> None:
    feed(house.feed(), [house.write(ACME, 1, "Printer", "xylophonequartet"), house.write(ACME, 2, "Mail")])
    deps = house.feed()
    deps.index.update("noord", [], gone=[TicketRef(ACME, 1)])

    def kept() -> bool:
        return any(b"xylophoneq" in data for data, _, _ in house.objects.kept.values())

    for hours in (0, 25, 2):
        assert kept()
        house.clock.advance(timedelta(hours=hours))
        assert look_after(deps, ["nowhere", "noord"], Context()) == {"batchItemFailures": []}
    assert look_after(deps, ["noord"], Context()) == {"batchItemFailures": []}
    assert not kept()


def test_the_hourly_run_stops_in_time(house: House) -> None:
    deps = house.feed()
    assert look_after(deps, ["noord", "host"], Context([59_000])) == {"batchItemFailures": []}
    assert house.objects.kept == {}
