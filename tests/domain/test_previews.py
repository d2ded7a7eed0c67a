"""Which promises would move, and which would be late at once, under other terms."""

from helpdesk.domain import promises
from helpdesk.domain.clock_data import Clock, Terms
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.previews import Move, moves
from tests.domain.sla_builders import at, calendar, only, rule, terms_of

OFFICE = only(calendar())
MONDAY, NOW = at("2026-11-23 09:00"), at("2026-11-23 12:00")
HELD = promises.opened(terms_of(rule(targets={"resolution": "PT8H"})), MONDAY, state="open").clocks


def under(terms: Terms | None, held: tuple[Clock, ...] = HELD, state: str = "open") -> tuple[Move, ...]:
    after = promises.retargeted(held, terms, OFFICE, NOW, opened_at=MONDAY, state=state)
    return moves(held, after.clocks, NOW)


def test_the_same_terms_move_nothing() -> None:
    assert under(terms_of(rule(id="other-name", targets={"resolution": "PT8H"}))) == ()


def test_a_longer_and_a_shorter_target() -> None:
    was = at("2026-11-23 17:00")
    assert under(terms_of(rule(targets={"resolution": "PT9H"}))) == (
        Move(clock=ClockKind.RESOLUTION, was_due_at=was, due_at=at("2026-11-24 10:00")),
    )
    assert under(terms_of(rule(targets={"resolution": "PT2H"}))) == (
        Move(clock=ClockKind.RESOLUTION, was_due_at=was, due_at=at("2026-11-23 11:00"), late=True),
    )


def test_another_calendar_moves_it_too() -> None:
    short = calendar(week={"mon": [["09:00", "13:00"]], "tue": [["09:00", "13:00"]]})
    assert under(terms_of(rule(calendar="short", targets={"resolution": "PT8H"}), short)) == (
        # Three hours are spent; the hour until 13:00 and four on Tuesday are left.
        Move(clock=ClockKind.RESOLUTION, was_due_at=at("2026-11-23 17:00"), due_at=at("2026-11-24 13:00")),
    )


def test_a_promise_that_goes_and_one_that_comes() -> None:
    assert under(None) == (Move(clock=ClockKind.RESOLUTION, was_due_at=at("2026-11-23 17:00")),)
    assert under(terms_of(rule(targets={"resolution": "PT8H"})), held=()) == (
        Move(clock=ClockKind.RESOLUTION, due_at=at("2026-11-23 17:00")),
    )


def test_a_waiting_promise_moves_by_what_is_left() -> None:
    waiting = promises.state_changed(
        HELD, OFFICE, at("2026-11-23 11:00"), old="open", new="waiting-customer"
    ).clocks
    same, longer = (
        terms_of(rule(targets={"resolution": "PT8H"})),
        terms_of(rule(targets={"resolution": "PT9H"})),
    )
    assert under(same, waiting, "waiting-customer") == ()
    assert under(longer, waiting, "waiting-customer") == (Move(clock=ClockKind.RESOLUTION),)
