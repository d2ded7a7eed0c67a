"""Notices to the desk's own people about promises, written in the same transaction as what they tell."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState, Notice
from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.notified import whom
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry, ClockEntry
from helpdesk.ports import Attempts, NewId

MOST_MAILS = 50
"""Mails about one write; beyond, people share one: the transaction has room for 100 rows."""

MOST_SINGLE = 20
SINGLE_WINDOW = timedelta(minutes=5)
"""So many notices a person gets one by one in that time; what comes beyond goes into one digest."""

Crowded = Callable[[str], bool]
"""Whether this address had enough single notices for now."""


def notices(
    config: DeskConfig,
    ticket: Ticket,
    entries: Iterable[AnyEntry],
    at: datetime,
    new_id: NewId,
    *,
    crowded: Crowded = lambda _address: False,
    but: str | None = None,
) -> tuple[Delivery, ...]:
    """One delivery per person, about all of `entries` that name them; `but`: whoever did it knows already."""
    told: dict[str, list[ClockEntry]] = {}
    people: dict[str, Agent] = {}
    for entry in entries:
        if isinstance(entry, ClockEntry) and entry.notify:
            for agent in whom(entry.notify, ticket, config):
                if agent.person.email != but:
                    people[agent.person.id] = agent
                    told.setdefault(agent.person.id, []).append(entry)
    about = _About(config, ticket, at, new_id, crowded)
    groups = _groups(list(people.values()), told)
    return tuple(_delivery(about, group, told[group[0].person.id]) for group in groups)


def single_notices(attempts: Attempts, now: Callable[[], datetime]) -> Crowded:
    """Counts single notices per address over all runs of the checker."""
    return lambda address: attempts.count(f"notice {address}", at=now(), window=SINGLE_WINDOW) > MOST_SINGLE


class _About(NamedTuple):
    config: DeskConfig
    ticket: Ticket
    at: datetime
    new_id: NewId
    crowded: Crowded


def _groups(people: list[Agent], told: dict[str, list[ClockEntry]]) -> list[list[Agent]]:
    """Everybody for themselves; in a crowd, those who hear the same share a mail."""
    if len(people) <= MOST_MAILS:
        return [[agent] for agent in people]
    alike: dict[tuple[str, ...], list[Agent]] = {}
    for agent in people:
        alike.setdefault(tuple(entry.id for entry in told[agent.person.id]), []).append(agent)
    size = min(1 + len(people) // MOST_MAILS + len(alike), 50)  # SES takes 50 recipients
    return [group[i : i + size] for group in alike.values() for i in range(0, len(group), size)]


def _delivery(about: _About, group: list[Agent], entries: list[ClockEntry]) -> Delivery:
    first, *others = group
    address = first.person.email
    held = not others and about.crowded(address)
    return Delivery(
        id=about.new_id(),
        ticket=about.ticket.ref,
        entry=entries[0].id,
        kind=DeliveryKind.NOTICE,
        to=address,
        cc=tuple(agent.person.email for agent in others),
        created_at=about.at,
        state=DeliveryState.HELD if held else DeliveryState.PENDING,
        notices=tuple(_notice(about.config, about.ticket, entry) for entry in entries),
    )


def _notice(config: DeskConfig, ticket: Ticket, entry: ClockEntry) -> Notice:
    return Notice(
        key=ticket.key,
        subject=ticket.subject,
        priority=ticket.priority,
        clock=entry.clock,
        step=entry.step,
        percent=entry.percent,
        due_at=entry.due_at,
        zone=_zone(config, ticket, entry),
    )


def _zone(config: DeskConfig, ticket: Ticket, entry: ClockEntry) -> str:
    clock = next((c for c in ticket.clocks if (c.kind, c.team) == (entry.clock, entry.team)), None)
    calendar = config.calendars.get(clock.rule.calendar) if clock else None
    return calendar.spec.zone if calendar else "UTC"
