"""What other terms would do to a ticket's promises, before anybody is held to them."""

from datetime import datetime

import msgspec

from helpdesk.domain.clock_data import Clock
from helpdesk.domain.policies import ClockKind


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A promise that would move. `late`: it would be broken at once; None as instant: it does not run."""

    clock: ClockKind
    team: str | None = None
    was_due_at: datetime | None = None
    due_at: datetime | None = None
    was_late: bool = False
    late: bool = False


def moves(before: tuple[Clock, ...], after: tuple[Clock, ...], at: datetime) -> tuple[Move, ...]:
    """Compare a ticket's clocks with what `promises.retargeted` would make of them at `at`."""
    old = {(clock.kind, clock.team): clock for clock in before}
    new = {(clock.kind, clock.team): clock for clock in after}
    found = (
        _move(kind, team, old.get((kind, team)), new.get((kind, team)), at) for kind, team in {**old, **new}
    )
    return tuple(move for move in found if move is not None)


def _move(
    kind: ClockKind, team: str | None, old: Clock | None, new: Clock | None, at: datetime
) -> Move | None:
    if old is not None and new is not None and _promise(old) == _promise(new):
        return None
    return Move(
        clock=kind,
        team=team,
        was_due_at=old.due_at if old else None,
        due_at=new.due_at if new else None,
        was_late=_late(old, at),
        late=_late(new, at),
    )


def _promise(clock: Clock) -> tuple[object, ...]:
    """What a customer would notice: the instant, or how much is left while it waits."""
    return (clock.due_at, clock.budget if clock.due_at is None else None, clock.stopped_at, clock.met_at)


def _late(clock: Clock | None, at: datetime) -> bool:
    if clock is None or clock.met_at is not None or clock.stopped_at is not None:
        return False
    if clock.due_at is not None:
        return clock.due_at <= at
    return clock.breached_at is not None
