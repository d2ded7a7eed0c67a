"""Who is asking, and what they may do where."""

import enum

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef


class Role(enum.StrEnum):
    """What a membership lets a person do, from least to most."""

    REQUESTER = "requester"
    MANAGER = "manager"
    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"


DESK_ROLES = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})


class PersonRef(msgspec.Struct, frozen=True, kw_only=True):
    """A person as a ticket remembers them. `id` is unique within the scope that knows the person."""

    id: str
    name: str
    email: str


class Membership(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One role of one person: on a desk (agents), or in a tenant (requesters; then `tenant` is set)."""

    role: Role
    desk: str
    tenant: str | None = None
    person: PersonRef
    vip: bool = False
    groups: tuple[str, ...] = ()  # of requesters: what spaces of knowledge can be kept to

    @property
    def scope(self) -> TenantRef | None:
        """The tenant this membership is confined to; None for members of the desk itself."""
        return TenantRef(self.desk, self.tenant) if self.tenant else None


class Principal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The authenticated caller of one request.

    `ticket` is set when a signed mail link let them in: then that ticket is all they see. `key` is the id of
    the API key that let them in; then `permissions` are all they may do. None: whatever their roles give.
    """

    email: str
    name: str
    memberships: tuple[Membership, ...]
    ticket: TicketRef | None = None
    key: str | None = None
    permissions: tuple[str, ...] | None = None

    @property
    def desks(self) -> frozenset[str]:
        """Desks this person works for (not: is served by)."""
        return frozenset(m.desk for m in self.memberships if m.role in DESK_ROLES)

    @property
    def tenants(self) -> tuple[TenantRef, ...]:
        """Tenants this person is a requester or manager of."""
        return tuple(m.scope for m in self.memberships if m.scope)

    def on_desk(self, desk: str) -> Membership | None:
        """The membership that lets this person work for `desk`, or None."""
        return next((m for m in self.memberships if m.desk == desk and m.role in DESK_ROLES), None)

    def in_tenant(self, scope: TenantRef) -> Membership | None:
        """The membership that lets this person ask for help in `scope`, or None."""
        return next((m for m in self.memberships if m.scope == scope), None)


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A requester or manager of a tenant, as the desk knows them."""

    scope: TenantRef
    id: str
    name: str
    emails: tuple[str, ...]
    role: Role = Role.REQUESTER
    language: str | None = None
    phones: tuple[str, ...] = ()
    vip: bool = False
    groups: tuple[str, ...] = ()  # ids the desk gives, like "finance"; knowledge can be kept to some
    unreachable: tuple[str, ...] = ()  # addresses a permanent delivery failure was reported for

    @property
    def ref(self) -> PersonRef:
        """How tickets remember this person."""
        return PersonRef(id=self.id, name=self.name, email=self.emails[0])
