"""Opening a ticket through the API: a requester for themselves, an agent for somebody on the phone."""

import msgspec

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Forbidden, Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person, PersonRef, Principal
from helpdesk.domain.tickets import Channel, Priority, Ticket, TicketType
from helpdesk.domain.timeline import Actor, ActorKind, MessageEntry
from helpdesk.ports import TicketWrite
from helpdesk.usecases.bodies import kept_short
from helpdesk.usecases.deps import Deps, home_of


class NewRequester(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an agent opens a ticket for."""

    email: str
    name: str = ""


class NewTicket(msgspec.Struct, frozen=True, kw_only=True):
    """What it takes to open a ticket. `tenant` may be left out by people of only one."""

    subject: str
    text: str
    tenant: TenantRef | None = None
    requester: NewRequester | None = None
    type: TicketType = TicketType.INCIDENT
    priority: Priority | None = None
    channel: Channel | None = None


def open_ticket(deps: Deps, principal: Principal, new: NewTicket) -> Ticket:
    """Open it, promise what the tenant's policy says, and acknowledge by mail.

    Raises Invalid for empty fields and an unknown tenant, Forbidden for what requesters may not set.
    """
    subject, text = _filled("subject", new.subject), _filled("text", new.text)
    scope = _scope(principal, new)
    home = home_of(deps.directory, deps.agreements, scope)
    by_desk = principal.on_desk(scope.desk)
    requester, met, vip = _requester(deps, principal, scope, new)
    me = by_desk or principal.in_tenant(scope)
    if me is None:
        raise Invalid(field="tenant", reason="you cannot open tickets there")
    actor = Actor(
        kind=ActorKind.AGENT if by_desk else ActorKind.REQUESTER,
        id=me.person.id, name=me.person.name, email=me.person.email,
    )  # fmt: skip
    act = Act(by=actor, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    store = deps.stores.for_principal(principal).tickets
    number = store.next_number(scope)
    channel = new.channel or (Channel.PHONE if by_desk else Channel.PORTAL)
    ticket = _ticket(home.tenant, TicketRef(scope, number), requester, subject, channel, act, new, vip)
    short, whole = kept_short(deps.files, scope, text)
    message = MessageEntry(
        id=act.new_id(), at=act.at, by=actor, text=short, full_text=whole, channel=channel
    )
    ticket, entries = changes.open_ticket(ticket, message, act)
    acknowledgement = Delivery(
        id=act.new_id(), ticket=ticket.ref, entry=message.id, kind=DeliveryKind.ACKNOWLEDGEMENT,
        to=requester.email, created_at=act.at,
    )  # fmt: skip
    return store.write(
        TicketWrite(ticket=ticket, entries=entries, deliveries=(acknowledgement,), person=met)
    )


def _ticket(
    tenant: Tenant, ref: TicketRef, requester: PersonRef, subject: str, channel: Channel, act: Act, new: NewTicket, vip: bool
) -> Ticket:  # fmt: skip
    return Ticket(
        ref=ref,
        key=f"{tenant.prefix}-{ref.number}",
        type=new.type,
        subject=subject,
        priority=new.priority or Priority.NORMAL,
        channel=channel,
        requester=requester,
        language=tenant.language,
        vip=vip,
        policy=tenant.policy,
        created_at=act.at,
        updated_at=act.at,
    )


def _scope(principal: Principal, new: NewTicket) -> TenantRef:
    if new.tenant is not None:
        allowed = principal.on_desk(new.tenant.desk) or principal.in_tenant(new.tenant)
        if not allowed:
            raise Invalid(field="tenant", reason="you cannot open tickets there")
        return new.tenant
    if len(principal.tenants) == 1 and not principal.desks:
        return principal.tenants[0]
    raise Invalid(field="tenant", reason="say which tenant this is for")


def _requester(
    deps: Deps, principal: Principal, scope: TenantRef, new: NewTicket
) -> tuple[PersonRef, Person | None, bool]:
    """Whose ticket it is, the person to remember when they are new, and whether they are a VIP."""
    me = principal.in_tenant(scope)
    if not principal.on_desk(scope.desk):
        if new.requester or new.priority or new.channel:
            raise Forbidden("only the desk sets requester, priority and channel")
        assert me is not None  # noqa: S101 - _scope let them in as one of the two
        return me.person, None, me.vip
    if new.requester is None:
        raise Invalid(field="requester", reason="say whom the ticket is for")
    return _known_or_met(deps, scope, new.requester)


def _known_or_met(deps: Deps, scope: TenantRef, who: NewRequester) -> tuple[PersonRef, Person | None, bool]:
    email = who.email.strip().lower()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@"):
        raise Invalid(field="requester.email", reason=f"“{who.email[:80]}” is not a mail address")
    for member in deps.directory.memberships(email):
        if member.scope == scope:
            return member.person, None, member.vip
    person = Person(scope=scope, id=deps.new_id(), name=who.name.strip(), emails=(email,))
    return person.ref, person, False


def _filled(field: str, value: str) -> str:
    if not value.strip():
        raise Invalid(field=field, reason="is empty")
    return value.strip()
