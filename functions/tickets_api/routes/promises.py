"""Why promises are due when they are, and what others would mean: explanations, trials, previews."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.policies import TicketFacts
from helpdesk.domain.tickets import Channel, Priority, TicketType
from helpdesk.usecases import agreement_trying as trying
from helpdesk.usecases.agreement_trying import Proposal, Trial
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, TicketKey
from tickets_api.views.agreements import PreviewView, TicketClocks, TriedView

blueprint = Blueprint(__name__)


class ProposalInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Edits that are not saved, by id: calendars (each a `spec`), policies (`name`, `rules`), and which
    policy tenants would have."""

    calendars: dict[str, dict[str, Any]] = {}
    policies: dict[str, dict[str, Any]] = {}
    tenants: dict[str, str] = {}


class AgreementTrialInput(ProposalInput, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ticket that might be. `opened_at` without an offset is wall-clock time of the calendar that applies.

    `policy`: another than the tenant's. Unsaved edits can be tried along.
    """

    tenant: Id
    opened_at: Annotated[str, Meta(max_length=40, examples=["2026-11-20T16:30", "2026-11-20T15:30:00Z"])]
    policy: Id | None = None
    type: TicketType = TicketType.INCIDENT
    priority: Priority = Priority.NORMAL
    channel: Channel = Channel.MAIL
    service: Annotated[str, Meta(max_length=100)] | None = None
    category: Annotated[str, Meta(max_length=100)] | None = None
    team: Id | None = None
    assigned: bool = False
    vip: bool = False


@blueprint.get("/api/v1/tickets/{key}/clocks", errors=(Forbidden,))
def explain_clocks(call: Call[ApiDeps], key: TicketKey) -> TicketClocks:
    """Say why: for each promise its rule, calendar, what was counted, pauses, and when it is due."""
    clocks = trying.explain_ticket(call.deps, call.principal, key)
    return TicketClocks(key=key.upper(), at=call.deps.now(), clocks=clocks)


@blueprint.post("/api/v1/desks/{desk}/trials", status=200)
def try_agreement(call: Call[ApiDeps], desk: Id, body: AgreementTrialInput) -> TriedView:
    """Ask what a ticket would be promised, and why. Nothing is stored."""
    facts = TicketFacts(
        tenant=body.tenant,
        type=body.type,
        priority=body.priority,
        channel=body.channel,
        service=body.service,
        category=body.category,
        team=body.team,
        assigned=body.assigned,
        vip=body.vip,
    )
    trial = Trial(facts=facts, opened_at=body.opened_at, policy=body.policy)
    tried = trying.try_it(call.deps, call.principal, desk, _proposal(body), trial)
    return msgspec.convert(tried, TriedView, from_attributes=True)


@blueprint.post("/api/v1/desks/{desk}/previews", status=200)
def preview_edit(call: Call[ApiDeps], desk: Id, body: ProposalInput) -> PreviewView:
    """Ask which open tickets an edit would move, and which would be late (leads). Nothing is stored."""
    found = trying.preview(call.deps, call.principal, desk, _proposal(body))
    return msgspec.convert(found, PreviewView, from_attributes=True)


def _proposal(body: ProposalInput) -> Proposal:
    return Proposal(calendars=body.calendars, policies=body.policies, tenants=body.tenants)
