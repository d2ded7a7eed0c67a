"""Tickets that have to do with one another."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.relations.announcing import announce, still_waiting
from helpdesk.usecases.suggesting.relating import relate, take_apart
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey
from tickets_api.changing import changed
from tickets_api.views.shapes import TicketView

blueprint = Blueprint(__name__)


class RelationInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """“child-of”: it is about the same as the other, which stands for both; “related-to”: see also."""

    relation: Literal["child-of", "related-to"]


class AnnouncementInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`text` is all that their requesters read of it; left out, it is our own sentence in their language.

    `solve`: they are solved with it; then the ticket has to be solved itself.
    """

    text: Annotated[str, Meta(max_length=100_000)] = ""
    solve: bool = True


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a word to all would reach: `open` are the keys of those still open, `done` counts the others."""

    open: tuple[str, ...]
    done: int


@blueprint.put("/api/v1/tickets/{key}/relations/{other}", errors=(Forbidden, Conflict))
def relate_ticket(
    call: Call[ApiDeps], key: TicketKey, other: TicketKey, body: RelationInput
) -> Answer[TicketView]:
    """Link the ticket to another one of the desk; both sides say so.

    Between two organisations it is for the desk's eyes alone: neither may see the other's key.
    """
    return changed(call, lambda: relate(call.deps, call.principal, key, other, body.relation))


@blueprint.delete("/api/v1/tickets/{key}/relations/{other}", errors=(Forbidden, Invalid))
def take_ticket_apart(call: Call[ApiDeps], key: TicketKey, other: TicketKey) -> None:
    """Take the link between two tickets away, on both sides. What was merged stays merged."""
    take_apart(call.deps, call.principal, key, other)


@blueprint.get("/api/v1/tickets/{key}/announcements", errors=(NotFound, Forbidden))
def reach_of_announcement(call: Call[ApiDeps], key: TicketKey) -> Reach:
    """Look which of the tickets that stand under this one are open: they are those that would be told."""
    waiting, done = still_waiting(call.deps, call.principal, key)
    return Reach(open=waiting, done=done)


@blueprint.post(
    "/api/v1/tickets/{key}/announcements", errors=(Forbidden, Conflict), conflict=TicketView, once=True
)
def announce_to_children(call: Call[ApiDeps], key: TicketKey, body: AnnouncementInput) -> Answer[TicketView]:
    """Tell all tickets that stand under this one, and solve them too; each requester gets it as an answer."""
    return changed(
        call,
        lambda: announce(call.deps, call.principal, key, body.text, solve=body.solve, expected=call.if_match),
    )
