"""All rows of one organisation, for the purge: the only place that deletes tickets and their stories."""

from typing import Final

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry, MessageEntry, NoteEntry
from helpdesk.ports import PageRequest
from helpdesk.storage.desk_estates import COUNTED, TableDeskEstates
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import push as push_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import caller_rows, read_membership, read_person
from helpdesk.storage.reach import EVERYTHING
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore

_AT_ONCE: Final = 20
_SETTINGS: Final = ("SENDERS", "ROUTING", "TEMPLATES")
_ENTRY: Final = msgspec.json.Decoder(AnyEntry)
_DELIVERY: Final = msgspec.json.Decoder(Delivery)
_MERGE: Final = msgspec.json.Decoder(PersonMerge)


class TableEstates(TableDeskEstates):
    """Crosses tenants: for `privacy` alone."""

    def __init__(self, table: Table, shards: int, counted: int = COUNTED) -> None:
        super().__init__(table, counted)
        self._tickets = TableTicketStore(table, EVERYTHING, shards)

    def tenant(self, scope: TenantRef) -> Tenant | None:
        row = self._table.get(desk_keys.config_row(scope.desk, "TENANT", scope.tenant))
        return msgspec.json.decode(row.body, type=Tenant) if row else None

    def tickets(self, scope: TenantRef) -> tuple[Ticket, ...]:
        return self._tickets.of_tenant(scope, PageRequest(limit=_AT_ONCE)).tickets

    def raws(self, ref: TicketRef) -> tuple[str, ...]:
        entries = map(_entry, self._table.partition(ticket_keys.ticket(ref).pk))
        return tuple(one.raw for one in entries if isinstance(one, MessageEntry | NoteEntry) and one.raw)

    def delete_ticket(self, ref: TicketRef) -> bool:
        place = ticket_keys.ticket(ref)
        rows = list(self._table.partition(place.pk))
        ids = {found for row in rows for found in [_message_id(row)] if found}
        for message_id in ids:
            self._table.delete(mail_keys.mark(ref.scope, message_id))
        for row in sorted(rows, key=lambda one: one.sk == place.sk):
            self._table.delete(Key(row.pk, row.sk))
        return bool(rows)

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        return tuple(
            read_person(row)
            for row in self._table.beginning(people_keys.people(scope), people_keys.PERSON_ROWS, _AT_ONCE)
        )

    def delete_person(self, person: Person) -> None:
        for email in person.emails:
            login = sign_in_keys.login(email, person.scope)
            row = self._table.get(login)
            if row and read_membership(row).person.id == person.id:
                self._table.delete(login)
            if not any(True for _ in self._table.partition(sign_in_keys.logins(email))):
                for device in self._table.partition(push_keys.devices(email)):
                    self._table.delete(Key(device.pk, device.sk))
        self._forget_callers(person)
        self._table.delete(people_keys.person(person.scope, person.id))

    def delete_setup(self, tenant: Tenant) -> None:
        scope = tenant.ref
        for merge in self._table.partition(people_keys.merges(scope)):
            self._forget_callers(_MERGE.decode(merge.body).gone)
            self._table.delete(Key(merge.pk, merge.sk))
        for row in self._table.partition(people_keys.people(scope)):
            self._table.delete(Key(row.pk, row.sk))
        for kind in _SETTINGS:
            self._table.delete(mail_keys.mail_config(scope.desk, kind, scope.tenant))
        for check in self._checks(scope):
            self._table.delete(mail_keys.address_check(scope.desk, check.address))
        for address in tenant.all_addresses:
            self._give_up(mail_keys.address(address), scope)
        for host in tenant.hosts:
            self._give_up(desk_keys.host(host), scope)
        self._table.delete(desk_keys.config_row(scope.desk, "TENANT", scope.tenant))

    def _give_up(self, place: Key, scope: TenantRef) -> None:
        """Another one may have it by now: this step was killed after it was given up, and is taken again."""
        row = self._table.get(place)
        if row and row.owner == str(scope):
            self._table.delete(place)

    def _checks(self, scope: TenantRef) -> list[AddressCheck]:
        """Of former addresses, too."""
        config = self.desk(scope.desk)
        return [one for one in config.checks.values() if one.tenant == scope.tenant] if config else []

    def _forget_callers(self, person: Person) -> None:
        for row in caller_rows(self._table, person) if person.emails else ():
            self._table.delete(Key(row.pk, row.sk))


def _entry(row: Row) -> AnyEntry | None:
    return _ENTRY.decode(row.body) if row.kind == "entry" else None


def _message_id(row: Row) -> str | None:
    """By which a mail that answers it is known to be of this ticket."""
    if row.kind == "delivery":
        return _DELIVERY.decode(row.body).message_id
    entry = _entry(row)
    return entry.message_id if isinstance(entry, MessageEntry) else None
