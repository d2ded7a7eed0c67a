"""Mail that could not be placed: kept whole, with the cause, until someone decides."""

import enum
from datetime import datetime

import msgspec


class Cause(enum.StrEnum):
    """Why a mail waits here instead of being a ticket."""

    UNKNOWN_RECIPIENT = "unknown-recipient"
    SUSPENDED_TENANT = "suspended-tenant"
    VIRUS = "virus"
    UNREADABLE = "unreadable"
    NO_SENDER = "no-sender"
    UNMATCHED = "unmatched"  # a delivery report or absence note about nothing we know


class QuarantinedMail(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One quarantined mail. `id` is derived from the raw mail's key, so a redelivery lands on itself."""

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
