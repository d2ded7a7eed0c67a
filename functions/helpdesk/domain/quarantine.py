"""Mail that could not be placed: kept whole, with the cause, until someone decides."""

import enum
from datetime import datetime

import msgspec

from helpdesk.domain.errors import Conflict
from helpdesk.domain.verdicts import Verdicts


class Cause(enum.StrEnum):
    """Why a mail waits here instead of being a ticket."""

    UNKNOWN_RECIPIENT = "unknown-recipient"
    SUSPENDED_TENANT = "suspended-tenant"
    VIRUS = "virus"
    UNREADABLE = "unreadable"
    NO_SENDER = "no-sender"
    SPAM = "spam"
    BLOCKED_SENDER = "blocked-sender"
    SENDER_NOT_ALLOWED = "sender-not-allowed"
    SUSPENDED_SENDER = "suspended-sender"
    UNKNOWN_SENDER = "unknown-sender"  # nobody knows them, and the tenant wants to be asked first
    UNMATCHED = "unmatched"  # a delivery report or absence note about nothing we know


class DecisionKind(enum.StrEnum):
    """What somebody made of a quarantined mail."""

    RELEASED = "released"
    BLOCKED = "blocked"
    DELETED = "deleted"


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who decided what, and where a released mail went. Until it is `done` the mail still waits."""

    what: DecisionKind
    by: str  # the address of who decided
    at: datetime
    target: str = ""  # a tenant ("noord/acme"), a ticket ("ACME-1042"), or what was blocked
    ticket: str = ""  # where a released mail landed
    done: bool = False

    def same_as(self, other: "Decision") -> bool:
        """Whether both want the same done, whoever said so and when."""
        return (self.what, self.target) == (other.what, other.target)


class QuarantinedMail(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One quarantined mail. `id` is derived from the raw mail's key, so a redelivery lands on itself.

    `return_path` and `verdicts` are the envelope's, so that it can be taken in later as it came.
    """

    id: str
    at: datetime
    cause: Cause
    detail: str
    raw: str  # key in the mail bucket
    sender: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    desk: str | None = None  # set when the recipient's tenant is known
    tenant: str | None = None
    return_path: str = ""
    verdicts: Verdicts = Verdicts()
    decision: Decision | None = None


def may_decide(mail: QuarantinedMail, decision: Decision) -> bool:
    """Whether there is something to write down. Raises Conflict when something else was decided before."""
    before = mail.decision
    if before is None:
        return True
    if not before.same_as(decision):
        where = f" to {before.ticket or before.target}" if before.what is DecisionKind.RELEASED else ""
        raise Conflict(f"it was {before.what}{where} by {before.by} before")
    return not before.done
