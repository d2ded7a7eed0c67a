"""What is shown of the audit."""

from datetime import datetime

import msgspec

from helpdesk.domain.audit import AuditEvent


class ChangedView(msgspec.Struct, frozen=True, kw_only=True):
    """One value by its path, as JSON says it; null: there was, or is, none."""

    path: str
    before: str | None
    after: str | None


class AuditEventView(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what, when, from where. `more`: how many changes are not listed; `asked`: what was sent."""

    id: str
    at: datetime
    what: str
    by: str
    name: str
    key: str
    source: str
    request: str
    subject: dict[str, str]
    changes: tuple[ChangedView, ...]
    more: int
    asked: str
    why: str


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """Events, newest first, and where the next ones start."""

    items: tuple[AuditEventView, ...]
    next: str | None


def audit_event(event: AuditEvent) -> AuditEventView:
    """One event."""
    changes = (ChangedView(path=one.path, before=one.before, after=one.after) for one in event.changes)
    return AuditEventView(
        id=event.id,
        at=event.at,
        what=event.what,
        by=event.by,
        name=event.name,
        key=event.key,
        source=event.source,
        request=event.request,
        subject=event.subject,
        changes=tuple(changes),
        more=event.more,
        asked=event.asked,
        why=event.why,
    )
