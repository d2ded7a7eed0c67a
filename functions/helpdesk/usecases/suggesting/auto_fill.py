"""A new ticket's empty fields, filled in by themselves where the desk is sure enough; after it has landed.

What a rule or a person said stands, and so does what they emptied; taking a mail in never waits for this.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.tickets import Channel, Priority, Ticket
from helpdesk.domain.timeline import SYSTEM, AnyEntry, ChangeEntry
from helpdesk.ports import (
    Directory,
    LabelGuess,
    Likeness,
    NewId,
    SearchIndex,
    SearchScope,
    TicketDocument,
    TicketStore,
    TicketStory,
    TicketWrite,
)
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import Home, home_of, retrying
from helpdesk.usecases.suggesting.classification import still_there
from helpdesk.usecases.suggesting.marks import GUESSED

YOUNG = timedelta(minutes=15)
"""Older tickets are somebody's already, whatever they lack."""

_FROM_REQUESTERS = frozenset({Channel.MAIL, Channel.PORTAL})


class FillDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of filling in; `store` writes across tenants."""

    store: TicketStore
    directory: Directory
    agreements: Agreements
    index: SearchIndex
    now: Callable[[], datetime]
    new_id: NewId


def fill_in(deps: FillDeps, document: TicketDocument) -> Ticket | None:
    """The ticket as it is now, if something was filled in. Raises what the stores raise."""
    config = _config(deps.directory, document.ref.scope.desk)
    if config is None or config.desk.fill_from is None or not _is_candidate(document, deps.now()):
        return None
    fields = _empty(document, config)
    if not fields:
        return None
    sure = _sure(deps, document, fields, config)
    if not sure:
        return None
    home = home_of(deps.directory, deps.agreements, document.ref.scope)
    return retrying(lambda: _apply(deps, home, document.ref, sure))


def _is_candidate(document: TicketDocument, now: datetime) -> bool:
    born = document.created_at or document.updated_at
    return document.open and document.channel in _FROM_REQUESTERS and now - born <= YOUNG


def _empty(document: TicketDocument, config: DeskConfig) -> list[str]:
    lacking = {"category": document.category, "service": document.service, "team": document.team}
    fields = [field for field, value in lacking.items() if not value]
    return [*fields, *(["priority"] if _has_no_priority_yet(document, config) else [])]


def _has_no_priority_yet(document: TicketDocument, config: DeskConfig) -> bool:
    """Every ticket has one: of a mail that no rule can have meant to be normal, it is nobody's choice."""
    meant = any(
        rule.set.priority is Priority.NORMAL
        for routing in config.mail.routing.values()
        for rule in routing.rules
    )
    return document.channel == Channel.MAIL and document.priority == Priority.NORMAL and not meant


def _sure(
    deps: FillDeps, document: TicketDocument, fields: list[str], config: DeskConfig
) -> dict[str, LabelGuess]:
    asked = Likeness(
        title=document.subject, text=document.text, now=deps.now(), exclude=frozenset({document.ref})
    )
    scope = SearchScope(desks=frozenset({document.ref.scope.desk}))
    guesses = still_there(deps.index.guesses(scope, asked, fields), config, document.ref.scope.tenant)
    least = (config.desk.fill_from or 100) / 100
    return {field: found[0] for field, found in guesses.items() if found and found[0].confidence >= least}


def _apply(deps: FillDeps, home: Home, ref: TicketRef, sure: dict[str, LabelGuess]) -> Ticket | None:
    try:
        story = deps.store.story(ref)
    except NotFound:
        return None
    act = Act(by=SYSTEM, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
    ticket, entries = story.ticket, tuple[AnyEntry, ...]()
    for field, guess in sure.items():
        if _is_free(story, field):
            ticket, told = _set(ticket, field, guess, act)
            entries += told
    return deps.store.write(TicketWrite(ticket=ticket, entries=entries)) if entries else None


def _is_free(story: TicketStory, field: str) -> bool:
    """Nobody has said anything about it since."""
    touched = any(isinstance(entry, ChangeEntry) and entry.field == field for entry in story.entries)
    value = getattr(story.ticket, field)
    return not touched and (not value or (field == "priority" and value is Priority.NORMAL))


def _set(ticket: Ticket, field: str, guess: LabelGuess, act: Act) -> tuple[Ticket, tuple[AnyEntry, ...]]:
    reason = f"{GUESSED}{guess.confidence:.0%} by {', '.join(key for key, _ in guess.based_on)}"
    match field:
        case "team":
            return changes.set_team(ticket, guess.value, act, reason)
        case "priority":
            return changes.set_priority(ticket, Priority(guess.value), act, reason)
        case _:
            wanted = {"category": ticket.category, "service": ticket.service} | {field: guess.value}
            after, entries = changes.classify(ticket, act, kind=ticket.type, **wanted)
            return after, tuple(
                replace(entry, reason=reason) if isinstance(entry, ChangeEntry) else entry
                for entry in entries
            )


def _config(directory: Directory, desk: str) -> DeskConfig | None:
    try:
        return directory.desk(desk)
    except HelpdeskError:
        return None
