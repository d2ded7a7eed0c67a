"""The store of `intake_email`: the only one that finds mail, people and tickets of every tenant."""

from collections.abc import Sequence

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import MailLookup
from helpdesk.storage.administration import put_check
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.people import read_membership
from helpdesk.storage.quarantine import quarantine_row
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore

MOST_REFERENCES = 90  # with the mail itself and two logins they fit one BatchGetItem of 100


class CrossTenantIntake(TableTicketStore):
    """Crosses tenants: for `intake_email` alone, whose role may read every leading key."""

    def __init__(self, table: Table, shards: int) -> None:
        super().__init__(table, EVERYTHING, shards)

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        return look_up(
            self._table, self._table, scope=scope, message_id=message_id, refers_to=refers_to, sender=sender
        )

    def put_check(self, desk: str, check: AddressCheck) -> None:
        put_check(self._table, desk, check)

    def quarantine(self, mail: QuarantinedMail) -> None:
        self._table.put(quarantine_row(self._table, mail), self._table.row.pk.does_not_exist())


def look_up(
    marks_at: Table, logins_at: Table,
    *, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str,
) -> MailLookup:  # fmt: skip
    """What is known about a mail; one BatchGetItem where one table may read all of it."""
    asked = list(dict.fromkeys(refers_to))[:MOST_REFERENCES]
    marks = {message: mail_keys.mark(scope, message) for message in asked}
    own = mail_keys.mark(scope, message_id) if message_id else None
    logins = (sign_in_keys.login(sender, scope), sign_in_keys.login(sender, scope.desk)) if sender else ()
    of_scope = {*marks.values(), *([own] if own else [])}
    if marks_at is logins_at:
        rows = marks_at.get_all({*of_scope, *logins})
    else:
        rows = marks_at.get_all(of_scope) | logins_at.get_all(logins)
    mine = rows.get(own) if own else None
    threads = {message: _marked(scope, rows.get(key)) for message, key in marks.items()}
    people = [read_membership(rows[key]) if key in rows else None for key in logins]
    return MailLookup(
        seen=_marked(scope, mine),
        fingerprint=(mine.body or "") if mine else "",
        threads={message: ref for message, ref in threads.items() if ref},
        sender=people[0] if people else None,
        agent=people[1] if people else None,
    )


def _marked(scope: TenantRef, row: Row | None) -> TicketRef | None:
    return TicketRef(scope, int(row.owner)) if row and row.owner else None
