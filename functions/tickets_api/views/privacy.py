"""What is shown of exports and erasures."""

from datetime import datetime
from typing import Literal, cast

import msgspec

from helpdesk.domain.privacy.jobs import Counts, JobKind, PrivacyJob
from helpdesk.usecases.privacy.asking import Preview, Volume
from tickets_api.views.shapes import Instant


class PrivacyCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What there is of a person, or was found so far."""

    tickets: int
    messages: int
    files: int
    mails: int


class ExportVolume(msgspec.Struct, frozen=True, kw_only=True):
    """A ZIP file; the link works for five minutes."""

    name: str
    url: str


class PersonExport(msgspec.Struct, frozen=True, kw_only=True):
    """One export. `seen`: tickets of the organisation that were gone through so far."""

    id: str
    by: str
    at: datetime
    state: Literal["working", "done"]
    seen: int
    counts: PrivacyCounts
    done_at: datetime | None
    volumes: tuple[ExportVolume, ...]


class PersonExports(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first."""

    items: tuple[PersonExport, ...]


class ErasurePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What erasing would change. `complete` false: only the newest tickets were counted.

    `open`: tickets of theirs that are not solved. `elsewhere`: they belong to another organisation or desk
    here as well, and go on signing in there.
    """

    counts: PrivacyCounts
    open: int
    complete: bool
    confirm: str
    elsewhere: bool


class PersonErasure(msgspec.Struct, frozen=True, kw_only=True):
    """One erasure. `step`: doors, tickets, elsewhere, spare, objects, done."""

    id: str
    by: str
    at: datetime
    state: Literal["working", "done"]
    step: str
    seen: int
    counts: PrivacyCounts
    done_at: datetime | None


class PersonErasures(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first, and what there is to erase; null: there is nobody of that id."""

    preview: ErasurePreview | None
    items: tuple[PersonErasure, ...]


class DeskPrivacyJob(msgspec.Struct, frozen=True, kw_only=True):
    """One job. `purge`: of a whole tenant. `person`: whose data it is, while an export is made.

    `seen`: tickets that were gone through, or (of a purge) deleted. `next_at`: when it goes on; a purge waits
    for 30 days. `failed`: tries in a row that ended in an error.
    """

    id: str
    kind: Literal["export", "erasure", "purge"]
    tenant: str
    person: str | None
    by: str
    at: Instant
    state: Literal["working", "done"]
    step: str
    seen: int
    counts: PrivacyCounts
    next_at: Instant | None
    failed: int
    done_at: Instant | None


class DeskPrivacyJobs(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first."""

    items: tuple[DeskPrivacyJob, ...]


def job_view(job: PrivacyJob) -> DeskPrivacyJob:
    """One job in the desk's list: of an erasure it never says whose."""
    ids = job.identity.ids if job.kind is JobKind.EXPORT else ()
    return DeskPrivacyJob(
        id=job.id,
        kind=cast('Literal["export", "erasure", "purge"]', job.kind.value),
        tenant=job.scope.tenant,
        person=ids[0] if ids else None,
        by=job.by,
        at=job.at,
        state="done" if job.done else "working",
        step=job.step,
        seen=job.seen,
        counts=_counts(job.counts),
        next_at=None if job.done else job.next_at,
        failed=job.failed,
        done_at=job.done_at,
    )


def export_view(job: PrivacyJob, volumes: tuple[Volume, ...]) -> PersonExport:
    """One export, with links to what is ready."""
    return PersonExport(
        id=job.id,
        by=job.by,
        at=job.at,
        state="done" if job.done else "working",
        seen=job.seen,
        counts=_counts(job.counts),
        done_at=job.done_at,
        volumes=tuple(ExportVolume(name=one.name, url=one.url) for one in volumes),
    )


def erasure_view(job: PrivacyJob) -> PersonErasure:
    """One erasure."""
    return PersonErasure(
        id=job.id,
        by=job.by,
        at=job.at,
        state="done" if job.done else "working",
        step=job.step,
        seen=job.seen,
        counts=_counts(job.counts),
        done_at=job.done_at,
    )


def preview_view(found: Preview) -> ErasurePreview:
    """What there is."""
    return ErasurePreview(
        counts=_counts(found.counts),
        open=found.open,
        complete=found.complete,
        confirm=found.confirm,
        elsewhere=found.elsewhere,
    )


def _counts(counts: Counts) -> PrivacyCounts:
    return msgspec.convert(counts, PrivacyCounts, from_attributes=True)
