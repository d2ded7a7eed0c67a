"""Who is asking, and what they may do where."""

import enum

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef


class Role(enum.StrEnum):
    """What a membership lets a person do, from least to most.

    An operator runs the deployment: makes and closes desks, and sees into none of them.
    """

    REQUESTER = "requester"
    MANAGER = "manager"
    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"
    OPERATOR = "operator"


DESK_ROLES = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})


class PersonRef(msgspec.Struct, frozen=True, kw_only=True):
    """A person as a ticket remembers them. `id` is unique within the scope that knows the person."""

    id: str
    name: str
    email: str


class Membership(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One role of one person: on a desk (agents), or in a tenant (requesters; then `tenant` is set).

    `also`: ids and addresses that the person is known by besides; `groups`: ids of the tenant's groups.
    """

    role: Role
    desk: str
    tenant: str | None = None
    person: PersonRef
    vip: bool = False
    groups: tuple[str, ...] = ()  # of requesters: what spaces of knowledge can be kept to
    suspended: bool = False
    also: tuple[str, ...] = ()

    @property
    def scope(self) -> TenantRef | None:
        """The tenant this membership is confined to; None for members of the desk itself."""
        return TenantRef(self.desk, self.tenant) if self.tenant else None


class Principal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The authenticated caller of one request.

    `ticket` is set when a signed mail link let them in: then that ticket is all they see. `key` is the id of
    the API key that let them in; then `permissions` are all they may do. None: whatever their roles give.
    `operator`: runs the deployment.
    """

    email: str
    name: str
    memberships: tuple[Membership, ...]
    ticket: TicketRef | None = None
    key: str | None = None
    permissions: tuple[str, ...] | None = None
    operator: bool = False
    account: str = ""  # of the user pool; "" for links and keys
    session: str = ""
    pending: str | None = None  # what stands between them and their desk: see own_sign_in.Pending

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
    """A requester or manager of a tenant, as the desk knows them.

    `emails`: the one that they are written to first. `phones` in E.164 (`+31201234567`) where that is known.
    `merged`: ids of people who turned out to be this one; such a person has `merged_into` and no address.
    """

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
    suspended: bool = False
    merged: tuple[str, ...] = ()
    merged_into: str | None = None

    @property
    def ref(self) -> PersonRef:
        """How tickets remember this person."""
        return PersonRef(id=self.id, name=self.name, email=self.emails[0] if self.emails else "")

    @property
    def membership(self) -> Membership:
        """What they may do, by whichever of their addresses."""
        return Membership(
            role=self.role,
            desk=self.scope.desk,
            tenant=self.scope.tenant,
            person=self.ref,
            vip=self.vip,
            suspended=self.suspended,
            groups=self.groups,
            also=(*self.merged, *self.emails[1:]),
        )


class Group(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Some of a tenant's people, under a name: an audience of knowledge, for one."""

    id: str
    name: str
