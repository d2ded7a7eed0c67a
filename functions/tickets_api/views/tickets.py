"""From a ticket to what one principal is shown of it."""

from datetime import datetime
from functools import cached_property
from typing import Literal

import msgspec

from helpdesk.domain.clocks import Clock, ClockState, remaining, state_of
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, is_id
from helpdesk.domain.offering.forms import in_language
from helpdesk.domain.people import PersonRef, Principal
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.promises import next_due_at
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import ActorKind
from helpdesk.ports import TicketStory
from helpdesk.usecases.deps import Deps, Home, home_of
from helpdesk.web.shapes import TenantLabel
from tickets_api.views.shapes import (
    ClockView,
    LinkView,
    Named,
    NextStep,
    PersonView,
    TicketSummary,
    TicketView,
)
from tickets_api.views.timeline import StoryView, show_timeline


class Viewer:
    """Shows tickets to one principal at one moment."""

    def __init__(self, deps: Deps, principal: Principal) -> None:
        self._deps = deps
        self._principal = principal
        self._homes: dict[TenantRef, Home | None] = {}

    @cached_property
    def _now(self) -> datetime:
        return self._deps.now()

    def story(self, story: TicketStory) -> StoryView:
        """A ticket with its timeline."""
        to_desk = self._works_for(story.ticket)
        return StoryView(
            ticket=self.ticket(story.ticket),
            timeline=show_timeline(story, to_desk=to_desk),
            requester_phones=self._phones(story.ticket),
        )

    def summary(self, ticket: Ticket) -> TicketSummary:
        """A ticket for a list."""
        return msgspec.convert(self.ticket(ticket), TicketSummary, from_attributes=True)

    def ticket(self, ticket: Ticket) -> TicketView:
        """A whole ticket; to requesters without what is the desk's own business."""
        home = self._home(ticket.ref.scope)
        to_desk = self._works_for(ticket)
        clocks = tuple(clock for clock in ticket.clocks if to_desk or not _internal(clock))
        return TicketView(
            key=ticket.key,
            desk=ticket.ref.scope.desk,
            tenant=TenantLabel(
                ref=ticket.ref.scope, name=home.tenant.name if home else ticket.ref.scope.tenant
            ),
            type=ticket.type,
            subject=ticket.subject,
            state=ticket.state,
            priority=ticket.priority,
            channel=ticket.channel,
            requester=_person(ticket.requester),
            participants=tuple(_person(person) for person in ticket.participants),
            assignee=_assignee(ticket, to_desk),
            team=_team(ticket, home) if to_desk else None,
            clocks=tuple(self._clock(clock, home, to_desk=to_desk) for clock in clocks),
            next_due_at=next_due_at(clocks),
            last_by=ActorKind(ticket.last_message_by),
            language=ticket.language,
            category=ticket.category,
            service=ticket.service,
            service_name=_service(ticket, home),
            tags=ticket.tags if to_desk else (),
            vip=ticket.vip and to_desk,
            links=tuple(
                LinkView(relation=link.relation, key=link.key)
                for link in (*ticket.links, *(ticket.across if to_desk else ()))
            ),
            created_at=ticket.created_at,
            updated_at=ticket.updated_at,
            solved_at=ticket.solved_at,
            closed_at=ticket.closed_at,
            version=ticket.version,
        )

    def _works_for(self, ticket: Ticket) -> bool:
        return self._principal.on_desk(ticket.ref.scope.desk) is not None

    def _phones(self, ticket: Ticket) -> tuple[str, ...]:
        """Keys of other programs ask for people where that takes a permission of its own."""
        known = is_id(ticket.requester.id)  # of who was erased, no name is left
        if not known or not self._works_for(ticket) or self._principal.key is not None:
            return ()
        return self._deps.directory.phones(ticket.ref.scope, ticket.requester.id)

    def _home(self, scope: TenantRef) -> Home | None:
        """None when the tenant is gone: its tickets can still be read."""
        if scope not in self._homes:
            try:
                self._homes[scope] = home_of(self._deps.directory, self._deps.agreements, scope)
            except NotFound:
                self._homes[scope] = None
        return self._homes[scope]

    def _clock(self, clock: Clock, home: Home | None, *, to_desk: bool) -> ClockView:
        calendar = home.agreement.calendar(clock.rule.calendar) if home else None
        state = state_of(clock)
        going = state in {ClockState.RUNNING, ClockState.PAUSED}
        left = remaining(clock, calendar, self._now) if going else None
        return ClockView(
            kind=clock.kind,
            state=_state(clock, state, self._now),
            target=clock.target,
            started_at=clock.started_at,
            due_at=clock.due_at,
            remaining_seconds=None if left is None else int(left.total_seconds()),
            budget_seconds=int(clock.budget.total_seconds()),
            next_step=_next_step(clock) if to_desk else None,
            met_at=clock.met_at,
            breached_at=clock.breached_at,
            team=clock.team,
        )


def _state(
    clock: Clock, state: ClockState, now: datetime
) -> Literal["running", "paused", "met", "breached", "stopped"]:
    """Breached from its due instant on, also while the checker has not come by yet."""
    late = clock.breached_at is not None or (clock.due_at is not None and clock.due_at < now)
    if late and state in {ClockState.RUNNING, ClockState.PAUSED}:
        return "breached"
    return state.value


def _next_step(clock: Clock) -> NextStep | None:
    if clock.running_since is None:
        return None
    steps = (
        NextStep(kind=step.kind, at=step.held_until or step.at, percent=step.percent)
        for step in clock.steps
        if step.at is not None and step.fired_at is None
    )
    return min(steps, key=lambda step: step.at, default=None)


def _internal(clock: Clock) -> bool:
    return clock.kind is ClockKind.OLA


def _service(ticket: Ticket, home: Home | None) -> str | None:
    """Its name in the ticket's language; a retired one has it still."""
    known = home.config.services.get(ticket.service) if home and ticket.service else None
    return in_language(known.name, known.names, ticket.language) if known else None


def _assignee(ticket: Ticket, to_desk: bool) -> PersonView | None:
    if ticket.assignee is None:
        return None
    return _person(ticket.assignee) if to_desk else PersonView(id=None, name=ticket.assignee.name, email=None)


def _team(ticket: Ticket, home: Home | None) -> Named | None:
    if ticket.team is None:
        return None
    known = home.config.teams.get(ticket.team) if home else None
    return Named(id=ticket.team, name=known.name if known else ticket.team)


def _person(person: PersonRef) -> PersonView:
    return PersonView(id=person.id, name=person.name, email=person.email)
