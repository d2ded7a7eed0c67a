"""The audit in memory."""

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.errors import Invalid, Unavailable
from helpdesk.domain.ids import is_id
from helpdesk.ports import PageRequest


class FakeAudit:
    """Events in memory; `down` makes the next ones fail."""

    def __init__(self) -> None:
        self.events: list[AuditEvent] = []
        self.down = False

    def add(self, event: AuditEvent) -> None:
        if self.down:
            raise Unavailable("the table does not answer")
        self.events.append(event)

    def of_desk(self, desk: str, page: PageRequest) -> tuple[tuple[AuditEvent, ...], str | None]:
        if page.cursor and not is_id(page.cursor):
            raise Invalid(field="cursor", reason="is not one that was given here")
        left = sorted((one for one in self.events if one.desk == desk), key=lambda one: one.id, reverse=True)
        left = [one for one in left if not page.cursor or one.id < page.cursor]
        shown = tuple(left[: page.limit])
        return shown, shown[-1].id if len(left) > page.limit else None
