"""Bulletins: what is wrong (or will be) right now, told to those it concerns before they ask."""

import enum
from datetime import datetime

import msgspec

from helpdesk.domain.people import PersonRef


class Severity(enum.StrEnum):
    """From a remark to "nothing works"."""

    INFO = "info"
    MAINTENANCE = "maintenance"
    DEGRADED = "degraded"
    OUTAGE = "outage"


class BulletinText(msgspec.Struct, frozen=True, kw_only=True):
    """In one language; `body` is Markdown."""

    title: str
    body: str = ""


class Bulletin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`tenants` empty: all of the desk. `incident`: the key of the ticket behind it, for the desk."""

    desk: str
    id: str
    texts: dict[str, BulletinText]
    language: str = "en"
    tenants: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    starts: datetime
    ends: datetime | None = None
    incident: str | None = None
    by: PersonRef
    closed_at: datetime | None = None
    version: int = 0
    created_at: datetime
    updated_at: datetime
