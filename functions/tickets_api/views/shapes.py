"""The API's data, as clients see it. Instants are ISO 8601 in UTC."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.clock_data import StepKind
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Role
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.tickets import Channel, Priority, State, TicketType
from helpdesk.domain.timeline import ActorKind
from helpdesk.web.shapes import TenantLabel
from tickets_api.views.sso import SsoWay

Instant = Annotated[datetime, Meta(tz=True)]


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """A person. Requesters see no more of an agent than the name."""

    id: str | None
    name: str
    email: str | None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the desk with an id and a name: a desk, a team."""

    id: str
    name: str


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """A warning, the breach, or a step of the escalation. `percent` of the target, where it is one."""

    kind: StepKind
    at: Instant
    percent: int | None


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """One promise.

    `remaining_seconds` is open time by the tenant's calendar, negative once the promise is late; null when
    the clock has ended; `budget_seconds` is the whole of it. `due_at` is null while the clock is paused.
    `next_step` is what happens next if nobody does anything; told to the desk alone.
    """

    kind: ClockKind
    state: Literal["running", "paused", "met", "breached", "stopped"]
    target: str
    started_at: Instant
    due_at: Instant | None
    remaining_seconds: int | None
    budget_seconds: int
    next_step: NextStep | None
    met_at: Instant | None
    breached_at: Instant | None
    team: str | None


class TicketSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as lists show it."""

    key: str
    desk: str
    tenant: TenantLabel
    type: TicketType
    subject: str
    state: State
    priority: Priority
    channel: Channel
    requester: PersonView
    assignee: PersonView | None
    team: Named | None
    clocks: tuple[ClockView, ...]
    next_due_at: Instant | None
    last_by: ActorKind
    created_at: Instant
    updated_at: Instant
    version: int


class LinkView(msgspec.Struct, frozen=True, kw_only=True):
    """Another ticket that has to do with this one."""

    relation: str
    key: str


class TicketView(TicketSummary, frozen=True, kw_only=True):
    """A ticket as it stands. `version` is also its ETag."""

    participants: tuple[PersonView, ...]
    language: str
    category: str | None
    service: str | None
    service_name: str | None
    tags: tuple[str, ...]
    vip: bool
    links: tuple[LinkView, ...]
    solved_at: Instant | None
    closed_at: Instant | None


class TicketList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of tickets. `next` is the cursor of the following page; null: these were the last."""

    items: tuple[TicketSummary, ...]
    next: str | None


class AttachmentLink(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file can be fetched, for `seconds`."""

    url: str
    seconds: int


class AgentView(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the desk. Who is `suspended` gets in nowhere. `version`: for `If-Match` of a change."""

    id: str
    name: str
    email: str
    role: Role
    teams: tuple[str, ...]
    language: str | None
    suspended: bool
    version: int


class DeskMembers(msgspec.Struct, frozen=True, kw_only=True):
    """Who works for a desk, in which teams."""

    agents: tuple[AgentView, ...]
    teams: tuple[Named, ...]


class MembershipView(msgspec.Struct, frozen=True, kw_only=True):
    """One role: on a desk, or (then `tenant` is set) in a tenant. `person` is one's id there."""

    role: Role
    desk: str
    tenant: str | None
    person: str


class BrandingView(msgspec.Struct, frozen=True, kw_only=True):
    """How the tenant's portal looks."""

    colour: str
    logo: str | None
    footer: str


class TenantView(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant one works for or belongs to."""

    ref: TenantRef
    name: str
    prefix: str
    branding: BrandingView
    language: str


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and what for. An `operator` runs the deployment: makes and closes desks."""

    person: PersonView
    memberships: tuple[MembershipView, ...]
    operator: bool
    desks: tuple[Named, ...]
    tenants: tuple[TenantView, ...]
    pending: Literal["code", "enrol", "sso"] | None = None


class SignInOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a client needs to sign in: `url` answers the Cognito JSON API (`X-Amz-Target`).

    On a laptop `url` has no host: it is that of the page.
    """

    region: str
    client_id: str
    url: str
    methods: tuple[Literal["password", "code"], ...]
    sso: tuple[SsoWay, ...]
