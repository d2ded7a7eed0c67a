"""Categories, services, address checks, groups and merges of people, in the table."""

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Group, Membership, Person, PersonRef, Role
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.domain.versions import version_of
from helpdesk.storage.editor import check_beside
from helpdesk.storage.expectations import as_seen, overtaken
from helpdesk.storage.handovers import handover_row
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import caller_rows, login_row, login_rows, person_row, read_person, taken
from helpdesk.storage.refused_edits import no_desk, no_tenant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

_MERGE = msgspec.json.Decoder(PersonMerge)
_GROUPS = msgspec.json.Decoder(tuple[Group, ...])


class TableAdministration:
    """Under the function's own rights, as the directory's editor is."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def desks(self) -> tuple[str, ...]:
        return tuple(row.sk for row in self._table.partition(desk_keys.desks()))

    def put_categories(self, desk: str, tree: tuple[Category, ...], *, expected: int | None = None) -> None:
        row = self._list_row(desk_keys.categories(desk), "categories", tree)
        self._put_list(self._under(desk), row, tuple[Category, ...], expected)

    def put_services(self, desk: str, services: tuple[Service, ...], *, expected: int | None = None) -> None:
        row = self._list_row(desk_keys.services(desk), "services", services)
        self._put_list(self._under(desk), row, tuple[Service, ...], expected)

    def delete_team(self, desk: str, team: str) -> None:
        self._table.delete(desk_keys.config_row(desk, "TEAM", team))

    def delete_agent(
        self, desk: str, agent: str, follow: Handover | None = None, *, beside: Agent | None = None
    ) -> None:
        key = desk_keys.config_row(desk, "AGENT", agent)
        row = self._table.get(key)
        if row is None:
            return
        model = self._table.row
        login = sign_in_keys.login(msgspec.json.decode(row.body, type=Agent).person.email, desk)
        transaction = Transaction(self._table)
        if beside:
            check_beside(self._table, transaction, desk, beside)
        transaction.delete(key, model.body == row.body, overtaken)
        transaction.delete(login, model.pk.does_not_exist() | (model.owner == agent), overtaken)
        if follow:
            transaction.replace(handover_row(self._table, follow))
        transaction.commit()

    def put_check(self, desk: str, check: AddressCheck) -> None:
        put_check(self._table, desk, check)

    def groups(self, scope: TenantRef) -> tuple[Group, ...]:
        row = self._table.get(people_keys.groups(scope))
        return _GROUPS.decode(row.body) if row else ()

    def put_groups(self, scope: TenantRef, groups: tuple[Group, ...], *, expected: int | None = None) -> None:
        transaction = Transaction(self._table)
        tenant = desk_keys.config_row(scope.desk, "TENANT", scope.tenant)
        transaction.check(tenant, self._table.row.pk.exists(), no_tenant)
        row = self._list_row(people_keys.groups(scope), "groups", groups)
        self._put_list(transaction, row, tuple[Group, ...], expected)

    def person(self, scope: TenantRef, person: str) -> Person | None:
        row = self._table.get(people_keys.person(scope, person))
        return read_person(row) if row else None

    def absorb(self, merge: PersonMerge, kept: Person, gone: Person) -> None:
        transaction = self._exchanged((merge.kept, kept), (merge.gone, gone))
        transaction.replace(self._merge_row(merge))
        transaction.commit()

    def separate(
        self, merge: PersonMerge, *, before: PersonMerge, kept: tuple[Person, Person],
        gone: tuple[Person, Person],
    ) -> None:  # fmt: skip
        transaction = self._exchanged(kept, gone)
        unchanged = self._table.row.body == self._merge_row(before).body
        transaction.put(self._merge_row(merge), unchanged, overtaken, raced=True)
        transaction.commit()

    def merge_of(self, scope: TenantRef, gone: str) -> PersonMerge | None:
        row = self._table.get(people_keys.person_merge(scope, gone))
        return _MERGE.decode(row.body) if row else None

    def merges(self, scope: TenantRef) -> tuple[PersonMerge, ...]:
        return tuple(_MERGE.decode(row.body) for row in self._table.partition(people_keys.merges(scope)))

    def note_merge(self, merge: PersonMerge, *, before: PersonMerge) -> None:
        if not self._table.put(self._merge_row(merge), self._table.row.body == self._merge_row(before).body):
            raise overtaken(None)

    def put_operator(self, person: PersonRef) -> None:
        membership = Membership(role=Role.OPERATOR, desk="", person=person)
        self._table.put(login_row(self._table, sign_in_keys.operator(person.email), membership))

    def _exchanged(self, *people: tuple[Person, Person]) -> Transaction:
        """People as they were read, and as they are to be; addresses may go from one to the other."""
        transaction, model = Transaction(self._table), self._table.row
        owners = {after.id for _, after in people}
        free = model.pk.does_not_exist()
        for owner in sorted(owners):
            free = free | (model.owner == owner)
        places: set[Key] = set()
        for before, after in people:
            unchanged = as_seen(
                self._table, people_keys.person(after.scope, after.id), Person, version_of(before)
            )
            transaction.put(person_row(self._table, after), unchanged, overtaken, raced=True)
            for row in login_rows(self._table, after):
                transaction.put(row, free, taken)
            listed = caller_rows(self._table, after) if after.emails else []
            for row in listed:
                transaction.replace(row)
            places |= {Key(row.pk, row.sk) for row in listed}
        for before, _ in people:
            for row in caller_rows(self._table, before) if before.emails else []:
                key = Key(row.pk, row.sk)
                if key not in places:
                    transaction.delete(key, model.pk.does_not_exist() | (model.owner == row.owner), overtaken)
                    places.add(key)
        return transaction

    def _put_list(self, transaction: Transaction, row: Row, of: type, expected: int | None) -> None:
        key = Key(row.pk, row.sk)
        if expected is None:
            transaction.replace(row)
        elif expected == version_of(()) and self._table.get(key) is None:
            transaction.put(row, self._table.row.pk.does_not_exist(), overtaken, raced=True)
        else:
            transaction.put(row, as_seen(self._table, key, of, expected), overtaken, raced=True)
        transaction.commit()

    def _list_row(self, key: Key, kind: str, items: tuple[msgspec.Struct, ...]) -> Row:
        return self._table.row(*key, kind=kind, body=msgspec.json.encode(items).decode())

    def _under(self, desk: str) -> Transaction:
        transaction = Transaction(self._table)
        transaction.check(desk_keys.desk(desk), self._table.row.pk.exists(), no_desk)
        return transaction

    def _merge_row(self, merge: PersonMerge) -> Row:
        key = people_keys.person_merge(merge.gone.scope, merge.gone.id)
        return self._table.row(*key, kind="person-merge", body=msgspec.json.encode(merge).decode())


def put_check(table: Table, desk: str, check: AddressCheck) -> None:
    """Write how the last test of an address went."""
    key = mail_keys.address_check(desk, check.address)
    table.put(table.row(*key, kind="address-check", body=msgspec.json.encode(check).decode()))
