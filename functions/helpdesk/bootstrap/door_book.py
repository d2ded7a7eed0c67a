"""What happened at the door: in the function's log, and, of a desk's own people, in the desk's audit."""

from typing import TYPE_CHECKING

import msgspec

from helpdesk import observe
from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.sign_ins import SignInEvent

if TYPE_CHECKING:
    from helpdesk.storage.table import Table
    from helpdesk.usecases.audit.doors import AuditedSignIns


class LoggedSignIns:
    """One line an event."""

    def __init__(self, service: str) -> None:
        self._service = service

    def record(self, event: SignInEvent) -> None:
        observe.logger(self._service).info("sign-in", extra={"event": msgspec.to_builtins(event)})


def kept_sign_ins(table: "Table", service: str) -> "AuditedSignIns":
    """Logged, and kept for as long as the audit is."""
    from helpdesk.storage.audit import TableAudit
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.audit.doors import AuditedSignIns

    def failed(error: Exception, event: AuditEvent) -> None:
        facts = {"event": msgspec.to_builtins(event), "why": repr(error)}
        observe.logger(service).error("a sign-in is not in the audit", extra=facts)

    return AuditedSignIns(
        TableAudit(table),
        TableDirectory(table, observe.now),
        LoggedSignIns(service),
        new_id=observe.new_id,
        failed=failed,
    )
