"""Holding open tickets to edited agreements, page by page; it goes on where it stopped.

No update of the tickets: `updated_at` stays and nobody is told but the timeline. What is due by the new
terms is for the next run of the checker.
"""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.calendars import Calendar
from helpdesk.domain.changes import Act, Agreement, Moved
from helpdesk.domain.clock_states import ClockBehaviour
from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.errors import NotFound
from helpdesk.domain.policies import TicketFacts
from helpdesk.domain.promises import Terms
from helpdesk.domain.recalculations import MOST_PASSES, Recalculation
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import SYSTEM
from helpdesk.ports import CheckerStore, Directory, NewId, PageRequest, TicketWrite
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import retrying

_PAGE = 50


class Edited:
    """The agreement after an edit, under which clocks may still run on a calendar as it was before."""

    def __init__(self, after: Agreement, before: Callable[[str], Calendar | None]) -> None:
        self._after = after
        self._before = before

    def terms(self, facts: TicketFacts) -> Terms | None:
        """Those of now."""
        return self._after.terms(facts)

    def calendar(self, calendar_id: str) -> Calendar | None:
        """The one that clocks ran on so far."""
        return self._before(calendar_id) or self._after.calendar(calendar_id)

    @property
    def behaviour(self) -> ClockBehaviour:
        """That of now."""
        return self._after.behaviour


def retargeted(ticket: Ticket, tenant: Tenant, act: Act, edited_at: datetime) -> Moved:
    """The ticket under `act.agreement`, which holds since `edited_at`, whenever that is noticed."""
    since = max(edited_at, ticket.created_at)
    return changes.rechoose(replace(ticket, policy=tenant.policy), act, since)


class Recalculator:
    """Works on one job. `fresh` configuration: the one the job was written with, or a later one."""

    def __init__(
        self, store: CheckerStore, directory: Directory, agreements: Agreements, new_id: NewId
    ) -> None:
        self._store = store
        self._directory = directory
        self._agreements = agreements
        self._new_id = new_id

    def work_on(self, job: Recalculation, now: datetime, time_left: Callable[[], bool]) -> Recalculation:
        """Go on with the job while there is time; it is remembered after each page."""
        try:
            config = self._directory.fresh(job.desk)
        except NotFound:  # the desk is gone, and its tickets with it
            self._store.save_recalculation(job, done=True)
            return job
        while time_left():
            job = self._page(job, config, now)
            finished = job.cursor is None and (not job.moved_in_pass or job.passes >= MOST_PASSES)
            if job.cursor is None:
                job = replace(job, moved_in_pass=0)
            self._store.save_recalculation(job, done=finished)
            if finished:
                break
        return job

    def _page(self, job: Recalculation, config: DeskConfig, now: datetime) -> Recalculation:
        page = self._store.queue(job.desk, PageRequest(limit=_PAGE, cursor=job.cursor))
        moved = failed = 0
        for ticket in page.tickets:
            tenant = config.tenants.get(ticket.ref.scope.tenant)
            if tenant is None or tenant.ref.tenant not in job.tenants:
                continue
            try:
                moved += self._move(ticket, job, config, tenant, now)
            except Exception:  # noqa: BLE001 - one ticket that cannot be read or counted must not hold up the rest
                failed += 1
        return replace(
            job,
            cursor=page.next,
            passes=job.passes + (page.next is None),
            moved=job.moved + moved,
            moved_in_pass=job.moved_in_pass + moved,
            failed=job.failed + failed,
        )

    def _move(
        self, listed: Ticket, job: Recalculation, config: DeskConfig, tenant: Tenant, now: datetime
    ) -> bool:
        agreement = Edited(self._agreements.of(config, tenant), self._before(job))
        act = Act(by=SYSTEM, at=now, agreement=agreement, new_id=self._new_id)
        if retargeted(listed, tenant, act, job.edited_at)[0] == listed:
            return False  # spares a read for each of those that stay where they are

        def attempt() -> bool:
            ticket = self._store.get(listed.ref)
            after, entries = retargeted(ticket, tenant, act, job.edited_at)
            if not ticket.open or after == ticket:
                return False
            self._store.write(TicketWrite(ticket=after, entries=entries))
            return True

        return retrying(attempt)

    def _before(self, job: Recalculation) -> Callable[[str], Calendar | None]:
        def find(calendar_id: str) -> Calendar | None:
            spec = job.calendars.get(calendar_id)
            return self._agreements.compiled(spec) if spec else None

        return find
