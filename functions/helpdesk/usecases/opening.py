"""Opening a ticket through the API: a requester for themselves, an agent for somebody on the phone."""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.catalogue import category_meant
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.errors import Forbidden, Invalid, NotFound, PersonExists
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.offering.forms import Answers
from helpdesk.domain.people import Membership, Person, PersonRef, Principal
from helpdesk.domain.tickets import Channel, Priority, Ticket, TicketType
from helpdesk.domain.timeline import Actor, ActorKind, Attachment, MessageEntry
from helpdesk.ports import TicketWrite
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.bodies import kept_short
from helpdesk.usecases.deps import Deps, Home, home_of, retrying
from helpdesk.usecases.ordering import ordered


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
    category: str | None = None
    service: str | None = None
    fields: Answers = {}
    language: str | None = None  # of letters about it; None: the organisation's


Attach = Callable[[TenantRef], tuple[Attachment, ...]]
"""Gives the files that go with it."""


def _no_files(_scope: TenantRef) -> tuple[Attachment, ...]:
    return ()


def open_ticket(deps: Deps, principal: Principal, new: NewTicket, attach: Attach = _no_files) -> Ticket:
    """Open it, promise what the tenant's policy says, and acknowledge by mail.

    Raises Invalid for empty fields and an unknown tenant, Forbidden for what requesters may not set.
    """
    filled = replace(new, subject=_filled("subject", new.subject))
    if new.language is not None:
        check_languages(new.language, ())
    # A requester whom a mail or a colleague made known meanwhile is found by looking again.
    return retrying(lambda: _open(deps, principal, filled, attach), also=(PersonExists,))


def _open(deps: Deps, principal: Principal, new: NewTicket, attach: Attach) -> Ticket:
    scope, me = place_of(principal, new.tenant)
    by_desk = me.scope is None
    # What is on offer and what is asked for it may have been changed since it was remembered.
    home = home_or_invalid(deps, scope, anew=bool(new.service or new.category))
    if home.tenant.closing_at is not None:
        raise Invalid(field="tenant", reason="the organisation is closed")
    order = ordered(home, new.service, new.fields, new.text)
    if new.category and not by_desk and not home.config.categories:
        raise Invalid(field="category", reason="this desk has no categories")
    category = category_meant(home.config.categories, new.category)
    whose = _whose(deps, scope, me, new)
    kind = ActorKind.AGENT if by_desk else ActorKind.REQUESTER
    by = Actor(kind=kind, id=me.person.id, name=me.person.name, email=me.person.email)
    act = Act(by=by, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    files = attach(scope)  # before a number is taken: what is not there is said first
    store = deps.stores.for_principal(principal).tickets
    ref = TicketRef(scope, store.next_number(scope))
    ticket = Ticket(
        ref=ref,
        key=f"{home.tenant.prefix}-{ref.number}",
        type=TicketType.REQUEST if order.service else new.type,
        category=category,
        service=order.service,
        subject=new.subject,
        priority=new.priority or Priority.NORMAL,
        channel=new.channel or _channel(principal, by_desk=by_desk),
        requester=whose.person,
        language=new.language or home.tenant.language,
        vip=whose.vip,
        policy=home.tenant.policy,
        created_at=act.at,
        updated_at=act.at,
    )
    short, whole = kept_short(deps.files, scope, order.text)
    message = MessageEntry(
        id=act.new_id(), at=act.at, by=by, text=short, full_text=whole, channel=ticket.channel,
        attachments=files,
    )  # fmt: skip
    ticket, entries = changes.open_ticket(ticket, message, act)
    told = _acknowledgement(ticket, message, act)
    return store.write(TicketWrite(ticket=ticket, entries=entries, deliveries=(told,), person=whose.met))


def _channel(principal: Principal, *, by_desk: bool) -> Channel:
    if principal.key is not None:
        return Channel.API
    return Channel.PHONE if by_desk else Channel.PORTAL


class _Whose(msgspec.Struct, frozen=True, kw_only=True):
    person: PersonRef
    vip: bool = False
    met: Person | None = None  # to be remembered: nobody knew them before


def _acknowledgement(ticket: Ticket, message: MessageEntry, act: Act) -> Delivery:
    return Delivery(
        id=act.new_id(),
        ticket=ticket.ref,
        entry=message.id,
        kind=DeliveryKind.ACKNOWLEDGEMENT,
        to=ticket.requester.email,
        created_at=act.at,
    )


def place_of(principal: Principal, tenant: TenantRef | None) -> tuple[TenantRef, Membership]:
    """For which tenant, and by which right: a member of the desk first, else of the tenant."""
    if principal.ticket is not None:
        raise Forbidden("this link opens one ticket: sign in to open another")
    scope = tenant
    if scope is None:
        if len(principal.tenants) != 1 or principal.desks:
            raise Invalid(field="tenant", reason="say which tenant this is for")
        scope = principal.tenants[0]
    me = principal.on_desk(scope.desk) or principal.in_tenant(scope)
    if me is None:
        raise Invalid(field="tenant", reason="you cannot open tickets there")
    return scope, me


def home_or_invalid(deps: Deps, scope: TenantRef, *, anew: bool = False) -> Home:
    """The tenant's terms. Raises Invalid where there is none."""
    try:
        return home_of(deps.directory, deps.agreements, scope, anew=anew)
    except NotFound as error:
        raise Invalid(field="tenant", reason="there is no such organisation") from error


def _whose(deps: Deps, scope: TenantRef, me: Membership, new: NewTicket) -> _Whose:
    if me.scope is not None:
        if new.requester or new.priority or new.channel:
            raise Forbidden("only the desk sets requester, priority and channel")
        return _Whose(person=me.person, vip=me.vip)
    if new.requester is None:
        raise Invalid(field="requester", reason="say whom the ticket is for")
    return _known_or_met(deps, scope, new.requester)


def _known_or_met(deps: Deps, scope: TenantRef, who: NewRequester) -> _Whose:
    email = who.email.strip().lower()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@"):
        raise Invalid(field="requester.email", reason=f"“{who.email[:80]}” is not a mail address")
    for member in deps.directory.memberships(email):
        if member.scope == scope:
            return _Whose(person=member.person, vip=member.vip)
    met = Person(scope=scope, id=deps.new_id(), name=who.name.strip(), emails=(email,))
    return _Whose(person=met.ref, met=met)


def _filled(field: str, value: str) -> str:
    if not value.strip():
        raise Invalid(field=field, reason="is empty")
    return value.strip()
