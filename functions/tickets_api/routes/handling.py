"""Handling a ticket: who has it, where it stands, how urgent it is, what kind of work it is."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.tickets import Priority, State, TicketType
from helpdesk.usecases import handing, tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, TicketKey
from tickets_api.changing import changed
from tickets_api.views.shapes import TicketView

blueprint = Blueprint(__name__)

Reason = Annotated[str, Meta(max_length=500)]
Category = Annotated[
    str, Meta(max_length=100, pattern="^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$", examples=["network/vpn"])
]


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


class TeamInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`team`: the id of a team of the desk, or null for none."""

    team: Id | None
    reason: Reason | None = None


class ClassificationInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What kind of work it is. What is left out stays; null takes it away. A category can be a path."""

    type: TicketType | UnsetType = UNSET
    category: Category | UnsetType | None = UNSET
    service: Id | UnsetType | None = UNSET


@blueprint.put("/api/v1/tickets/{key}/assignee", errors=(Forbidden,), conflict=TicketView, once=True)
def assign(call: Call[ApiDeps], key: TicketKey, body: AssigneeInput) -> Answer[TicketView]:
    """Give the ticket to an agent of its desk, or to nobody."""
    return changed(
        call, lambda: tickets.assign(call.deps, call.principal, key, body.agent, expected=call.if_match)
    )


@blueprint.put("/api/v1/tickets/{key}/state", errors=(Forbidden,), conflict=TicketView, once=True)
def set_state(call: Call[ApiDeps], key: TicketKey, body: StateInput) -> Answer[TicketView]:
    """Move the ticket. Its requester may say that it is solved, or open it again."""
    return changed(
        call,
        lambda: tickets.set_state(
            call.deps, call.principal, key, body.state, reason=body.reason, expected=call.if_match
        ),
    )


@blueprint.put("/api/v1/tickets/{key}/priority", errors=(Forbidden,), conflict=TicketView, once=True)
def set_priority(call: Call[ApiDeps], key: TicketKey, body: PriorityInput) -> Answer[TicketView]:
    """Choose another priority, and with it the promises that go with it."""
    return changed(
        call,
        lambda: tickets.set_priority(
            call.deps, call.principal, key, body.priority, reason=body.reason, expected=call.if_match
        ),
    )


@blueprint.put("/api/v1/tickets/{key}/team", errors=(Forbidden,), conflict=TicketView, once=True)
def set_team(call: Call[ApiDeps], key: TicketKey, body: TeamInput) -> Answer[TicketView]:
    """Hand the ticket to a team. The promise that the old team made ends, that of the new one begins."""
    return changed(
        call,
        lambda: handing.set_team(
            call.deps, call.principal, key, body.team, reason=body.reason, expected=call.if_match
        ),
    )


@blueprint.put("/api/v1/tickets/{key}/classification", errors=(Forbidden,), conflict=TicketView, once=True)
def classify(call: Call[ApiDeps], key: TicketKey, body: ClassificationInput) -> Answer[TicketView]:
    """Say what kind of work it is, and with it which promises fit."""
    return changed(
        call,
        lambda: handing.classify(
            call.deps,
            call.principal,
            key,
            kind=body.type,
            category=body.category,
            service=body.service,
            expected=call.if_match,
        ),
    )
