"""Mail that waits because it could not be placed."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id
from tickets_api.views.shapes import QuarantinedView, QuarantineList

blueprint = Blueprint(__name__)


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page: at most `limit` items, from `cursor` on."""

    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 25
    cursor: Annotated[str, Meta(max_length=4096)] | None = None


@blueprint.get("/api/v1/desks/{desk}/quarantine")
def list_quarantine(call: Call[ApiDeps], desk: Id, query: PageQuery) -> QuarantineList:
    """List the desk's quarantined mail, newest first."""
    if call.principal.on_desk(desk) is None:
        raise NotFound("There is no such desk.")
    store = call.deps.stores.for_principal(call.principal).quarantine
    mails, following = store.list(desk, PageRequest(limit=query.limit, cursor=query.cursor))
    return QuarantineList(items=tuple(_view(mail) for mail in mails), next=following)


def _view(mail: QuarantinedMail) -> QuarantinedView:
    return QuarantinedView(
        id=mail.id,
        at=mail.at,
        cause=mail.cause,
        detail=mail.detail,
        sender=mail.sender,
        recipients=mail.recipients,
        subject=mail.subject,
        tenant=TenantRef(mail.desk, mail.tenant) if mail.desk and mail.tenant else None,
    )
