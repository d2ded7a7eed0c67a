"""Sign-ins in the audit: of the desk they were for, else of every desk the person works for."""

from collections.abc import Callable

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.people import DESK_ROLES
from helpdesk.domain.sign_ins import SignInEvent
from helpdesk.ports import Directory, NewId
from helpdesk.ports.audit import AuditLog
from helpdesk.ports.signing_in import SignInEvents


class AuditedSignIns:
    """Passes events on, and writes down those of people whose desk is known. Never raises."""

    def __init__(
        self,
        log: AuditLog,
        directory: Directory,
        also: SignInEvents,
        *,
        new_id: NewId,
        failed: Callable[[Exception, AuditEvent], None],
    ) -> None:
        self._log = log
        self._directory = directory
        self._also = also
        self._new_id = new_id
        self._failed = failed

    def record(self, event: SignInEvent) -> None:
        self._also.record(event)
        for desk in self._desks(event):
            written = AuditEvent(
                id=self._new_id(),
                at=event.at,
                desk=desk,
                what=f"sign-in {event.kind}",
                by=event.who,
                source=event.source,
                subject={"tenant": event.tenant} if event.tenant else {},
                why=event.why,
            )
            try:
                self._log.add(written)
            except HelpdeskError as error:
                self._failed(error, written)

    def _desks(self, event: SignInEvent) -> tuple[str, ...]:
        """Requesters' codes are many and tell a desk little: only its own people are written down."""
        if event.desk:
            return (event.desk,)
        try:
            members = self._directory.memberships(event.who) if event.who else ()
        except HelpdeskError:
            return ()
        return tuple(sorted({member.desk for member in members if member.role in DESK_ROLES}))
