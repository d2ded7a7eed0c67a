"""Killed at any write, run twice, or hours late: the checker leaves one and the same timeline."""

import functools
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.ids import TicketRef
from helpdesk.usecases.check_promises import check
from tests.usecases.house import ACME, House, letter
from tests.usecases.promising import promising, story, told

REFS = [TicketRef(ACME, number) for number in (1, 2, 3)]
END = 5 * 60  # minutes: by then every step has fired; 10:00 to 15:00 in Amsterdam


class Killed(BaseException):
    """The process ends here, as a timeout of Lambda ends it."""


def house_with_tickets() -> House:
    house = promising()
    for number in range(3):
        house.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
    return house


def everything(house: House) -> object:
    """Timelines, tickets as they stand, and what somebody was told, nobody twice.

    To whom depends on how late it is: whoever has the ticket by then hears of it.
    """
    for ref in REFS:
        assert len(set(told(house, ref))) == len(told(house, ref))
    return [
        (story(house, ref), sorted({what[1:] for what in told(house, ref)}), _standing(house, ref))
        for ref in REFS
    ]


@functools.cache
def on_time() -> object:
    """What a checker leaves that never fails and is never late."""
    house = house_with_tickets()
    start = house.now
    for minute in range(END + 1):
        house.check(start + timedelta(minutes=minute))
    return everything(house)


def test_on_time_the_whole_ladder_is_climbed() -> None:
    house = house_with_tickets()
    for minute in range(END + 1):
        house.check(house.now.replace(hour=9, minute=0) + timedelta(minutes=minute))
    steps = [entry[1:3] for entry in story(house, REFS[0]) if entry[0] == "clock"]

    assert steps.count(("first-response", "warned")) == 2
    assert steps.count(("ola", "breached")) == 1
    assert ("change", "team", None, "experts") in story(house, REFS[0])
    assert ("change", "priority", "normal", "high") in story(house, REFS[0])
    assert ("nina@noord.example", "resolution", "escalated") in told(house, REFS[0])
    assert ("sol@noord.example", "ola", "breached") in told(house, REFS[0])


@settings(max_examples=60)
@given(st.lists(st.integers(0, END - 1), max_size=12), st.integers(1, 3))
def test_whenever_it_runs_and_however_often_the_story_is_the_same(at: Sequence[int], times: int) -> None:
    house = house_with_tickets()
    start = house.now
    for minute in (*sorted(at), END):
        for _ in range(times):
            house.check(start + timedelta(minutes=minute))

    assert everything(house) == on_time()


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, END), st.integers(0, 6), st.booleans()), min_size=1, max_size=8),
)
def test_killed_at_any_write_the_next_run_makes_the_story_whole(
    kills: Sequence[tuple[int, int, bool]],
) -> None:
    house = house_with_tickets()
    start = house.now
    for minute, writes, after in sorted(kills):
        house.now = start + timedelta(minutes=minute)
        _run_until_killed(house, writes, after=after)
    house.check(start + timedelta(minutes=END))

    assert everything(house) == on_time()


@pytest.mark.parametrize("writes", range(8))
def test_two_runs_at_once_make_one_story(writes: int) -> None:
    house = house_with_tickets()
    start = house.now
    for minute in (35, 65, 80, 110, 125, END):
        house.now = start + timedelta(minutes=minute)
        _let_another_run(house, writes)
        house.check(house.now)

    assert everything(house) == on_time()


def _run_until_killed(house: House, writes: int, *, after: bool) -> None:
    """Kill it before (or right after) so many writes went through."""
    store, done = house.checker.store, 0
    original = store.write

    def write(change: object) -> object:
        nonlocal done
        if done == writes and not after:
            raise Killed
        stored = original(change)  # type: ignore[arg-type]
        done += 1
        if done > writes and after:
            raise Killed
        return stored

    store.write = write  # type: ignore[assignment, method-assign]
    try:
        check(house.checker, lambda: True)
    except Killed:
        pass
    finally:
        store.write = original  # type: ignore[method-assign]


def _let_another_run(house: House, after: int) -> None:
    """Another run of the checker comes between a read and its write, `after` writes from now."""

    def step(left: int) -> None:
        if left:
            house.memory.before_write.append(lambda: step(left - 1))
        else:
            check(house.checker, lambda: True)

    house.memory.before_write.append(lambda: step(after))


def _standing(house: House, ref: TicketRef) -> tuple[object, ...]:
    ticket = house.ticket(ref)
    return (ticket.team, ticket.priority, ticket.updated_at, ticket.clocks, ticket.next_action_at)
