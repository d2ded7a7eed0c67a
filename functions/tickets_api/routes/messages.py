"""Writing on a ticket: messages for both sides, notes for the desk."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden, TooLarge
from helpdesk.domain.tickets import State
from helpdesk.usecases import tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_work.mentions import MOST
from helpdesk.usecases.uploads import MOST_FILES, taken
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Text, TicketKey
from tickets_api.changing import changed
from tickets_api.views.inputs import UploadedFile, named_files
from tickets_api.views.shapes import TicketView

blueprint = Blueprint(__name__)


class MessageInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What both sides will read. `state`: where the desk wants the ticket afterwards."""

    text: Text
    state: State | None = None
    uploads: Annotated[tuple[UploadedFile, ...], Meta(max_length=MOST_FILES)] = ()


class NoteInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What only the desk will read. `mentions`: agents of the desk who are told of it by mail."""

    text: Text
    mentions: Annotated[tuple[Id, ...], Meta(max_length=MOST)] = ()
    uploads: Annotated[tuple[UploadedFile, ...], Meta(max_length=MOST_FILES)] = ()


@blueprint.post(
    "/api/v1/tickets/{key}/messages", errors=(Forbidden, TooLarge), conflict=TicketView, once=True
)
def add_message(call: Call[ApiDeps], key: TicketKey, body: MessageInput) -> Answer[TicketView]:
    """Write to the other side. What the desk writes is mailed to the requester."""
    named = named_files(body.uploads)
    return changed(
        call,
        lambda: tickets.add_message(
            call.deps, call.principal, key, body.text, state=body.state,
            attach=lambda ref: taken(call.deps, ref, named), expected=call.if_match,
        ),
    )  # fmt: skip


@blueprint.post("/api/v1/tickets/{key}/notes", errors=(Forbidden, TooLarge), conflict=TicketView, once=True)
def add_note(call: Call[ApiDeps], key: TicketKey, body: NoteInput) -> Answer[TicketView]:
    """Write down something for the desk alone."""
    named = named_files(body.uploads)
    return changed(
        call,
        lambda: tickets.add_note(
            call.deps, call.principal, key, body.text, mentions=body.mentions,
            attach=lambda ref: taken(call.deps, ref, named), expected=call.if_match,
        ),
    )  # fmt: skip
