"""What happened to a ticket: entries that are added in order and never edited."""

import enum
from datetime import datetime

import msgspec


class ActorKind(enum.StrEnum):
    """Which side did it."""

    REQUESTER = "requester"
    AGENT = "agent"
    SYSTEM = "system"


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who did something, as remembered at that moment."""

    kind: ActorKind
    id: str | None = None
    name: str = ""
    email: str | None = None


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="Loket")


class Attachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file kept in the files bucket under `{desk}/{tenant}/files/{sha256}`."""

    id: str  # unique within the entry; used in links
    name: str
    type: str
    size: int
    sha256: str
    inline: bool = False
    cid: str | None = None
    dangerous: bool = False  # an executable type: kept, marked, never opened in the browser


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """Common to all entries. `id` is a ULID: entries sort by when they were made."""

    id: str
    at: datetime
    by: Actor


class MessageEntry(Entry, frozen=True, kw_only=True, omit_defaults=True, tag="message"):
    """What both sides read: a mail, a portal message, an agent's answer."""

    text: str  # only what is new
    quoted: str = ""  # the history and signature the mail client added, folded away
    html: str | None = None  # cleaned, when it is short enough to keep here
    full_html: str | None = None  # else its key in the files bucket
    full_text: str | None = None  # key of the whole text, when it was too long to keep here
    attachments: tuple[Attachment, ...] = ()
    channel: str = "mail"
    message_id: str | None = None
    recipients: tuple[str, ...] = ()  # envelope recipients, of a mail that came in
    raw: str | None = None  # key of the raw mail in the mail bucket
    sent_at: datetime | None = None  # the sender's own Date; shown, never counted with
    warnings: tuple[str, ...] = ()  # whatever was repaired or left out, in sentences
    unverified: bool = False  # the sender could not be verified (SPF/DKIM/DMARC)


class NoteEntry(Entry, frozen=True, kw_only=True, omit_defaults=True, tag="note"):
    """What only the desk reads."""

    text: str
    mentions: tuple[str, ...] = ()  # agents it was shown to
    raw: str | None = None
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()


class ChangeEntry(Entry, frozen=True, kw_only=True, omit_defaults=True, tag="change"):
    """A field of the ticket changed. Values are what people read; None is "nothing"."""

    field: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None


class ClockEntry(Entry, frozen=True, kw_only=True, omit_defaults=True, tag="clock"):
    """A promise: warned, breached, escalated or kept."""

    clock: str  # first-response, resolution...
    step: str  # a clocks.FactKind: "warned", "breached", "escalated", "met", "retargeted"...
    team: str | None = None
    due_at: datetime | None = None
    was_due_at: datetime | None = None
    percent: int | None = None
    happened_at: datetime | None = None  # when it became true; `at` is when it was noticed
    notify: tuple[str, ...] = ()


class MailEventEntry(Entry, frozen=True, kw_only=True, omit_defaults=True, tag="mail-event"):
    """What became of a mail we sent: bounced, complained about, answered by a machine."""

    event: str
    recipient: str
    detail: str = ""
    delivery: str | None = None


AnyEntry = MessageEntry | NoteEntry | ChangeEntry | ClockEntry | MailEventEntry

DESK_ONLY: tuple[type[Entry], ...] = (NoteEntry, ClockEntry, MailEventEntry)
"""Kinds that a requester never sees."""
