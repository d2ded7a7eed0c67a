"""All that is kept about one person: given to them, or erased."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import JobKind
from helpdesk.domain.privacy.stories import Choices, Keep
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.privacy import asking
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id
from tickets_api.views.privacy import (
    DeskPrivacyJobs,
    PersonErasure,
    PersonErasures,
    PersonExport,
    PersonExports,
    erasure_view,
    export_view,
    job_view,
    preview_view,
)

blueprint = Blueprint(__name__)

_MOST = 100
_PERSON = "/api/v1/desks/{desk}/tenants/{tenant}/people/{person}"


class ErasureInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`confirm`: the person's first address, typed. Kept texts lose names, addresses and signatures."""

    confirm: Annotated[str, Meta(max_length=320)]
    texts: Literal["keep", "remove"] = "keep"
    files: Literal["keep", "remove"] = "remove"


@blueprint.get("/api/v1/desks/{desk}/privacy-jobs", errors=(Forbidden,))
def list_privacy_jobs(call: Call[ApiDeps], desk: Id) -> DeskPrivacyJobs:
    """The last 100 exports, erasures and deletions of the desk, and how far each is (admins)."""
    jobs = asking.jobs_of_desk(call.deps, call.principal, desk, _MOST)
    return DeskPrivacyJobs(items=tuple(job_view(job) for job in jobs))


@blueprint.get(f"{_PERSON}/exports", errors=(Forbidden,))
def list_exports(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id) -> PersonExports:
    """Exports of the person's data, and links to those that are ready (admins)."""
    jobs = asking.jobs_of(call.deps, call.principal, TenantRef(desk, tenant), person, JobKind.EXPORT)
    return PersonExports(items=tuple(export_view(job, asking.volumes(call.deps, job)) for job in jobs))


@blueprint.post(f"{_PERSON}/exports", status=202, errors=(Forbidden, Conflict))
def start_export(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id) -> PersonExport:
    """Begin an export of all that is kept about the person; it is ready some minutes later (admins)."""
    job = asking.start_export(call.deps, call.principal, TenantRef(desk, tenant), person)
    return export_view(job, ())


@blueprint.get(f"{_PERSON}/erasures", errors=(Forbidden,))
def list_erasures(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id) -> PersonErasures:
    """What erasing the person would change, and how far erasures have come (admins)."""
    scope = TenantRef(desk, tenant)
    jobs = asking.jobs_of(call.deps, call.principal, scope, person, JobKind.ERASURE)
    found = asking.preview(call.deps, call.principal, scope, person)
    items = tuple(erasure_view(job) for job in jobs)
    return PersonErasures(preview=preview_view(found) if found else None, items=items)


@blueprint.post(f"{_PERSON}/erasures", status=202, errors=(Forbidden, Conflict))
def start_erasure(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id, body: ErasureInput) -> PersonErasure:
    """Begin to erase the person: their tickets stay readable, they are gone. It cannot be undone (admins)."""
    wish = asking.ErasureWish(
        confirm=body.confirm, choices=Choices(texts=Keep(body.texts), files=Keep(body.files))
    )
    job = asking.start_erasure(call.deps, call.principal, TenantRef(desk, tenant), person, wish)
    return erasure_view(job)
