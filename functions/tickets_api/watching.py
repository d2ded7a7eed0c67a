"""Writes down in the audit what a request changed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from helpdesk import observe
from helpdesk.domain.audit import AuditEvent
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.audit.watching import Request, watched
from helpdesk.web.calls import Call
from helpdesk.web.permissions import PERMISSION_OF
from helpdesk.web.routes import Route
from helpdesk.web.sources import source_of


def watch(
    call: Call[ApiDeps], route: Route, path: Mapping[str, str], body: object
) -> AbstractContextManager[None]:
    """Around a view."""
    request = Request(
        id=call.id,
        method=route.method,
        path=route.path,
        permission=PERMISSION_OF.get((route.method, route.path), ""),
        subject=path,
        body=body,
        source=source_of(call.headers, call.address),
    )
    return watched(call.deps, call.principal, request, not_written)


def not_written(error: Exception, event: AuditEvent) -> None:
    """The log keeps what the table did not take."""
    facts = {"what": event.what, "desk": event.desk, "by": event.by, "request": event.request}
    observe.logger("audit").error("not written down", exc_info=error, extra=facts)
