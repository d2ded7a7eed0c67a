"""Handling a ticket: who has it, where it stands, how urgent it is."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.tickets import Priority, State
from helpdesk.usecases import tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, TicketKey
from tickets_api.changing import changed
from tickets_api.views.shapes import TicketView

blueprint = Blueprint(__name__)

Reason = Annotated[str, Meta(max_length=500)]


class AssigneeInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`agent`: the id of a member of the desk, or null for nobody."""

    agent: Id | None


class StateInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the ticket stands from now on."""

    state: State
    reason: Reason | None = None


class PriorityInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How urgent the ticket is from now on."""

    priority: Priority
    reason: Reason | None = None


@blueprint.put("/api/v1/tickets/{key}/assignee", errors=(Forbidden,), conflict=TicketView)
def assign(call: Call[ApiDeps], key: TicketKey, body: AssigneeInput) -> Answer[TicketView]:
    """Give the ticket to an agent of its desk, or to nobody."""
    return changed(
        call, lambda: tickets.assign(call.deps, call.principal, key, body.agent, expected=call.if_match)
    )


@blueprint.put("/api/v1/tickets/{key}/state", errors=(Forbidden,), conflict=TicketView)
def set_state(call: Call[ApiDeps], key: TicketKey, body: StateInput) -> Answer[TicketView]:
    """Move the ticket. Its requester may say that it is solved, or open it again."""
    return changed(
        call,
        lambda: tickets.set_state(
            call.deps, call.principal, key, body.state, reason=body.reason, expected=call.if_match
        ),
    )


@blueprint.put("/api/v1/tickets/{key}/priority", errors=(Forbidden,), conflict=TicketView)
def set_priority(call: Call[ApiDeps], key: TicketKey, body: PriorityInput) -> Answer[TicketView]:
    """Choose another priority, and with it the promises that go with it."""
    return changed(
        call,
        lambda: tickets.set_priority(
            call.deps, call.principal, key, body.priority, reason=body.reason, expected=call.if_match
        ),
    )
