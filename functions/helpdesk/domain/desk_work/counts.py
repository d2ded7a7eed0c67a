"""How much waits in each view of the queue, counted from a bounded part of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.tickets import State, Ticket

SOON: Final = timedelta(hours=4)
"""What is due within this time is due soon; the app shows it so as well."""

MOST: Final = 99
_WAITING: Final = frozenset({State.WAITING_CUSTOMER, State.WAITING_OTHER})


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """`more`: there are at least so many. `overdue` is how many of them are."""

    count: int = 0
    overdue: int = 0
    more: bool = False

    def __add__(self, other: "Count") -> "Count":
        total = self.count + other.count
        return Count(
            count=min(total, MOST),
            overdue=min(self.overdue + other.overdue, MOST),
            more=self.more or other.more or total > MOST,
        )


class QueueCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One for each view of the queue that has a tile."""

    mine: Count = Count()
    unassigned: Count = Count()
    due: Count = Count()
    overdue: Count = Count()
    waiting: Count = Count()
    new: Count = Count()

    def __add__(self, other: "QueueCounts") -> "QueueCounts":
        return QueueCounts(
            mine=self.mine + other.mine,
            unassigned=self.unassigned + other.unassigned,
            due=self.due + other.due,
            overdue=self.overdue + other.overdue,
            waiting=self.waiting + other.waiting,
            new=self.new + other.new,
        )


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's open tickets as far as they were read: all of them, or the first and the last of the queue.

    `by_due`: the part in front, in which everything that is due stands before everything that is not.
    """

    by_due: tuple[Ticket, ...]
    behind: tuple[Ticket, ...] = ()
    complete: bool = True


def counted(sample: Sample, mine: Sequence[Ticket] | None, me: str, now: datetime) -> QueueCounts:
    """QueueCounts of one desk. `mine`: the agent's own tickets where `sample` does not hold them all."""
    everything = (*sample.by_due, *sample.behind)
    own = mine if mine is not None else [t for t in everything if t.assignee and t.assignee.id == me]
    in_time = sample.complete or _past(sample.by_due, now + SOON)

    def of(belongs: Callable[[Ticket], bool], *, complete: bool) -> Count:
        return _count([t for t in everything if belongs(t)], now, complete=complete)

    return QueueCounts(
        mine=_count(own, now, complete=len(own) <= MOST),
        unassigned=of(lambda t: t.assignee is None, complete=sample.complete),
        due=of(lambda t: is_due(t, now + SOON), complete=in_time),
        overdue=of(lambda t: is_due(t, now), complete=sample.complete or _past(sample.by_due, now)),
        waiting=of(lambda t: t.state in _WAITING, complete=sample.complete),
        new=of(lambda t: t.state is State.NEW, complete=sample.complete),
    )


def is_due(ticket: Ticket, by: datetime) -> bool:
    """Whether its next promise falls due by then."""
    due = ticket.next_due_at
    return due is not None and due <= by


def _past(by_due: Sequence[Ticket], moment: datetime) -> bool:
    """Whether the part that was read reaches beyond the moment: then nothing that is due by it is missing."""
    return bool(by_due) and not is_due(by_due[-1], moment)


def _count(found: Sequence[Ticket], now: datetime, *, complete: bool) -> Count:
    late = sum(is_due(ticket, now) for ticket in found)
    many = len(found)
    return Count(count=min(many, MOST), overdue=min(late, MOST), more=many > MOST or not complete)
