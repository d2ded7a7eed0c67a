"""Each minute: let the clocks that are due tell their tickets, and nudge what was left behind.

Reads only what is due. Killed at any point, run twice or late, it leaves the same timeline: each ticket
is one conditional write, notices and all, and its steps remember that they fired.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from helpdesk.domain import changes, promises
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.errors import HelpdeskError, Unavailable, VersionConflict
from helpdesk.domain.timeline import SYSTEM
from helpdesk.ports import Attempts, CheckerStore, Directory, DueTicket, NewId, TicketWrite
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import home_of, retrying
from helpdesk.usecases.digests import send_digests
from helpdesk.usecases.handovers.working import HandoverDeps, work_all
from helpdesk.usecases.notices import Crowded, notices, single_notices
from helpdesk.usecases.recalculate import Recalculator

STALE_AFTER = timedelta(minutes=2)
"""The stream has carried a delivery to `outbox` long before that; after it, the sweep does."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
"""What cannot be processed is tried again ever more seldom: it must not eat the time of all others."""

MOST_DUE = 50_000
_MOST_WRITES = 10  # of one ticket in one run: a long outage can leave it more than one write of news
_STALE_AT_ONCE = 500
_MOST_UNAVAILABLE = 5


class CheckerDeps(msgspec.Struct, frozen=True, kw_only=True):
    """Gathered once by bootstrap. `redeliver` puts deliveries back on the outbox queue.

    `workers`: how many tickets are seen to at the same time. `handovers` None: not looked after here.
    """

    store: CheckerStore
    directory: Directory
    agreements: Agreements
    attempts: Attempts
    redeliver: Callable[[Iterable[Delivery]], None]
    now: Callable[[], datetime]
    new_id: NewId
    workers: int = 1
    handovers: HandoverDeps | None = None


class Checked(msgspec.Struct, kw_only=True):
    """What one run did. `lateness`: seconds the most overdue ticket had waited for it."""

    fired: int = 0
    failed: int = 0
    redelivered: int = 0
    digests: int = 0
    recalculated: int = 0
    handed_over: int = 0
    lateness: float = 0.0
    more: bool = False  # time ran out: the next run goes on
    failures: list[str] = []


class _Seen(NamedTuple):
    due: DueTicket
    lateness: timedelta
    fired: bool = False
    failure: str = ""
    unavailable: bool = False


def check(deps: CheckerDeps, time_left: Callable[[], bool], shards: Collection[int] | None = None) -> Checked:
    """Work through what is due while `time_left()` says so. One broken ticket does not hold up the rest.

    `shards`: only these of the work index. What is not sharded is done by the run that has shard 0.
    """
    now = deps.now()
    checked = Checked(failures=[])
    _see_to_all(deps, now, time_left, shards, checked)
    if shards is not None and 0 not in shards:
        return checked
    checked.digests = send_digests(deps.store, now, deps.new_id, time_left, more_to_come=checked.more)
    if time_left():
        checked.redelivered = _sweep(deps, now)
    recalculator = Recalculator(deps.store, deps.directory, deps.agreements, deps.new_id)
    for job in deps.store.recalculations(now) if time_left() else ():
        after = recalculator.work_on(job, now, time_left)
        checked.recalculated += after.moved - job.moved
        checked.failures += [f"recalculation {job.id}: {after.failed} tickets"] if after.failed else []
    if deps.handovers:
        checked.handed_over, failures = work_all(deps.handovers, time_left)
        checked.failures += failures
    return checked


def _see_to_all(
    deps: CheckerDeps,
    now: datetime,
    time_left: Callable[[], bool],
    shards: Collection[int] | None,
    checked: Checked,
) -> None:
    crowded = single_notices(deps.attempts, deps.now)
    dues = iter(deps.store.due(now, MOST_DUE, shards))
    unavailable = done = 0
    with _together(deps.workers) as each:
        while batch := list(islice(dues, 1 if deps.workers == 1 else 8 * deps.workers)):
            if not time_left() or unavailable >= _MOST_UNAVAILABLE:
                checked.more = True
                return
            for seen in each(lambda due: _see_to(deps, due, now, crowded), batch):
                _count(checked, seen)
                unavailable += seen.unavailable
            done += len(batch)
    checked.more = done >= MOST_DUE


def _count(checked: Checked, seen: _Seen) -> None:
    checked.lateness = max(checked.lateness, seen.lateness.total_seconds())
    checked.fired += seen.fired
    if seen.failure:
        checked.failed += 1
        checked.failures.append(f"{seen.due.ref.scope}#{seen.due.ref.number}: {seen.failure}")


def _see_to(deps: CheckerDeps, due: DueTicket, now: datetime, crowded: Crowded) -> _Seen:
    lateness = deps.now() - due.due
    try:
        return _Seen(due, lateness, fired=retrying(lambda: _tick(deps, due, now, crowded)))
    except Unavailable as error:
        return _Seen(due, lateness, failure=f"{error.code}: {error.detail}", unavailable=True)
    except VersionConflict as error:  # others write to it without end; the next run finds it in peace
        return _Seen(due, lateness, failure=f"{error.code}: {error.detail}")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one ticket, the others have promises too
        failure = f"{error.code}: {error.detail}" if isinstance(error, HelpdeskError) else repr(error)[:300]
        return _Seen(due, lateness, failure=failure + _postponed(deps, due, now))


def _postponed(deps: CheckerDeps, due: DueTicket, now: datetime) -> str:
    wait = min(FIRST_WAIT * 2 ** min(due.tries, 20), LONGEST_WAIT)
    try:
        deps.store.postpone(due, now + wait)
    except HelpdeskError as error:
        return f"; not postponed: {error.detail}"
    return f"; again in {wait}"


def _tick(deps: CheckerDeps, due: DueTicket, now: datetime, crowded: Crowded) -> bool:
    ticket = deps.store.get(due.ref)
    fired = False
    for _ in range(_MOST_WRITES):
        if ticket.next_action_at is None or ticket.next_action_at > now:
            break  # done, or somebody was here first
        home = home_of(deps.directory, deps.agreements, due.ref.scope)
        act = Act(by=SYSTEM, at=now, agreement=home.agreement, new_id=deps.new_id)
        after, entries = changes.tick(ticket, act)
        after = replace(after, next_action_at=promises.next_action_at(after.clocks))
        if after == ticket:
            raise RuntimeError(f"{ticket.key} is due and has nothing to do")
        told = notices(home.config, after, entries, now, deps.new_id, crowded=crowded)
        ticket = deps.store.write(TicketWrite(ticket=after, entries=entries, deliveries=told))
        fired = True
    return fired


def _sweep(deps: CheckerDeps, now: datetime) -> int:
    """Put stale deliveries on the queue again, each after twice the time of the last attempt."""
    stale = list(deps.store.stale_deliveries(now - STALE_AFTER, _STALE_AT_ONCE))
    deps.redeliver(stale)
    for delivery in stale:
        age = min(now - delivery.created_at, LONGEST_WAIT)
        deps.store.swept(delivery, now + age - STALE_AFTER)
    return len(stale)


_Each = Callable[[Callable[[DueTicket], _Seen], list[DueTicket]], Iterable[_Seen]]


@contextmanager
def _together(workers: int) -> Iterator[_Each]:
    if workers == 1:
        yield map
        return
    with ThreadPoolExecutor(workers) as pool:
        yield pool.map
