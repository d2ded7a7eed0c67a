"""Lists of tickets: what waits for a desk or an agent, what somebody asked for, what an organisation has."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from helpdesk.domain.errors import Forbidden, Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import PageRequest, TicketPage, TicketStore
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.pages import Source, merged

View = Literal["queue", "mine", "requested", "organisation", "person"]


def list_tickets(
    deps: Deps,
    principal: Principal,
    view: View,
    *,
    desk: str | None,
    tenant: str | None,
    person: str | None = None,
    page: PageRequest,
) -> TicketPage:
    """One page of a view over everything the principal has a part in, or over one desk or tenant of it.

    Raises Forbidden for a view that is not theirs, NotFound for a desk or tenant that is not, Invalid.
    """
    if principal.ticket is not None:
        raise Forbidden("this link opens one ticket: sign in to see others")
    store = deps.stores.for_principal(principal).tickets
    if tenant is not None and desk is None:
        raise Invalid(field="desk", reason="say which desk's tenant this is")
    match view:
        case "queue" | "mine":
            if tenant is not None:
                raise Invalid(field="tenant", reason="this view is not of one tenant")
            return merged(_of_desks(store, principal, view, desk), page, _by_due)
        case "requested":
            return merged(_requested(store, principal, desk, tenant), page, _newest_first)
        case "person":
            scope = _served(principal, desk, tenant)
            if person is None:
                raise Invalid(field="person", reason="say whose tickets")
            return store.of_requester(scope, person, page)
        case "organisation":
            return merged(_of_tenants(store, principal, desk, tenant), page, _newest_first)


def _of_desks(store: TicketStore, principal: Principal, view: View, desk: str | None) -> Mapping[str, Source]:
    mine = {m.desk: m for m in principal.memberships if m.desk in principal.desks and m.scope is None}
    if not mine:
        raise Forbidden("this view is for people who work for a desk")
    chosen = mine if desk is None else {name: m for name, m in mine.items() if name == desk}
    if not chosen:
        raise NotFound("there is no such desk")
    if view == "queue":
        return {name: partial(store.queue, name) for name in chosen}
    return {name: partial(store.assigned_to, name, m.person.id) for name, m in chosen.items()}


def _requested(
    store: TicketStore, principal: Principal, desk: str | None, tenant: str | None
) -> Mapping[str, Source]:
    mine = [m for m in principal.memberships if m.scope and _is_wanted(m, desk, tenant)]
    if not mine:
        raise _nothing_there(desk, "this view is for people who ask a desk for help")
    return {str(m.scope): partial(store.of_requester, m.scope, m.person.id) for m in mine if m.scope}


def _of_tenants(
    store: TicketStore, principal: Principal, desk: str | None, tenant: str | None
) -> Mapping[str, Source]:
    if desk is not None and tenant is not None and principal.on_desk(desk):
        return {f"{desk}/{tenant}": partial(store.of_tenant, TenantRef(desk, tenant))}
    led = [m for m in principal.memberships if m.role is Role.MANAGER and _is_wanted(m, desk, tenant)]
    if led:
        return {str(m.scope): partial(store.of_tenant, m.scope) for m in led if m.scope}
    if principal.desks and tenant is None:
        raise Invalid(field="tenant", reason="say which tenant")
    raise _nothing_there(desk, "this view is for managers of an organisation")


def _served(principal: Principal, desk: str | None, tenant: str | None) -> TenantRef:
    """The tenant whose people the desk may look at."""
    if not principal.desks:
        raise Forbidden("this view is for people who work for a desk")
    if desk is None or tenant is None:
        raise Invalid(field="tenant", reason="say which tenant")
    if principal.on_desk(desk) is None:
        raise NotFound("there is no such organisation")
    return TenantRef(desk, tenant)


def _is_wanted(membership: Membership, desk: str | None, tenant: str | None) -> bool:
    return desk in {None, membership.desk} and tenant in {None, membership.tenant}


def _nothing_there(desk: str | None, otherwise: str) -> Exception:
    return NotFound("there is no such organisation") if desk else Forbidden(otherwise)


def _by_due(ticket: Ticket) -> tuple[Any, ...]:
    """As the queue index sorts: tickets that nothing is promised for come last."""
    due = ticket.next_due_at
    return (due is None, due or ticket.created_at, str(ticket.ref.scope), ticket.ref.number)


def _newest_first(ticket: Ticket) -> tuple[Any, ...]:
    return (-ticket.created_at.timestamp(), str(ticket.ref.scope), -ticket.ref.number)
