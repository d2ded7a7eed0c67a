"""A ticket's story as the API shows it: to the desk all of it, to requesters what both sides read."""

from collections.abc import Iterable
from typing import assert_never

import msgspec

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.timeline import (
    Actor,
    ActorKind,
    AnyEntry,
    Attachment,
    ChangeEntry,
    ClockEntry,
    MailEventEntry,
    MessageEntry,
    NoteEntry,
)
from helpdesk.domain.timeline_reading import is_for_requesters
from helpdesk.ports import TicketStory
from tickets_api.views.shapes import Instant, TicketView


class ActorView(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it. Requesters see no more of an agent than the name."""

    kind: ActorKind
    name: str
    id: str | None
    email: str | None


class AttachmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A file; ask `/tickets/{key}/attachments/{entry}/{id}` for a link to it."""

    id: str
    name: str
    type: str
    size: int
    inline: bool
    cid: str | None
    dangerous: bool


class DeliveryView(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that was or will be sent about a message."""

    kind: DeliveryKind
    to: str
    cc: tuple[str, ...]
    state: DeliveryState
    sent_at: Instant | None
    reason: str


class Shown(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Common to all entries; they come oldest first."""

    id: str
    at: Instant
    by: ActorView


class MessageView(Shown, frozen=True, kw_only=True, tag="message"):
    """What both sides read.

    Unless `text` is the `whole` text, that can be fetched as attachment `text`; `html`, when there is one,
    as attachment `html`. `unverified`, `warnings` and `deliveries` are told to the desk alone.
    """

    text: str
    quoted: str
    whole: bool
    html: bool
    channel: str
    attachments: tuple[AttachmentView, ...]
    sent_at: Instant | None
    unverified: bool
    warnings: tuple[str, ...]
    deliveries: tuple[DeliveryView, ...]


class NoteView(Shown, frozen=True, kw_only=True, tag="note"):
    """What only the desk reads."""

    text: str
    mentions: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    warnings: tuple[str, ...]


class ChangeView(Shown, frozen=True, kw_only=True, tag="change"):
    """A field of the ticket changed."""

    field: str
    old: str | None
    new: str | None
    reason: str | None


class ClockEventView(Shown, frozen=True, kw_only=True, tag="clock"):
    """Something about a promise; desk only."""

    clock: ClockKind
    step: str
    team: str | None
    due_at: Instant | None
    was_due_at: Instant | None
    percent: int | None
    happened_at: Instant | None


class MailEventView(Shown, frozen=True, kw_only=True, tag="mail-event"):
    """What became of a mail we sent; desk only."""

    event: str
    recipient: str
    detail: str


EntryView = MessageView | NoteView | ChangeView | ClockEventView | MailEventView


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket and all that happened to it.

    `requester_phones`: to call them back; told to the desk's people alone, not to API keys.
    """

    ticket: TicketView
    timeline: tuple[EntryView, ...]
    requester_phones: tuple[str, ...]


def show_timeline(story: TicketStory, *, to_desk: bool) -> tuple[EntryView, ...]:
    """Oldest first; without what only the desk reads unless it is shown to the desk."""
    entries = story.entries if to_desk else tuple(e for e in story.entries if is_for_requesters(e))
    return tuple(_show(entry, story.deliveries, to_desk) for entry in entries)


def _show(entry: AnyEntry, deliveries: Iterable[Delivery], to_desk: bool) -> EntryView:
    by = _actor(entry.by, to_desk)
    match entry:
        case MessageEntry():
            return _message(entry, by, deliveries, to_desk)
        case NoteEntry():
            return NoteView(
                id=entry.id, at=entry.at, by=by, text=entry.text, mentions=entry.mentions,
                attachments=_attachments(entry.attachments), warnings=entry.warnings,
            )  # fmt: skip
        case ChangeEntry():
            return ChangeView(
                id=entry.id, at=entry.at, by=by, field=entry.field, old=entry.old, new=entry.new,
                reason=entry.reason if to_desk else None,
            )  # fmt: skip
        case ClockEntry():
            return ClockEventView(
                id=entry.id, at=entry.at, by=by, clock=ClockKind(entry.clock), step=entry.step,
                team=entry.team, due_at=entry.due_at, was_due_at=entry.was_due_at, percent=entry.percent,
                happened_at=entry.happened_at,
            )  # fmt: skip
        case MailEventEntry():
            return MailEventView(
                id=entry.id, at=entry.at, by=by, event=entry.event, recipient=entry.recipient,
                detail=entry.detail,
            )  # fmt: skip
        case _:
            assert_never(entry)


def _message(
    entry: MessageEntry, by: ActorView, deliveries: Iterable[Delivery], to_desk: bool
) -> MessageView:
    return MessageView(
        id=entry.id,
        at=entry.at,
        by=by,
        text=entry.text,
        quoted=entry.quoted,
        whole=entry.full_text is None,
        html=bool(entry.html or entry.full_html),
        channel=entry.channel,
        attachments=_attachments(entry.attachments),
        sent_at=entry.sent_at,
        unverified=entry.unverified and to_desk,
        warnings=entry.warnings if to_desk else (),
        deliveries=tuple(_delivery(d) for d in deliveries if to_desk and d.entry == entry.id),
    )


def _actor(actor: Actor, to_desk: bool) -> ActorView:
    if actor.kind is not ActorKind.REQUESTER and not to_desk:
        return ActorView(kind=actor.kind, name=actor.name, id=None, email=None)
    return ActorView(kind=actor.kind, name=actor.name, id=actor.id, email=actor.email)


def _attachments(attachments: Iterable[Attachment]) -> tuple[AttachmentView, ...]:
    return tuple(
        AttachmentView(
            id=a.id, name=a.name, type=a.type, size=a.size, inline=a.inline, cid=a.cid, dangerous=a.dangerous
        )
        for a in attachments
    )


def _delivery(delivery: Delivery) -> DeliveryView:
    return DeliveryView(
        kind=delivery.kind,
        to=delivery.to,
        cc=delivery.cc,
        state=delivery.state,
        sent_at=delivery.sent_at,
        reason=delivery.reason,
    )
