"""Carrying out an announcement: each ticket under another gets its message, its mail and its state, once.

A few tickets at a time: after each lot what is left is written down, which puts the delivery on the queue
anew. A lot that is done twice finds its own note on each ticket and leaves it alone.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import Announcement, Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.relations import is_child
from helpdesk.domain.tickets import DONE, State, Ticket
from helpdesk.domain.timeline import MessageEntry, NoteEntry
from helpdesk.mail.outgoing.solved_too import solved_too
from helpdesk.ports import Directory, NewId, OutboxStore, TicketWrite
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import home_of, retrying
from helpdesk.usecases.notices import notices

AT_ONCE: Final = 20


class TellingDeps(msgspec.Struct, frozen=True, kw_only=True):
    """What it works with."""

    store: OutboxStore
    directory: Directory
    agreements: Agreements
    now: Callable[[], datetime]
    new_id: NewId


def tell_some(deps: TellingDeps, delivery: Delivery) -> Delivery:
    """Tell the next few; gives the delivery as it stands then, SENT once none is left.

    STOPPED when its ticket was opened again meanwhile. A ticket that cannot be told now waits behind the
    others; raises why when that is all that happened: the queue comes back with it.
    """
    word = delivery.announcement
    if word is None:
        return _settled(deps, delivery, DeliveryState.STOPPED, "there is nothing to tell")
    parent = deps.store.get(delivery.ticket)
    if word.solve and parent.state not in DONE:
        return _settled(deps, delivery, DeliveryState.STOPPED, "it was opened again before all were told")
    failed = _tell_each(deps, delivery, word, parent)
    left = (*word.left[AT_ONCE:], *failed)
    if not left:
        return _settled(deps, delivery, DeliveryState.SENT)
    further = replace(delivery, announcement=replace(word, left=left))
    deps.store.advance(further)
    return further


def _tell_each(deps: TellingDeps, delivery: Delivery, word: Announcement, parent: Ticket) -> list[TicketRef]:
    """The next few; gives those that could not be told, and raises when none could."""
    failed: list[TicketRef] = []
    lot = word.left[:AT_ONCE]
    for ref in lot:
        try:
            _tell(deps, delivery, word, parent, ref)
        except HelpdeskError:  # being changed all the time, or out of reach: it must not hold up the rest
            failed.append(ref)
            if len(failed) == len(lot):
                raise
    return failed


def _settled(deps: TellingDeps, delivery: Delivery, state: DeliveryState, reason: str = "") -> Delivery:
    settled = replace(delivery, state=state, reason=reason, sent_at=deps.now(), announcement=None)
    deps.store.settle(settled)
    return settled


def _tell(deps: TellingDeps, delivery: Delivery, word: Announcement, parent: Ticket, ref: TicketRef) -> None:
    """One ticket; nothing when it is gone, done, told before, or stands under this one no more."""

    def attempt() -> None:
        try:
            story = deps.store.story(ref)
            home = home_of(deps.directory, deps.agreements, ref.scope)
        except NotFound:
            return
        child, why = story.ticket, f"{delivery.id}.why"
        if not child.open or child.merged_into or not is_child(child, parent):
            return
        if any(entry.id == why for entry in story.entries):
            return
        act = Act(by=word.by, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
        note = NoteEntry(id=why, at=act.at, by=act.by, text=_reason(parent, word))
        message = MessageEntry(
            id=act.new_id(), at=act.at, by=act.by, text=word.text or solved_too(child.language),
            channel="portal",
        )  # fmt: skip
        after, entries = changes.agent_answers(child, message, act, State.SOLVED if word.solve else None)
        told = notices(home.config, after, entries, act.at, act.new_id, but=word.by.email)
        mail = _answer(child, message, act)
        deps.store.write(TicketWrite(ticket=after, entries=(note, *entries), deliveries=(mail, *told)))

    retrying(attempt)


def _answer(child: Ticket, message: MessageEntry, act: Act) -> Delivery:
    return Delivery(
        id=act.new_id(), ticket=child.ref, entry=message.id, kind=DeliveryKind.ANSWER,
        to=child.requester.email, cc=tuple(person.email for person in child.participants),
        created_at=act.at,
    )  # fmt: skip


def _reason(parent: Ticket, word: Announcement) -> str:
    """For the desk alone: the two may be of different organisations."""
    return f"{'Solved' if word.solve else 'Told'} together with {parent.key}: {parent.subject}"
