"""Taking away all that a closed organisation or desk has, in steps that may be killed and taken again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.privacy.jobs import PrivacyJob, Step, finished
from helpdesk.domain.privacy.stories import Object
from helpdesk.usecases.privacy.deps import PrivacyDeps

_LAG: Final = timedelta(seconds=10)
"""Lists show for a moment what was deleted just now."""


def purge(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The job after one more step. Before its time has come, it only looks whether that was taken back."""
    return _begin(deps, job) if job.step is Step.DOORS else purged_further(deps, job)


def purged_further(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """One more step of an organisation whose time has come."""
    steps: dict[Step, Callable[[PrivacyDeps, PrivacyJob], PrivacyJob]] = {
        Step.TICKETS: _tickets,
        Step.PEOPLE: _people,
        Step.SETUP: _setup,
    }
    return steps[job.step](deps, job)


def _begin(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    tenant = deps.estates.tenant(job.scope)
    if tenant is None or tenant.closing_at is None:
        return finished(job, deps.now())
    if tenant.closing_at > deps.now():
        return replace(job, next_at=tenant.closing_at)
    return replace(job, step=Step.TICKETS)


def _tickets(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    found = deps.estates.tickets(job.scope)
    if not found:
        return replace(job, step=Step.PEOPLE)
    gone = 0
    for ticket in found:
        for raw in deps.estates.raws(ticket.ref):
            deps.objects.delete(Object(bucket="mail", key=raw))
        gone += deps.estates.delete_ticket(ticket.ref)
    after = replace(job, counts=replace(job.counts, tickets=job.counts.tickets + gone), seen=job.seen + gone)
    return after if gone else replace(after, next_at=deps.now() + _LAG)


def _people(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    found = deps.estates.people(job.scope)
    if not found:
        return replace(job, step=Step.SETUP)
    for person in found:
        elsewhere = deps.traces.elsewhere(person.emails, job.scope)
        for address in person.emails:
            if address not in elsewhere:
                account = deps.accounts.account_of(address)
                for name in {address, account} - {None}:
                    deps.traces.forget_account(str(name))
                deps.accounts.delete(address)
        deps.estates.delete_person(person)
    return job


def _setup(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """Files, mail in quarantine, sign-in providers, settings; the last to go is what says that it exists."""
    scope = job.scope
    if any(deps.objects.delete_some("files", prefix) for prefix in (f"{scope}/", f"_exports/{scope}/")):
        return job

    def theirs(_: str, tenant: str | None) -> bool:
        return tenant == scope.tenant

    for raw in deps.traces.quarantined(scope.desk, theirs):
        deps.objects.delete(Object(bucket="mail", key=raw))
    deps.traces.forget_quarantined(scope.desk, theirs)
    for provider in deps.sso.of_desk(scope.desk):
        if provider.tenant == scope.tenant:
            deps.vault.delete(provider.secret_name)
            deps.sso.delete(provider)
    tenant = deps.estates.tenant(scope)
    if tenant is not None:
        deps.audit.add(_told(job, tenant.name, deps))
        deps.estates.delete_setup(tenant)
    return finished(job, deps.now())


def _told(job: PrivacyJob, name: str, deps: PrivacyDeps) -> AuditEvent:
    """The same id however often this step is taken."""
    return AuditEvent(
        id=job.id, at=deps.now(), desk=job.scope.desk, what="purge", by=job.by, name=name,
        subject={"tenant": job.scope.tenant}, why=f"closed on {job.at.date()}",
    )  # fmt: skip
