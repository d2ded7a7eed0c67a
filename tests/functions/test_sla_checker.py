"""The checker's handler: it answers with what it did, and minds its time."""

from datetime import timedelta

from helpdesk.domain.timeline import ClockEntry
from sla_checker.handler import respond
from tests.functions.queues import Context
from tests.usecases.house import House, letter


def test_it_fires_what_is_due_and_sweeps() -> None:
    house = House()
    ticket = house.opened(letter())
    house.later(hours=5)

    assert respond(house.checker, {}, Context()) == {"fired": 1, "failed": 0, "redelivered": 1}  # type: ignore[arg-type]
    assert any(isinstance(entry, ClockEntry) for entry in house.timeline(ticket.ref))
    assert respond(house.checker, {}, Context())["fired"] == 0  # type: ignore[arg-type]


def test_with_little_time_left_it_leaves_the_rest_to_the_next_run() -> None:
    house = House()
    house.opened(letter())
    house.now += timedelta(hours=5)

    assert respond(house.checker, {}, Context(milliseconds_left=5_000))["fired"] == 0  # type: ignore[arg-type]
    assert respond(house.checker, {}, Context())["fired"] == 1  # type: ignore[arg-type]
