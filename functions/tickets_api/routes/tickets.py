"""Tickets: listing, opening and showing them."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden, NotFound, TooLarge
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.offering.forms import MOST_FIELDS
from helpdesk.domain.tickets import Channel, Priority, TicketType
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases import opening, ticket_lists, tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.once import AlreadyDone
from helpdesk.usecases.uploads import MOST_FILES, taken_for_new
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id, Line, TicketKey, one_line
from tickets_api.views.inputs import TenantInput, UploadedFile, named_files
from tickets_api.views.shapes import TicketList, TicketView
from tickets_api.views.tickets import Viewer
from tickets_api.views.timeline import StoryView

blueprint = Blueprint(__name__)


class TicketsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which tickets.

    `queue`: the open ones of my desks (or of `desk`), next due first. `mine`: assigned to me.
    `requested`: those I asked for. `organisation`: all of my tenant (managers), or of `tenant` (desk).
    `person`: those that `person` of `tenant` asked for (desk).
    """

    view: Literal["queue", "mine", "requested", "organisation", "person"]
    desk: Id | None = None
    tenant: Id | None = None
    person: Id | None = None
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 25
    cursor: Annotated[str, Meta(max_length=4096)] | None = None


class RequesterInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom an agent opens the ticket for."""

    email: Email
    name: Annotated[str, Meta(max_length=200)] = ""


FieldAnswer = Annotated[str, Meta(max_length=4000)] | bool


class TicketInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new ticket. `requester`, `priority` and `channel` are for the desk to say.

    `service`: one of those on offer (`GET /api/v1/offers`); `fields`: what it asks, by the field's id. The
    answers stand above `text`, which may then be empty. `category`: what it is about. `language`: what its
    requester reads; letters about it are written in it (left out: in the organisation's).
    """

    subject: Line
    text: Annotated[str, Meta(max_length=100_000)] = ""
    tenant: TenantInput | None = None
    requester: RequesterInput | None = None
    type: TicketType = TicketType.INCIDENT
    priority: Priority | None = None
    channel: Channel | None = None
    uploads: Annotated[tuple[UploadedFile, ...], Meta(max_length=MOST_FILES)] = ()
    category: Id | None = None
    service: Id | None = None
    fields: Annotated[dict[str, FieldAnswer], Meta(max_length=MOST_FIELDS)] = {}
    language: Annotated[str, Meta(max_length=20)] | None = None


@blueprint.get("/api/v1/tickets", errors=(NotFound,))
def list_tickets(call: Call[ApiDeps], query: TicketsQuery) -> TicketList:
    """List tickets, a page at a time."""
    page = ticket_lists.list_tickets(
        call.deps,
        call.principal,
        query.view,
        desk=query.desk,
        tenant=query.tenant,
        person=query.person,
        page=PageRequest(limit=query.limit, cursor=query.cursor),
    )
    viewer = Viewer(call.deps, call.principal)
    return TicketList(items=tuple(viewer.summary(ticket) for ticket in page.tickets), next=page.next)


@blueprint.post("/api/v1/tickets", errors=(Conflict, Forbidden, TooLarge), once=True)
def open_ticket(call: Call[ApiDeps], body: TicketInput) -> Answer[TicketView]:
    """Open a ticket: for oneself, or as the desk for somebody else. It is acknowledged by mail."""
    named = named_files(body.uploads)
    try:
        ticket = opening.open_ticket(
            call.deps, call.principal, _new_ticket(body),
            lambda scope: taken_for_new(call.deps, call.principal, scope, named),
        )  # fmt: skip
    except AlreadyDone as done:
        ticket = done.ticket
    shown = Viewer(call.deps, call.principal).ticket(ticket)
    return Answer(body=shown, version=ticket.version, location=f"/api/v1/tickets/{ticket.key}")


@blueprint.get("/api/v1/tickets/{key}")
def show_ticket(call: Call[ApiDeps], key: TicketKey) -> Answer[StoryView]:
    """Show a ticket and all that happened to it, oldest first."""
    story = tickets.story(call.deps, call.principal, key)
    return Answer(body=Viewer(call.deps, call.principal).story(story), version=story.ticket.version)


def _new_ticket(body: TicketInput) -> opening.NewTicket:
    tenant, requester = body.tenant, body.requester
    return opening.NewTicket(
        subject=one_line(body.subject),
        text=body.text,
        tenant=TenantRef(tenant.desk, tenant.tenant) if tenant else None,
        requester=opening.NewRequester(email=requester.email, name=one_line(requester.name))
        if requester
        else None,
        type=body.type,
        priority=body.priority,
        channel=body.channel,
        category=body.category,
        service=body.service,
        fields=body.fields,
        language=body.language,
    )
