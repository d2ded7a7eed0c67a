"""Asking for an export or an erasure: admins of the desk, who see first what there is."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, is_id
from helpdesk.domain.people import DESK_ROLES, Membership, Person, Principal, Role
from helpdesk.domain.privacy.jobs import (
    EXPORT_KEPT,
    Counts,
    JobKind,
    PrivacyJob,
    Step,
    export_key,
    fingerprint,
)
from helpdesk.domain.privacy.stories import Choices, is_part
from helpdesk.domain.privacy.words import Eraser, Identity, identity_of
from helpdesk.domain.timeline import MessageEntry
from helpdesk.ports import PageRequest, TicketStory
from helpdesk.ports.privacy import PrivacyJobs
from helpdesk.usecases.administration.rights import scope_of, setup
from helpdesk.usecases.api_deps import ApiDeps

_LINK_SECONDS: Final = 300
_MOST_PAGES: Final = 20
_MOST_STORIES: Final = 200
_PAGE: Final = 100


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What there is of somebody. `complete`: all of it was counted; else it is the newest part.

    `confirm`: what must be typed. `open`: tickets that are not solved. `elsewhere`: they also belong to
    others here, so how they sign in stays.
    """

    counts: Counts
    open: int
    complete: bool
    confirm: str
    elsewhere: bool


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an export, and a link that expires."""

    name: str
    url: str


class ErasureWish(msgspec.Struct, frozen=True, kw_only=True):
    """`confirm`: their first address, typed."""

    confirm: str
    choices: Choices


def jobs_of(
    deps: ApiDeps, principal: Principal, scope: TenantRef, person: str, kind: JobKind
) -> tuple[PrivacyJob, ...]:
    """Newest first, also of somebody who is gone. Raises NotFound, Forbidden."""
    scope_of(deps, principal, scope, Role.ADMIN)
    wanted = fingerprint(scope, person)
    found = [job for job in deps.privacy.jobs.of_tenant(scope) if (job.kind, job.person) == (kind, wanted)]
    return tuple(reversed(found))


def jobs_of_desk(deps: ApiDeps, principal: Principal, desk: str, most: int) -> tuple[PrivacyJob, ...]:
    """The last ones of all tenants, newest first. Raises NotFound, Forbidden."""
    setup(deps, principal, desk)
    return deps.privacy.jobs.of_desk(desk, most)


def volumes(deps: ApiDeps, job: PrivacyJob) -> tuple[Volume, ...]:
    """Links to what is ready and still kept."""
    if not job.done or job.done_at is None or deps.now() >= job.done_at + EXPORT_KEPT - timedelta(hours=1):
        return ()
    found = []
    for part in range(1, job.parts + 1):
        name = f"{job.scope.tenant}-{job.id}-{part}.zip"
        key = export_key(job.scope, job.id, part)
        url = deps.privacy.exports.link(key, name=name, content_type="application/zip", seconds=_LINK_SECONDS)
        found.append(Volume(name=name, url=url))
    return tuple(found)


def preview(deps: ApiDeps, principal: Principal, scope: TenantRef, person: str) -> Preview | None:
    """None when there is nobody of that id (any more). Raises NotFound, Forbidden."""
    scope_of(deps, principal, scope, Role.ADMIN)
    found = deps.admin.rows.person(scope, person) if is_id(person) else None
    if found is None or found.merged_into:
        return None
    store = deps.stores.for_principal(principal).tickets
    eraser = Eraser(_identity(deps, found))
    stories: list[TicketStory] = []
    cursor, pages = None, 0
    while pages < _MOST_PAGES and len(stories) < _MOST_STORIES:
        page = store.of_tenant(scope, PageRequest(limit=_PAGE, cursor=cursor))
        stories += [store.story(ticket.ref) for ticket in page.tickets if is_part(ticket, eraser)]
        cursor, pages = page.next, pages + 1
        if cursor is None:
            break
    return Preview(
        counts=_counted(stories, eraser),
        open=sum(story.ticket.open for story in stories),
        complete=cursor is None,
        confirm=found.ref.email or found.id,
        elsewhere=bool(_others(deps, found)),
    )


def follow_closure(deps: ApiDeps, principal: Principal, scope: TenantRef, closing_at: datetime) -> None:
    """The data of a closed tenant, or (tenant "") desk, goes when its time has come, unless taken back."""
    job = PrivacyJob(
        id=deps.new_id(), kind=JobKind.PURGE if scope.tenant else JobKind.DESK_PURGE, scope=scope,
        person="", identity=Identity(), by=principal.email, at=deps.now(), step=Step.DOORS,
        next_at=closing_at,
    )  # fmt: skip
    with suppress(Conflict):  # closed, opened and closed again: the one that waits looks when it is time
        deps.privacy.jobs.add(job)


def purge_of(deps: ApiDeps, scope: TenantRef) -> PrivacyJob | None:
    """The newest one, if there is any; `scope.tenant` "": of the whole desk."""
    return purge_among(deps.privacy.jobs, scope)


def purge_among(jobs: PrivacyJobs, scope: TenantRef) -> PrivacyJob | None:
    """The same, for who has these jobs alone."""
    if not scope.tenant:
        return jobs.of_whole_desk(scope.desk)
    return next((job for job in reversed(jobs.of_tenant(scope)) if job.kind is JobKind.PURGE), None)


def check_never_deleted(jobs: PrivacyJobs, scope: TenantRef) -> None:
    """The audit, webhooks and spaces may still tell of who had this id. Raises Conflict for a year."""
    if purge_among(jobs, scope):
        what = "An organisation" if scope.tenant else "A desk"
        raise Conflict(f"{what} with this id was deleted within the last year: choose another id.")


def start_export(deps: ApiDeps, principal: Principal, scope: TenantRef, person: str) -> PrivacyJob:
    """Raises NotFound, Forbidden, and Conflict while one is under way."""
    return _start(deps, principal, _person(deps, principal, scope, person), JobKind.EXPORT, Choices())


def start_erasure(
    deps: ApiDeps, principal: Principal, scope: TenantRef, person: str, wish: ErasureWish
) -> PrivacyJob:
    """Raises NotFound, Forbidden, Invalid for a confirmation that does not fit, and Conflict while one is
    under way, or for somebody who works for the desk."""
    found = _person(deps, principal, scope, person)
    if wish.confirm.strip().lower() != (found.ref.email or found.id).lower():
        raise Invalid(field="confirm", reason="type the first address of the person")
    if any(member.role in DESK_ROLES and member.desk == scope.desk for member in _others(deps, found)):
        raise Conflict("They also work for this desk: take them out of its agents first.")
    return _start(deps, principal, found, JobKind.ERASURE, wish.choices)


def _start(
    deps: ApiDeps, principal: Principal, person: Person, kind: JobKind, choices: Choices
) -> PrivacyJob:
    now = deps.now()
    job = PrivacyJob(
        id=deps.new_id(),
        kind=kind,
        scope=person.scope,
        person=fingerprint(person.scope, person.id),
        identity=_identity(deps, person),
        by=principal.email,
        at=now,
        step=Step.COLLECT if kind is JobKind.EXPORT else Step.DOORS,
        next_at=now,
        choices=choices,
    )
    deps.privacy.jobs.add(job)
    return job


def _person(deps: ApiDeps, principal: Principal, scope: TenantRef, person: str) -> Person:
    scope_of(deps, principal, scope, Role.ADMIN)
    found = deps.admin.rows.person(scope, person) if is_id(person) else None
    if found is None:
        raise NotFound("There is no such person.")
    if found.merged_into:
        raise Conflict("This person was merged into another one: ask for that one.")
    return found


def _identity(deps: ApiDeps, person: Person) -> Identity:
    """Of all that were merged into them, too."""
    merges = [deps.admin.rows.merge_of(person.scope, gone) for gone in person.merged]
    once = [one for merge in merges if merge for one in (merge.gone, merge.kept)]
    return identity_of(person, *once)


def _others(deps: ApiDeps, person: Person) -> list[Membership]:
    """What else their addresses are here."""
    members = [member for email in person.emails for member in deps.directory.memberships(email)]
    return [member for member in members if member.scope != person.scope]


def _counted(stories: list[TicketStory], eraser: Eraser) -> Counts:
    theirs = [
        entry
        for story in stories
        for entry in story.entries
        if isinstance(entry, MessageEntry) and eraser.is_them(entry.by.id, entry.by.email)
    ]
    sent = [one for story in stories for one in story.deliveries if not one.notices]
    return Counts(
        tickets=len(stories),
        messages=len(theirs),
        files=sum(len(entry.attachments) for entry in theirs),
        mails=sum(any(eraser.is_them(None, to) for to in (one.to, *one.cc)) for one in sent),
    )
