"""Mail that waits because it could not be placed: leads and admins look at it and decide."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk import observe
from helpdesk.domain.errors import Conflict, Forbidden, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases import quarantine
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, PathPart, TicketKey
from tickets_api.views.mail import (
    QuarantinedMailView,
    QuarantinedView,
    QuarantineList,
    show_held,
    show_kept,
)
from tickets_api.views.shapes import AttachmentLink

blueprint = Blueprint(__name__)


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page: at most `limit` items, from `cursor` on."""

    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 25
    cursor: Annotated[str, Meta(max_length=4096)] | None = None


class WhoseQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`desk`: whose quarantine; without it, that of mail no desk is known for."""

    desk: Id | None = None


class ReleaseInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Into a `ticket`, or to a `tenant` (null: the one it was sent to), where it lands as any mail does.

    `as_new`: it opens a ticket even where it would belong to one.
    """

    desk: Id | None = None
    tenant: TenantRef | None = None
    ticket: TicketKey | None = None
    as_new: bool = False


class BlockInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`entry`: an address or domain; null: the sender's address. For one tenant, or the whole desk."""

    desk: Id
    entry: Annotated[str, Meta(min_length=1, max_length=320)] | None = None
    whole_desk: bool = False


class DeletionInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`desk`: whose quarantine; null: that of mail no desk is known for."""

    desk: Id | None = None


@blueprint.get("/api/v1/desks/{desk}/quarantine")
def list_quarantine(call: Call[ApiDeps], desk: Id, query: PageQuery) -> QuarantineList:
    """List the desk's quarantined mail, newest first."""
    if call.principal.on_desk(desk) is None:
        raise NotFound("There is no such desk.")
    store = call.deps.stores.for_principal(call.principal).quarantine
    mails, following = store.list(desk, PageRequest(limit=query.limit, cursor=query.cursor))
    return QuarantineList(items=tuple(show_kept(mail) for mail in mails), next=following)


@blueprint.get("/api/v1/quarantine", errors=(NotFound,))
def list_homeless(call: Call[ApiDeps], query: PageQuery) -> QuarantineList:
    """List quarantined mail that no desk is known for, newest first; for admins."""
    page = PageRequest(limit=query.limit, cursor=query.cursor)
    mails, following = quarantine.waiting(call.deps, call.principal, None, page)
    return QuarantineList(items=tuple(show_kept(mail) for mail in mails), next=following)


@blueprint.get("/api/v1/quarantine/{mail}", errors=(Forbidden,))
def show_quarantined(call: Call[ApiDeps], mail: PathPart, query: WhoseQuery) -> QuarantinedMailView:
    """Show a quarantined mail as it was understood."""
    return show_held(quarantine.show(call.deps, call.principal, query.desk, mail))


@blueprint.get("/api/v1/quarantine/{mail}/raw", errors=(Forbidden,))
def link_raw(call: Call[ApiDeps], mail: PathPart, query: WhoseQuery) -> AttachmentLink:
    """Get a short-lived link to the mail as it came (.eml)."""
    url = quarantine.raw_link(call.deps, call.principal, query.desk, mail)
    _log(call, "raw mail linked", mail)
    return AttachmentLink(url=url, seconds=quarantine.LINK_SECONDS)


@blueprint.put("/api/v1/quarantine/{mail}/release", errors=(Forbidden, Conflict))
def release(call: Call[ApiDeps], mail: PathPart, body: ReleaseInput) -> QuarantinedView:
    """Let a mail in, as if it came now. Doing it again answers where it landed."""
    wanted = quarantine.Release(tenant=body.tenant, ticket=body.ticket, as_new=body.as_new)
    return _decided(call, quarantine.release(call.deps, call.principal, body.desk, mail, wanted))


@blueprint.put("/api/v1/quarantine/{mail}/block", errors=(Forbidden, Conflict))
def block(call: Call[ApiDeps], mail: PathPart, body: BlockInput) -> QuarantinedView:
    """Put its sender on a block list, and the mail away."""
    kept = quarantine.block(
        call.deps, call.principal, body.desk, mail, entry=body.entry, whole_desk=body.whole_desk
    )
    return _decided(call, kept)


@blueprint.put("/api/v1/quarantine/{mail}/deletion", errors=(Forbidden, Conflict))
def delete(call: Call[ApiDeps], mail: PathPart, body: DeletionInput) -> QuarantinedView:
    """Take a mail off the list."""
    return _decided(call, quarantine.delete(call.deps, call.principal, body.desk, mail))


def _decided(call: Call[ApiDeps], kept: QuarantinedMail) -> QuarantinedView:
    decision = kept.decision
    what = f"quarantined mail {decision.what}" if decision else "quarantined mail"
    _log(call, what, kept.id, raw=kept.raw, target=decision.target if decision else "")
    return show_kept(kept)


def _log(call: Call[ApiDeps], what: str, mail: str, **facts: str) -> None:
    """The audit trail: who did what to which mail."""
    observe.logger("tickets-api").info(what, extra={"mail": mail, "by": call.principal.email, **facts})
