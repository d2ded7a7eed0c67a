"""What we understood of one inbound mail: plain facts, frozen, ready to be placed (by `understand.py`)."""

from datetime import datetime
from typing import Literal

import msgspec

Kind = Literal["human", "auto-reply", "out-of-office", "bounce", "feedback", "list", "calendar", "own"]
AUTOMATIC: frozenset[Kind] = frozenset({"auto-reply", "out-of-office", "bounce", "feedback", "list", "own"})


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A person of a header. `email` is as written (case kept), "" where the field holds no address."""

    name: str = ""
    email: str = ""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """One file. `inline` means the HTML body shows it by its `cid`; `content` is the decoded payload."""

    name: str
    type: str
    size: int
    sha256: str
    inline: bool = False
    cid: str = ""
    executable: bool = False
    content: bytes = b""


class FailedRecipient(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a bounce: whom, the RFC 3463 status ("" when none was given), and the server's words."""

    email: str
    status: str = ""
    reason: str = ""


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """The headers of the mail that came back: they say which of ours it was."""

    message_id: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""
    to: tuple[Address, ...] = ()


class Bounce(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery report. `hard`: the address will not work later either."""

    hard: bool
    recipients: tuple[FailedRecipient, ...] = ()
    returned: Returned | None = None


class Auto(msgspec.Struct, frozen=True, kw_only=True):
    """Why the mail counts as written by a machine: the header or phrase that says so."""

    reason: str


class Forwarded(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that somebody passed on, inline or attached: its first sender, for "forwarded by an agent"."""

    sender: Address
    subject: str = ""
    text: str = ""


class InboundMail(msgspec.Struct, frozen=True, kw_only=True):
    """Everything below comes from the mail alone; envelope and verdicts are the intake's.

    Message ids stand without angle brackets. `warnings` are "code: sentence" strings about
    anything repaired, marked or left out.
    """

    kind: Kind = "human"
    sender: Address = Address()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    subject: str = ""  # decoded and unfolded, else untouched
    topic: str = ""  # the subject without reply prefixes and without our tags
    date: datetime | None = None  # the sender's clock, always with an offset
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # oldest first, as written
    text: str = ""  # the readable body, whatever the mail's form
    new_text: str = ""
    quoted_text: str = ""
    signature: str = ""
    html: str = ""  # cleaned; remote images wait in data-remote-src; "" for a mail without HTML
    language: str = ""  # ISO 639-1, "" when the text is too short to tell
    attachments: tuple[Attachment, ...] = ()
    bounce: Bounce | None = None
    auto: Auto | None = None
    forwarded: Forwarded | None = None
    loop_id: str = ""  # our X-Loop value
    subject_tags: tuple[str, ...] = ()  # ["ACME-1042"] from [ACME-1042], ["1042"] from [#1042]
    thread_ids: tuple[str, ...] = ()  # message ids to look up, strongest first
    encrypted: Literal["", "smime", "pgp"] = ""  # shown as such, never opened
    signed: Literal["", "smime", "pgp"] = ""
    warnings: tuple[str, ...] = ()

    @property
    def automatic(self) -> bool:
        """No answer may be sent to it by a machine."""
        return self.auto is not None or self.kind in AUTOMATIC
