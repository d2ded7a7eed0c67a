"""The audit of a desk."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.audit import reading
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id
from tickets_api.views.audit import AuditPage, audit_event

blueprint = Blueprint(__name__)


class AuditQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of events."""

    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 50
    cursor: Annotated[str, Meta(max_length=100)] | None = None


@blueprint.get("/api/v1/desks/{desk}/audit")
def list_audit(call: Call[ApiDeps], desk: Id, query: AuditQuery) -> AuditPage:
    """List who changed how the desk works and which of its people came in, newest first (admins)."""
    page = PageRequest(limit=query.limit, cursor=query.cursor)
    events, following = reading.events(call.deps, call.principal, desk, page)
    return AuditPage(items=tuple(audit_event(event) for event in events), next=following)
