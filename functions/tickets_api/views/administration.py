"""How desks are set up, as their members see it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.contrast import Contrast
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.offering.forms import FieldKind
from helpdesk.domain.people import Role
from tickets_api.views.shapes import Instant


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """A desk. `fill_from`: from this certainty on (percent) a classification is filled in; null: never."""

    id: str
    name: str
    language: str
    languages: tuple[str, ...]
    reopen_days: int
    fill_from: int | None
    suspended: bool
    closing_at: Instant | None


class DeskClosureView(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk has, and how far deleting it is: `deleted` tickets so far, now those of `tenant`.

    `step`: doors (it waits), tenants, agents, index, setup, done; null: it is not closed.
    `gone`: it is no more.
    """

    closing_at: Instant | None
    gone: bool
    tenants: int
    agents: int
    spaces: int
    step: str | None
    tenant: str
    deleted: int
    done_at: Instant | None


class DeskCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is of everything."""

    tenants: int
    teams: int
    agents: int
    categories: int
    services: int
    unverified_addresses: int


class DeskOverview(DeskView, frozen=True, kw_only=True):
    """A desk, and what belongs to it. `role`: one's own there; null: one runs the deployment."""

    role: Role | None
    counts: DeskCounts


class DeskList(msgspec.Struct, frozen=True, kw_only=True):
    """The desks one works for; for an operator all there are."""

    items: tuple[DeskOverview, ...]


class TenantLine(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant in a list."""

    id: str
    name: str
    prefix: str
    address: str
    colour: str
    language: str
    policy: str
    suspended: bool
    closing_at: Instant | None
    verified: bool


class TenantLines(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the desk's tenants by name. `total`: how many match."""

    items: tuple[TenantLine, ...]
    next: str | None
    total: int


class MailAddress(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `verified_at`: when mail was last seen to arrive; `asked_at`: when a test went out."""

    address: str
    verified_at: Instant | None
    asked_at: Instant | None


class BrandingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How its portal and mail look. `contrast` is that of the colour with white."""

    colour: str
    title: str
    footer: str
    has_logo: bool
    contrast: Contrast


class ClosureView(msgspec.Struct, frozen=True, kw_only=True):
    """What a tenant has. `complete` false: it has more tickets than were counted.

    `step` of deleting it: doors (it waits), tickets, people, setup; null: it is not closed. `deleted`: how
    many tickets are gone by now.
    """

    closing_at: Instant | None
    tickets: int
    people: int
    complete: bool
    step: str | None
    deleted: int


class TenantSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant as it is set up; the first address is the one that it writes from.

    `hosts`: names of its own that its portal is opened under. `open_look`: strangers with its link see how it
    looks; with a host name they do in any case.
    """

    ref: TenantRef
    name: str
    prefix: str
    addresses: tuple[MailAddress, ...]
    language: str
    languages: tuple[str, ...]
    policy: str
    branding: BrandingSettings
    approve_unknown: bool
    suspended: bool
    closing_at: Instant | None
    hosts: tuple[str, ...]
    open_look: bool


class LogoView(msgspec.Struct, frozen=True, kw_only=True):
    """The logo as a data URL; null: there is none."""

    url: str | None


class TeamView(msgspec.Struct, frozen=True, kw_only=True):
    """A team, with the ids of who is in it. `version`: for `If-Match` of a change."""

    id: str
    name: str
    members: tuple[str, ...]
    version: int


class AgentSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the desk."""

    id: str
    name: str
    email: str
    role: Role
    teams: tuple[str, ...]
    language: str | None
    suspended: bool


class CategoryView(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the tree; `names` in further languages. Retired ones cannot be chosen any more."""

    id: str
    name: str
    parent: str | None
    names: dict[str, str]
    retired: bool
    icon: str


class CategoryTree(msgspec.Struct, frozen=True, kw_only=True):
    """All categories in the order of the tree, retired ones last."""

    items: tuple[CategoryView, ...]


class FieldChoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """One of several answers."""

    id: str
    label: str
    labels: dict[str, str]


class FormFieldView(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a service's form."""

    id: str
    kind: FieldKind
    label: str
    labels: dict[str, str]
    help: str
    helps: dict[str, str]
    required: bool
    choices: tuple[FieldChoiceView, ...]


class ServiceView(msgspec.Struct, frozen=True, kw_only=True):
    """Something the desk offers; to these tenants, or (none named) to all."""

    id: str
    name: str
    description: str
    names: dict[str, str]
    tenants: tuple[str, ...]
    retired: bool
    orderable: bool
    icon: str
    helps: dict[str, str]
    fields: tuple[FormFieldView, ...]


class ServiceList(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's services in order, retired ones last."""

    items: tuple[ServiceView, ...]


class OfferList(msgspec.Struct, frozen=True, kw_only=True):
    """What people of a tenant choose from; `categories` in the order of the tree."""

    items: tuple[ServiceView, ...]
    categories: tuple[CategoryView, ...]


class PersonSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One of a tenant's people. `unreachable`: addresses that mail came back from."""

    id: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    language: str | None
    role: Role
    vip: bool
    groups: tuple[str, ...]
    suspended: bool
    unreachable: tuple[str, ...]
    merged_into: str | None


class PersonList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of people by name. `total`: how many match."""

    items: tuple[PersonSettings, ...]
    next: str | None
    total: int


class GroupView(msgspec.Struct, frozen=True, kw_only=True):
    """A group, and how many people are in it."""

    id: str
    name: str
    people: int


class GroupList(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant's groups, in the order they were given."""

    items: tuple[GroupView, ...]


class MergeView(msgspec.Struct, frozen=True, kw_only=True):
    """How far a merge has come: so many tickets moved. Not `done`: send the same again."""

    gone: str
    kept: str
    tickets: int
    done: bool


class WaitingSender(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody nobody knows, whose mail waits. `ids`: of the mails with these `subjects`, in quarantine."""

    sender: str
    mails: int
    since: Instant
    ids: Annotated[tuple[str, ...], Meta(max_length=5)]
    subjects: Annotated[tuple[str, ...], Meta(max_length=5)]


class WaitingSenders(msgspec.Struct, frozen=True, kw_only=True):
    """Who waits, the longest first."""

    items: tuple[WaitingSender, ...]


class SenderDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What was done. `left`: mails of theirs that still wait; send the same again."""

    decision: Literal["let-in", "block"]
    tickets: tuple[str, ...]
    left: int
