"""Goes on with exports, erasures and purges while there is time; a job is remembered after every step."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob
from helpdesk.usecases.privacy.deps import PrivacyDeps
from helpdesk.usecases.privacy.desk_purging import purge_desk
from helpdesk.usecases.privacy.erasing import erase
from helpdesk.usecases.privacy.exporting import export
from helpdesk.usecases.privacy.purging import purge

_LONGEST_PAUSE: Final = 60  # minutes
_DOES: Final = {
    JobKind.EXPORT: export,
    JobKind.ERASURE: erase,
    JobKind.PURGE: purge,
    JobKind.DESK_PURGE: purge_desk,
}


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """One run: steps that were taken, jobs that were finished, and that could not go on."""

    steps: int = 0
    finished: int = 0
    failed: int = 0


def work(deps: PrivacyDeps, time_left: Callable[[], bool]) -> Worked:
    """Take up what is due. Two runs at a time do no harm: the later one to save gives up."""
    worked = Worked()
    for job in deps.jobs.due(deps.now()):
        if not time_left():
            break
        try:
            steps, after = _go_on(deps, job, time_left)
            worked = replace(worked, steps=worked.steps + steps, finished=worked.finished + after.done)
        except Exception as error:  # noqa: BLE001 - one that cannot go on must not hold up the others
            deps.failed(job.id, error)
            worked = replace(worked, failed=worked.failed + 1)
    return worked


def _go_on(deps: PrivacyDeps, job: PrivacyJob, time_left: Callable[[], bool]) -> tuple[int, PrivacyJob]:
    steps = 0
    while not job.done and job.next_at <= deps.now() and time_left():
        try:
            after = _DOES[job.kind](deps, job)
        except Exception:
            pause = timedelta(minutes=min(_LONGEST_PAUSE, 2**job.failed))
            deps.jobs.save(job, replace(job, failed=min(job.failed + 1, 10), next_at=deps.now() + pause))
            raise
        after = replace(after, failed=0)
        if not deps.jobs.save(job, after):
            break  # another run is at it
        job, steps = after, steps + 1
    return steps, job
