"""A ticket without one person: it stays readable, and nothing in it tells who they were."""

import enum
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.people import PersonRef
from helpdesk.domain.privacy.signatures import undelimited, unsigned
from helpdesk.domain.privacy.words import ERASED, Eraser, Words
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ActorKind, AnyEntry, ChangeEntry, MessageEntry, NoteEntry

NOBODY: Final = PersonRef(id="erased", name=ERASED, email="")
"""The same for all: what one person asked for cannot be told to be one person's any more."""

_NAMES_OF_THE_DESK: Final = frozenset({"assignee", "team"})
T = TypeVar("T", bound=msgspec.Struct)


class Keep(enum.StrEnum):
    """What is to become of texts, or files, that they sent."""

    KEEP = "keep"
    REMOVE = "remove"


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Kept texts lose what tells who wrote them; kept files stay as they are."""

    texts: Keep = Keep.KEEP
    files: Keep = Keep.REMOVE


class Bodies(Protocol):
    """Long bodies and raw mails, which lie in buckets."""

    def read(self, key: str) -> str | None:
        """None: it is not there."""
        ...

    def keep(self, text: str, content_type: str) -> str:
        """The key of what is kept now."""
        ...

    def mentions(self, raw: str) -> bool:
        """Whether this raw mail tells of the person."""
        ...


class Object(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a bucket that nothing leads to any more. `bucket`: "mail" or "files"."""

    bucket: str
    key: str


def is_part(ticket: Ticket, eraser: Eraser) -> bool:
    """Whether the person takes part in it."""
    people = (ticket.requester, *ticket.participants)
    return any(eraser.is_them(one.id, one.email) for one in people) or any(
        eraser.is_them(former, None) for former in ticket.former
    )


class Retold:
    """One ticket and its story, told again without the person. `gone`: objects it does not lead to now."""

    def __init__(
        self, ticket: Ticket, eraser: Eraser, choices: Choices, bodies: Bodies, *, part: bool
    ) -> None:
        self._eraser = eraser
        self._choices = choices
        self._bodies = bodies
        self._part = part
        self._words: Words = eraser.close if part else eraser.anywhere
        self._scope = ticket.ref.scope
        self.gone: list[Object] = []
        self.ticket = self._ticket(ticket)

    def entry(self, entry: AnyEntry) -> AnyEntry:
        """One entry of the timeline."""
        own = self._eraser.is_them(entry.by.id, entry.by.email)
        by = Actor(kind=entry.by.kind, name=ERASED) if own else entry.by
        words = self._words
        if isinstance(entry, ChangeEntry) and entry.field in _NAMES_OF_THE_DESK:
            words = self._eraser.anywhere
        told = entry
        if isinstance(entry, MessageEntry):
            told = self._own(entry) if own else self._pages(entry)
        told = self._file_names(replace(_each_text(replace(told, by=_NO_ONE), words), by=by))
        return told if told == entry and not self._part else self._without_raw(told, changed=told != entry)

    def _file_names(self, entry: AnyEntry) -> AnyEntry:
        if not self._part or not isinstance(entry, MessageEntry | NoteEntry) or not entry.attachments:
            return entry
        files = (replace(file, name=self._eraser.label(file.name)) for file in entry.attachments)
        return replace(entry, attachments=tuple(files))

    def _without_raw(self, told: AnyEntry, *, changed: bool) -> AnyEntry:
        """A raw mail cannot be edited: one that tells of them goes."""
        raw = told.raw if isinstance(told, MessageEntry | NoteEntry) else None
        if raw is None or not (changed or self._bodies.mentions(raw)):
            return told
        self._drop("mail", raw)
        return replace(told, raw=None)

    def delivery(self, delivery: Delivery) -> Delivery:
        """A mail that was sent, or is to be: nothing is sent to them any more."""
        to = "" if self._eraser.is_them(None, delivery.to) else delivery.to
        cc = tuple(address for address in delivery.cc if not self._eraser.is_them(None, address))
        told = _each_text(replace(delivery, to=to, cc=cc), self._words)
        waits = delivery.state in {DeliveryState.PENDING, DeliveryState.HELD}
        if to != delivery.to and waits:
            told = replace(told, state=DeliveryState.STOPPED, reason="the person was erased")
        return told

    def _ticket(self, ticket: Ticket) -> Ticket:
        former = tuple(one for one in ticket.former if not self._eraser.is_them(one, None))
        return replace(
            ticket,
            requester=self._person(ticket.requester),
            participants=tuple(dict.fromkeys(self._person(one) for one in ticket.participants)),
            former=former,
            subject=self._words(ticket.subject),
            tags=tuple((self._eraser.label if self._part else self._words)(tag) for tag in ticket.tags),
        )

    def _person(self, person: PersonRef) -> PersonRef:
        return NOBODY if self._eraser.is_them(person.id, person.email) else person

    def _own(self, entry: MessageEntry) -> MessageEntry:
        """What they wrote themselves: without signature, quotations, and the form that tells their taste."""
        remove_text, remove_files = (one is Keep.REMOVE for one in (self._choices.texts, self._choices.files))
        if entry.full_html:
            self._drop("files", entry.full_html)
        if remove_files:
            for file in entry.attachments:
                self._drop("files", f"{self._scope}/files/{file.sha256}")
        text = ERASED if remove_text else self._said(entry.text)
        full = self._long(entry.full_text, "text/plain", lambda all_of_it: (
            None if remove_text else self._said(all_of_it)
        ))  # fmt: skip
        return replace(
            entry, text=text, quoted="", html=None, full_html=None, full_text=full, message_id=None,
            sent_at=None, attachments=() if remove_files else entry.attachments,
        )  # fmt: skip

    def _said(self, text: str) -> str:
        return unsigned(self._words(undelimited(text)))

    def _pages(self, entry: MessageEntry) -> MessageEntry:
        """What others wrote, where it lies in a page or in a file."""
        page = self._eraser.page(entry.html, self._words) if entry.html else entry.html
        long_page = self._long(
            entry.full_html, "text/html", lambda found: self._eraser.page(found, self._words)
        )
        return replace(
            entry, html=page, full_html=long_page,
            full_text=self._long(entry.full_text, "text/plain", self._words),
        )  # fmt: skip

    def _long(self, key: str | None, content_type: str, change: Callable[[str], str | None]) -> str | None:
        text = self._bodies.read(key) if key else None
        if key is None or text is None:
            return key
        clean = change(text)
        if clean == text:
            return key
        self._drop("files", key)
        return None if clean is None else self._bodies.keep(clean, content_type)

    def _drop(self, bucket: str, key: str) -> None:
        self.gone.append(Object(bucket=bucket, key=key))


_NO_ONE: Final = Actor(kind=ActorKind.SYSTEM)


def _each_text(struct: T, words: Words) -> T:
    """The struct with every text in it changed: a field that is new some day is not forgotten."""
    plain = msgspec.to_builtins(struct)
    changed = _map(plain, words)
    return struct if changed == plain else msgspec.convert(changed, type(struct))


def _map(plain: Any, words: Words) -> Any:
    if isinstance(plain, str):
        return words(plain)
    if isinstance(plain, dict):
        return {name: _map(one, words) for name, one in plain.items()}
    if isinstance(plain, list | tuple):
        return [_map(one, words) for one in plain]
    return plain
