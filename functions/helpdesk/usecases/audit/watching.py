"""Watches requests that change how a desk works, and writes down what they changed.

Which those are is said by permissions (`domain/audit.AUDITED`), so that a new route cannot be forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import msgspec
from msgspec.structs import replace

from helpdesk.domain.audit import AUDITED, AuditEvent, compared, told
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.ids import is_id
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.audit.states import Place, state_of


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is watched. `path` is the route's, `subject` what stands in its braces."""

    id: str
    method: str
    path: str
    permission: str
    subject: Mapping[str, str]
    body: object
    source: str


Failed = Callable[[Exception, AuditEvent], None]
"""Told when an event could not be kept: the change stands, so the request must not fail for it."""


@contextmanager
def watched(deps: ApiDeps, principal: Principal, request: Request, failed: Failed) -> Iterator[None]:
    """Around a view: what it changed is written down once it is done. What it refuses is not."""
    if request.method == "GET" or request.permission not in AUDITED:
        yield
        return
    desk = _desk(request)
    place = Place(desk=desk, permission=request.permission, subject=request.subject, body=request.body)
    before = state_of(deps, place)
    yield
    event = AuditEvent(
        id=deps.new_id(),
        at=deps.now(),
        desk=desk,
        what=f"{request.method} {request.path.removeprefix('/api/v1')}",
        by=principal.email or f"key {principal.key}",
        name=principal.name,
        key=principal.key or "",
        source=request.source,
        request=request.id,
        subject=dict(request.subject),
        asked="" if request.body is None else told(request.body),
    )
    try:
        changes, more = compared(before, state_of(deps, place))
        event = replace(event, changes=changes, more=more)
        deps.audit.add(event)
    except HelpdeskError as error:
        failed(error, event)


def _desk(request: Request) -> str:
    """From the path, or from what the request says; "" for what belongs to no desk."""
    desk = request.subject.get("desk") or getattr(request.body, "desk", None)
    return desk if isinstance(desk, str) and is_id(desk) else ""
