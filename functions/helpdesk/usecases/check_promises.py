"""Each minute: let the clocks that are due tell their tickets, and nudge deliveries left behind.

Reads only what is due. Killed at any point, run twice or late, it leaves the same timeline: each ticket
is one conditional write, and its steps remember that they fired.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.timeline import SYSTEM
from helpdesk.ports import CheckerStore, Directory, DueTicket, NewId, TicketWrite
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import home_of, retrying

STALE_AFTER = timedelta(minutes=2)
"""The stream has carried a delivery to `outbox` long before that; after it, the sweep does."""

_BATCH = 500


class CheckerDeps(msgspec.Struct, frozen=True, kw_only=True):
    """Gathered once by bootstrap. `redeliver` puts deliveries back on the outbox queue."""

    store: CheckerStore
    directory: Directory
    agreements: Agreements
    redeliver: Callable[[Iterable[Delivery]], None]
    now: Callable[[], datetime]
    new_id: NewId


class Checked(msgspec.Struct, kw_only=True):
    """What one run did. `lateness`: seconds the most overdue ticket had waited for it."""

    fired: int = 0
    failed: int = 0
    redelivered: int = 0
    lateness: float = 0.0
    more: bool = False  # time or batch ran out: the next run goes on
    failures: list[str] = []


def check(deps: CheckerDeps, time_left: Callable[[], bool]) -> Checked:
    """Work through what is due while `time_left()` says so. One broken ticket does not hold up the rest."""
    now = deps.now()
    checked = Checked(failures=[])
    for due in deps.store.due(now, _BATCH):
        if not time_left():
            checked.more = True
            break
        checked.lateness = max(checked.lateness, (now - due.due).total_seconds())
        _check_one(deps, due, now, checked)
    checked.more = checked.more or checked.fired + checked.failed >= _BATCH
    if time_left():
        stale = list(deps.store.stale_deliveries(now - STALE_AFTER, _BATCH))
        deps.redeliver(stale)
        checked.redelivered = len(stale)
    return checked


def _check_one(deps: CheckerDeps, due: DueTicket, now: datetime, checked: Checked) -> None:
    try:
        retrying(lambda: _tick(deps, due, now))
        checked.fired += 1
    except NotFound:
        checked.failures.append(f"{due.ref}: gone")  # erased between index and read
    except HelpdeskError as error:
        checked.failed += 1
        checked.failures.append(f"{due.ref}: {error.code}: {error.detail}")


def _tick(deps: CheckerDeps, due: DueTicket, now: datetime) -> None:
    ticket = deps.store.get(due.ref)
    if ticket.next_action_at is None or ticket.next_action_at > now:
        return  # somebody was here first
    home = home_of(deps.directory, deps.agreements, due.ref.scope)
    act = Act(by=SYSTEM, at=now, agreement=home.agreement, new_id=deps.new_id)
    after, entries = changes.tick(ticket, act)
    if after != ticket:
        deps.store.write(TicketWrite(ticket=after, entries=entries))
