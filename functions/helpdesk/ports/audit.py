"""The audit as it is kept."""

from typing import Protocol

from helpdesk.domain.audit import AuditEvent
from helpdesk.ports.common import PageRequest


class AuditLog(Protocol):
    """Only ever grows, until events expire."""

    def add(self, event: AuditEvent) -> None:
        """Write it down. Raises Unavailable."""
        ...

    def of_desk(self, desk: str, page: PageRequest) -> tuple[tuple[AuditEvent, ...], str | None]:
        """The desk's events, newest first, with the cursor of the next page."""
        ...
