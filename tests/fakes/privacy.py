"""Jobs about one person, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.domain.errors import Conflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import PrivacyJob


@dataclass
class FakePrivacyJobs:
    """By id."""

    jobs: dict[str, PrivacyJob] = field(default_factory=dict)

    def add(self, job: PrivacyJob) -> None:
        for one in self.of_tenant(job.scope):
            if (one.kind, one.person, one.done) == (job.kind, job.person, False):
                raise Conflict("this is under way already")
        self.jobs[job.id] = job

    def save(self, old: PrivacyJob, new: PrivacyJob) -> bool:
        if self.jobs.get(old.id) != old:
            return False
        self.jobs[new.id] = new
        return True

    def of_tenant(self, scope: TenantRef) -> tuple[PrivacyJob, ...]:
        return tuple(job for _, job in sorted(self.jobs.items()) if job.scope == scope)

    def of_desk(self, desk: str, most: int) -> tuple[PrivacyJob, ...]:
        found = [job for _, job in sorted(self.jobs.items(), reverse=True) if job.scope.desk == desk]
        return tuple([job for job in found if job.scope.tenant][:most])

    def of_whole_desk(self, desk: str) -> PrivacyJob | None:
        found = self.of_tenant(TenantRef(desk, ""))
        return found[-1] if found else None

    def due(self, now: datetime) -> Sequence[PrivacyJob]:
        waiting = [job for job in self.jobs.values() if not job.done and job.next_at <= now]
        return sorted(waiting, key=lambda job: job.next_at)
