"""Handing a ticket to a team, and saying what kind of work it is: both may change what is promised."""

from msgspec import UNSET, UnsetType

from helpdesk.domain import changes
from helpdesk.domain.catalogue import category_meant
from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Invalid
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket, TicketType
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.tickets import Caller, change_ticket, desk_only


def set_team(
    deps: Deps,
    principal: Principal,
    key: str,
    team: str | None,
    *,
    reason: str | None = None,
    expected: int | None = None,
) -> Ticket:
    """Hand the ticket to a team of its desk, or to none. Whoever has it and is not of that team lets it go.

    Raises NotFound, Forbidden, Invalid and VersionConflict.
    """

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "hand tickets over")
        config = deps.directory.fresh(ticket.ref.scope.desk)
        if team is not None and team not in config.teams:
            raise Invalid(field="team", reason=f"“{team[:40]}” is no team of this desk")
        after, entries = changes.set_team(ticket, team, act, reason)
        if entries and not _is_of(config, after, team):
            after, more = changes.assign(after, None, act)
            entries += more
        return (after, entries), ()

    return change_ticket(deps, principal, key, expected, change)


def classify(
    deps: Deps,
    principal: Principal,
    key: str,
    *,
    kind: TicketType | UnsetType = UNSET,
    category: str | UnsetType | None = UNSET,
    service: str | UnsetType | None = UNSET,
    expected: int | None = None,
) -> Ticket:
    """Say what kind of work it is; what is not given stays. Raises as `set_team` does."""

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "classify tickets")
        config = deps.directory.fresh(ticket.ref.scope.desk)
        moved = changes.classify(
            ticket,
            act,
            kind=ticket.type if isinstance(kind, UnsetType) else kind,
            category=ticket.category
            if isinstance(category, UnsetType)
            else category_meant(config.categories, category, ticket.category),
            service=ticket.service if isinstance(service, UnsetType) else _service(config, ticket, service),
        )
        return moved, ()

    return change_ticket(deps, principal, key, expected, change)


def _service(config: DeskConfig, ticket: Ticket, wanted: str | None) -> str | None:
    """The service's id, which its tenant must be offered; while a desk has none, whatever was said."""
    if wanted is None or not config.services:
        return wanted
    service = config.services.get(wanted)
    if service is None or not (service.is_for(ticket.ref.scope.tenant) or wanted == ticket.service):
        raise Invalid(field="service", reason=f"“{wanted[:40]}” is no service of this organisation's")
    return service.id


def _is_of(config: DeskConfig, ticket: Ticket, team: str | None) -> bool:
    known = config.agents.get(ticket.assignee.id) if ticket.assignee else None
    return known is None or team is None or team in known.teams
