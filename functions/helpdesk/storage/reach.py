"""What one principal can reach: the scope that every store is bound to, checked in one place.

Whatever lies outside is NotFound, never Forbidden: the answer must not tell that it exists.
"""

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import DESK_ROLES, Principal, Role
from helpdesk.domain.tickets import Ticket


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """Desks and tenants reached whole, tenants where only one's own tickets are, or one single ticket."""

    everything: bool = False  # the cross-tenant stores of intake, checker and outbox
    desks: frozenset[str] = frozenset()
    tenants: frozenset[TenantRef] = frozenset()
    own: dict[TenantRef, frozenset[str]] = {}  # as which person ids
    emails: frozenset[str] = frozenset()
    ticket: TicketRef | None = None
    operator: bool = False  # may see what belongs to no desk

    def sees(self, ticket: Ticket) -> bool:
        """Whether this ticket may be read and written."""
        if ticket.ref == self.ticket or self.covers(ticket.ref.scope):
            return True
        return not parties_of(ticket).isdisjoint(self.names_in(ticket.ref.scope))

    def covers(self, scope: TenantRef) -> bool:
        """Whether every ticket of the tenant may be seen."""
        return self.everything or scope.desk in self.desks or scope in self.tenants

    def names_in(self, scope: TenantRef) -> frozenset[str]:
        """The person ids and addresses by which a ticket of the tenant can be one's own."""
        return self.own[scope] | self.emails if scope in self.own else frozenset()

    def check_ticket(self, ticket: Ticket | None) -> Ticket:
        """The ticket itself, when it is there and within reach. Raises NotFound."""
        if ticket is None or not self.sees(ticket):
            raise NotFound("there is no such ticket")
        return ticket

    def check_ref(self, ref: TicketRef) -> None:
        """Raises NotFound when no ticket of that tenant can be within reach: spares reading it."""
        if not self.may_hold(ref):
            raise NotFound("there is no such ticket")

    def may_hold(self, ref: TicketRef) -> bool:
        """Whether it is this very ticket, or one of a tenant of which some may be seen."""
        return ref == self.ticket or self.covers(ref.scope) or ref.scope in self.own

    def check_desk(self, desk: str) -> None:
        """Raises NotFound unless the desk is reached whole."""
        if not (self.everything or desk in self.desks):
            raise NotFound("there is no such desk")

    def check_tenant(self, scope: TenantRef) -> None:
        """Raises NotFound unless the tenant is reached whole."""
        if not self.covers(scope):
            raise NotFound("there is no such organisation")

    def check_opening(self, scope: TenantRef) -> None:
        """Raises NotFound where no new ticket may be opened."""
        if scope not in self.own:
            self.check_tenant(scope)

    def check_person(self, scope: TenantRef, person: str) -> None:
        """Raises NotFound unless that person's tickets may be listed."""
        if person not in self.own.get(scope, frozenset()):
            self.check_tenant(scope)

    def check_quarantine(self, desk: str | None) -> None:
        """Raises NotFound unless the quarantine of the desk, or the one of no desk, may be read."""
        if desk is not None:
            self.check_desk(desk)
        elif not (self.everything or self.operator):
            raise NotFound("there is no such quarantine")


def parties_of(ticket: Ticket) -> frozenset[str]:
    """Ids and addresses of those whose own ticket it is; an id cannot look like an address."""
    people = (ticket.requester, *ticket.participants)
    return frozenset(name for person in people for name in (person.id, person.email.lower()) if name)


EVERYTHING = Reach(everything=True)


def reach_of(principal: Principal) -> Reach:
    """What the memberships add up to; a signed mail link reaches its one ticket and nothing else."""
    if principal.ticket is not None:
        return Reach(ticket=principal.ticket)
    own: dict[TenantRef, frozenset[str]] = {}
    whole: set[TenantRef] = set()
    emails = {principal.email}
    for membership in principal.memberships:
        if membership.scope is None:
            continue
        names = {membership.person.id, *(name for name in membership.also if "@" not in name)}
        own[membership.scope] = own.get(membership.scope, frozenset()) | names
        emails.update((membership.person.email, *(name for name in membership.also if "@" in name)))
        if membership.role == Role.MANAGER:
            whole.add(membership.scope)
    return Reach(
        desks=frozenset(m.desk for m in principal.memberships if m.role in DESK_ROLES and not m.tenant),
        tenants=frozenset(whole),
        own=own,
        emails=frozenset(e.strip().lower() for e in emails if e.strip()),
        operator=principal.key is None
        and (principal.operator or any(m.role == Role.ADMIN and not m.tenant for m in principal.memberships)),
    )
