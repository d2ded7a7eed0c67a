"""A message to a webhook: one event, told until it is taken, for a day at most."""

import enum
import hashlib
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef, is_id

WAITS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=8),
    timedelta(hours=8),
)
"""After each failed attempt; 23 h 35 min in all. The sweep runs each minute: five seconds can become one."""

LEASE: Final = timedelta(minutes=2)
"""How long an attempt may take before somebody else makes the next one."""

KEPT: Final = timedelta(days=30)
"""How long the log of messages is kept."""

GONE: Final = 410
"""A receiver that answers this wants to hear nothing any more (the specification says so)."""

_MOST_LOGGED: Final = 20
_TIME: Final = 10  # characters by which a ULID says when it was made: the log is sorted by them
_LONGEST_ID: Final = 31


class MessageState(enum.StrEnum):
    """Whether it was taken."""

    PENDING = "pending"
    TAKEN = "taken"
    FAILED = "failed"


class Attempt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call. `status` None: there was no answer, and `problem` says why."""

    at: datetime
    milliseconds: int
    status: int | None = None
    problem: str = ""

    @property
    def taken(self) -> bool:
        """Only 2xx counts; a redirect is not followed."""
        return self.status is not None and 200 <= self.status < 300


class HookMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event for one webhook. `body` is what is sent, the same at every attempt.

    `next_at` is when the next attempt is due; None once it is settled. `tries` counts since it was last
    asked for, `attempts` keeps the latest twenty of all.
    """

    desk: str
    hook: str
    id: str
    event: str
    ticket: str  # its key; "" for a trial
    body: str
    state: MessageState = MessageState.PENDING
    tries: int = 0
    attempts: tuple[Attempt, ...] = ()
    created_at: datetime
    next_at: datetime | None = None


def message_id(ticket: TicketRef, entry: str, suffix: str = "") -> str:
    """The same for the same event of a ticket: the entry's id where a message can have it.

    Entries that are named after a delivery cannot be called so, and tickets may have them in common.
    """
    plain = entry + suffix
    if is_id(plain):
        return plain
    told = hashlib.sha256(f"{ticket.scope}#{ticket.number}#{plain}".encode()).hexdigest()
    since = entry[:_TIME] if is_id(entry[:_TIME]) else ""
    return f"{since}{told}"[:_LONGEST_ID]


def tried(message: HookMessage, attempt: Attempt) -> HookMessage:
    """The message after an attempt: taken, to be tried again, or given up."""
    attempts = (*message.attempts, attempt)[-_MOST_LOGGED:]
    known = replace(message, attempts=attempts, tries=message.tries + 1)
    if attempt.taken:
        return replace(known, state=MessageState.TAKEN, next_at=None)
    if message.tries >= len(WAITS) or attempt.status == GONE:
        return replace(known, state=MessageState.FAILED, next_at=None)
    return replace(known, state=MessageState.PENDING, next_at=attempt.at + WAITS[message.tries])


def asked_again(message: HookMessage, at: datetime) -> HookMessage:
    """The message to be sent once more, from the first wait on."""
    return replace(message, state=MessageState.PENDING, tries=0, next_at=at)


def leased(message: HookMessage, at: datetime) -> HookMessage:
    """The message while somebody makes an attempt."""
    return replace(message, next_at=at + LEASE)
