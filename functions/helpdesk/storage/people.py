"""Rows of people: who they are, and a membership for each address they sign in with."""

from collections.abc import Collection, Iterable

import msgspec

from helpdesk.domain.desk_work.callers import caller_of, words_of
from helpdesk.domain.errors import PersonExists
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.suppressions import Suppression
from helpdesk.storage.keys import desk_work as desk_work_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys.parts import Key, normal_address
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

_PERSON = msgspec.json.Decoder(Person)
_SUPPRESSION = msgspec.json.Decoder(Suppression)
_MEMBERSHIP = msgspec.json.Decoder(Membership)


def put_new_person(table: Table, transaction: Transaction, person: Person) -> None:
    """Add somebody met for the first time; neither the id nor an address may be known in the tenant."""
    absent = table.row.pk.does_not_exist()
    transaction.put(person_row(table, person), absent, taken)
    for row in login_rows(table, person):
        transaction.put(row, absent, taken)
    for row in caller_rows(table, person):
        transaction.replace(row)


def caller_rows(table: Table, person: Person) -> list[Row]:
    """One row per word by which the desk finds them when they call."""
    body = msgspec.json.encode(caller_of(person)).decode()
    places = dict.fromkeys(desk_work_keys.caller(person.scope, word, person.id) for word in words_of(person))
    return [table.row(*key, kind="caller", body=body, owner=person.id) for key in places]


def person_row(table: Table, person: Person) -> Row:
    body = msgspec.json.encode(person).decode()
    return table.row(*people_keys.person(person.scope, person.id), kind="person", body=body)


def login_rows(table: Table, person: Person) -> list[Row]:
    """One membership per address, all of the same person."""
    membership = person.membership
    places = dict.fromkeys(sign_in_keys.login(email, person.scope) for email in person.emails)
    return [login_row(table, key, membership) for key in places]


def login_row(table: Table, key: Key, membership: Membership) -> Row:
    body = msgspec.json.encode(membership).decode()
    return table.row(*key, kind="login", body=body, owner=membership.person.id)


def taken(_: Row | None) -> PersonExists:
    return PersonExists("somebody of the organisation has this address already")


def suppression_row(table: Table, suppression: Suppression) -> Row:
    body = msgspec.json.encode(suppression).decode()
    return table.row(
        *people_keys.suppressed(suppression.scope, suppression.address), kind="suppression", body=body
    )


def read_suppression(row: Row) -> Suppression:
    return _SUPPRESSION.decode(row.body)


def read_people(rows: Iterable[Row]) -> tuple[Person, ...]:
    """The people of a tenant's partition, each with those of their addresses that cannot be reached."""
    people: list[Person] = []
    out_of_reach: set[str] = set()
    for row in rows:
        if row.kind == "suppression":
            out_of_reach.add(normal_address(read_suppression(row).address))
        elif row.kind == "person":
            people.append(read_person(row))
    return tuple(with_unreachable(person, out_of_reach) for person in people if not person.merged_into)


def with_unreachable(person: Person, addresses: Collection[str]) -> Person:
    """The person, saying which of their addresses are among these."""
    found = tuple(email for email in person.emails if normal_address(email) in addresses)
    return msgspec.structs.replace(person, unreachable=found) if found else person


def read_person(row: Row) -> Person:
    return _PERSON.decode(row.body)


def read_membership(row: Row) -> Membership:
    return _MEMBERSHIP.decode(row.body)
