"""Taking away a whole desk that was closed a month ago: its tenants one by one, then all it has itself.

Steps may be killed at any write and taken again: objects go before the rows that lead to them, and the row
that says that the desk exists goes last.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step, finished
from helpdesk.domain.privacy.stories import Object
from helpdesk.usecases.privacy.deps import PrivacyDeps
from helpdesk.usecases.privacy.purging import purged_further

SETTLING: Final = timedelta(minutes=10)
"""By then the index has heard of all that went, and writes nothing more."""


def purge_desk(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The job after one more step. Before its time has come, it only looks whether that was taken back."""
    steps: dict[Step, Callable[[PrivacyDeps, PrivacyJob], PrivacyJob]] = {
        Step.DOORS: _begin,
        Step.TENANTS: _tenants,
        Step.AGENTS: _agents,
        Step.INDEX: _index,
        Step.SETUP: _setup,
    }
    return steps[job.step](deps, job)


def _begin(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    config = deps.estates.desk(job.scope.desk)
    if config is None or config.desk.closing_at is None:
        return finished(job, deps.now())
    if config.desk.closing_at > deps.now():
        return replace(job, next_at=config.desk.closing_at)
    return replace(job, step=Step.TENANTS)


def _tenants(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The first that is left, a step further. Which one that was is remembered: the next begins anew."""
    config = deps.estates.desk(job.scope.desk)
    left = sorted(config.tenants) if config else []
    if not left:
        return replace(job, step=Step.AGENTS, tenant="", inner=None)
    tenant = left[0]
    step = job.inner if job.inner and job.tenant == tenant else Step.TICKETS
    its = replace(
        job, id=f"{job.id}-{tenant}", kind=JobKind.PURGE, scope=TenantRef(job.scope.desk, tenant), step=step
    )
    after = purged_further(deps, its)
    return replace(
        job, tenant=tenant, inner=None if after.done else after.step, counts=after.counts, seen=after.seen,
        next_at=after.next_at,
    )  # fmt: skip


def _agents(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """Who works for nobody else here, and asks for help nowhere, has no account any more."""
    desk = job.scope.desk
    config = deps.estates.desk(desk)
    for agent in config.agents.values() if config else ():
        address = agent.person.email
        if not deps.estates.elsewhere(address, desk):
            account = deps.accounts.account_of(address)
            for name in {address, account} - {None}:
                deps.traces.forget_account(str(name))
            deps.accounts.delete(address)
        deps.estates.delete_agent(desk, agent)
    if deps.estates.delete_knowledge(desk, deps.now().date()):
        return job
    return replace(job, step=Step.INDEX, next_at=deps.now() + SETTLING)


def _index(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """What searches read, files (pictures of articles), exports; mail in quarantine; providers' secrets."""
    desk = job.scope.desk
    places = (("index", f"{desk}/"), ("files", f"{desk}/"), ("files", f"_exports/{desk}/"))
    if any(deps.objects.delete_some(bucket, prefix) for bucket, prefix in places):
        return job
    for raw in deps.traces.quarantined(desk, _everybodys):
        deps.objects.delete(Object(bucket="mail", key=raw))
    deps.traces.forget_quarantined(desk, _everybodys)
    for provider in deps.sso.of_desk(desk):
        deps.vault.delete(provider.secret_name)
        deps.sso.delete(provider)
    return replace(job, step=Step.SETUP)


def _setup(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The rest, and last what says that it exists."""
    desk = job.scope.desk
    config = deps.estates.desk(desk)
    if config is not None:
        deps.audit.add(
            AuditEvent(
                id=job.id, at=deps.now(), desk=desk, what="purge", by=job.by, name=config.desk.name,
                subject={"desk": desk}, why=f"closed on {job.at.date()}",
            )
        )  # fmt: skip
    return job if deps.estates.delete_desk(desk) else finished(job, deps.now())


def _everybodys(_: str, __: str | None) -> bool:
    return True
