"""Jobs about one person: one of a kind at a time, found while there is something to do."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step, fingerprint, finished
from helpdesk.domain.privacy.words import Identity
from helpdesk.ports.privacy import DuePrivacyJobs
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.storage.table import Table
from tests.contract.builders import NOW
from tests.fakes.privacy import FakePrivacyJobs

ACME = TenantRef("noord", "acme")


@pytest.fixture
def jobs(backend: str, request: pytest.FixtureRequest) -> DuePrivacyJobs:
    if backend == "memory":
        return FakePrivacyJobs()
    table = request.getfixturevalue("table")
    assert isinstance(table, Table)
    return TablePrivacyJobs(table)


def a_job(job_id: str = "j1", *, kind: JobKind = JobKind.ERASURE, person: str = "kim") -> PrivacyJob:
    return PrivacyJob(
        id=job_id, kind=kind, scope=ACME, person=fingerprint(ACME, person), step=Step.DOORS, next_at=NOW,
        identity=Identity(ids=(person,), names=("Kim Bakker",)), by="lin@noord.example", at=NOW,
    )  # fmt: skip


def test_a_desk_lists_those_of_all_its_tenants_newest_first(jobs: DuePrivacyJobs) -> None:
    other, elsewhere = TenantRef("noord", "acme-2"), TenantRef("noord-2", "acme")
    jobs.add(a_job())
    jobs.add(replace(a_job("j2"), scope=other))
    jobs.add(replace(a_job("j3"), scope=elsewhere))
    further = replace(a_job(), seen=7)
    assert jobs.save(a_job(), further)
    assert not jobs.save(a_job(), replace(further, seen=9))

    assert [job.id for job in jobs.of_desk("noord", 10)] == ["j2", "j1"]
    assert jobs.of_desk("noord", 10)[1] == further
    assert [job.id for job in jobs.of_desk("noord", 1)] == ["j2"]


def test_a_job_about_the_desk_itself_is_one_of_its_own(jobs: DuePrivacyJobs) -> None:
    whole = replace(a_job("d1", kind=JobKind.DESK_PURGE, person=""), scope=TenantRef("noord", ""), person="")
    jobs.add(whole)
    with pytest.raises(Conflict):
        jobs.add(replace(whole, id="d2"))
    jobs.add(a_job())

    assert [job.id for job in jobs.of_desk("noord", 10)] == ["j1"]
    assert jobs.of_whole_desk("noord") == whole
    assert jobs.of_whole_desk("host") is None
    assert [job.id for job in jobs.due(NOW)].count("d1") == 1
    done = finished(whole, NOW)
    assert jobs.save(whole, done)
    assert jobs.of_whole_desk("noord") == done
    jobs.add(replace(whole, id="d3"))
    assert sorted(job.id for job in jobs.due(NOW)) == ["d3", "j1"]


def test_one_of_a_kind_for_a_person_at_a_time(jobs: DuePrivacyJobs) -> None:
    jobs.add(a_job())
    jobs.add(a_job("j2", kind=JobKind.EXPORT))
    jobs.add(a_job("j3", person="pim"))

    with pytest.raises(Conflict):
        jobs.add(a_job("j4"))
    assert [job.id for job in jobs.of_tenant(ACME)] == ["j1", "j2", "j3"]
    assert jobs.of_tenant(TenantRef("noord", "acme-2")) == ()


def test_it_is_due_until_it_is_done(jobs: DuePrivacyJobs) -> None:
    job = a_job()
    jobs.add(job)
    later = replace(job, step=Step.TICKETS, next_at=NOW + timedelta(minutes=5))

    assert list(jobs.due(NOW - timedelta(seconds=1))) == []
    assert list(jobs.due(NOW)) == [job]
    assert jobs.save(job, later)
    assert list(jobs.due(NOW)) == []
    assert list(jobs.due(NOW + timedelta(minutes=5))) == [later]
    done = finished(later, NOW)
    assert jobs.save(later, done)
    assert list(jobs.due(NOW + timedelta(days=9))) == []
    assert jobs.of_tenant(ACME) == (done,)
    assert done.identity == Identity()
    jobs.add(a_job("j2"))


def test_what_another_run_changed_is_not_overwritten(jobs: DuePrivacyJobs) -> None:
    job = a_job()
    jobs.add(job)

    assert jobs.save(job, replace(job, seen=1))
    assert not jobs.save(job, replace(job, seen=2))
    assert jobs.of_tenant(ACME)[0].seen == 1
