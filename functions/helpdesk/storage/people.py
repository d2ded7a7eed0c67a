"""Rows of people: who they are, and a membership for each address they sign in with."""

import msgspec

from helpdesk.domain.errors import PersonExists
from helpdesk.domain.people import Membership, Person
from helpdesk.storage import keys
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

_PERSON = msgspec.json.Decoder(Person)
_MEMBERSHIP = msgspec.json.Decoder(Membership)


def put_new_person(table: Table, transaction: Transaction, person: Person) -> None:
    """Add somebody met for the first time; neither the id nor an address may be known in the tenant."""
    absent = table.row.pk.does_not_exist()
    transaction.put(person_row(table, person), absent, taken)
    for row in login_rows(table, person):
        transaction.put(row, absent, taken)


def person_row(table: Table, person: Person) -> Row:
    body = msgspec.json.encode(person).decode()
    return table.row(*keys.person(person.scope, person.id), kind="person", body=body)


def login_rows(table: Table, person: Person) -> list[Row]:
    """One membership per address, all of the same person."""
    membership = Membership(
        role=person.role, desk=person.scope.desk, tenant=person.scope.tenant, person=person.ref
    )
    places = dict.fromkeys(keys.login(email, person.scope) for email in person.emails)
    return [login_row(table, key, membership) for key in places]


def login_row(table: Table, key: keys.Key, membership: Membership) -> Row:
    body = msgspec.json.encode(membership).decode()
    return table.row(*key, kind="login", body=body, owner=membership.person.id)


def taken(_: Row | None) -> PersonExists:
    return PersonExists("somebody of the organisation has this address already")


def read_person(row: Row) -> Person:
    return _PERSON.decode(row.body)


def read_membership(row: Row) -> Membership:
    return _MEMBERSHIP.decode(row.body)
