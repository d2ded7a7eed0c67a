"""Writing configuration: every call can be repeated, and ids, addresses and prefixes stay unique."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

import msgspec

from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.errors import Conflict, VersionConflict
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef, check_prefix
from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.policies import Policy
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.versions import version_of
from helpdesk.storage.expectations import as_seen, overtaken, still
from helpdesk.storage.handovers import handover_row
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import caller_rows, login_row, login_rows, person_row, taken
from helpdesk.storage.recalculations import recalculation_row
from helpdesk.storage.refused_edits import (
    address_taken,
    changed,
    host_taken,
    login_taken,
    no_desk,
    no_tenant,
    prefix_taken,
)
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Refusal, Transaction

T = TypeVar("T", bound=msgspec.Struct)
_TRIES = 6


class TableDirectoryEditor:
    """Writes desks, and everything that belongs to one."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put_desk(self, desk: Desk, *, expected: int | None = None) -> None:
        transaction = Transaction(self._table)
        self._stand(transaction, self._row(desk_keys.desk(desk.id), "desk", desk), Desk, expected)
        transaction.replace(
            self._table.row(*desk_keys.listed_desk(desk.id), kind="listed-desk", owner=desk.id)
        )
        transaction.commit()

    def put_tenant(
        self, tenant: Tenant, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None:
        check_prefix(tenant.prefix, "prefix")
        ref = tenant.ref
        addresses, hosts = _addresses(tenant), _hosts(tenant)
        key = desk_keys.config_row(ref.desk, "TENANT", ref.tenant)

        def around(transaction: Transaction, former: Tenant | None) -> None:
            self._exists(transaction, ref.desk)
            self._follow(transaction, follow)
            for address in sorted(addresses):
                self._claim(transaction, self._pointer(address, "address", ref), address_taken)
            for host in sorted(hosts):
                self._claim(transaction, self._pointer(host, "host", ref), host_taken)
            once = _addresses(former) | _hosts(former) if former else set()
            for place in sorted(once - addresses - hosts):
                self._drop(transaction, place, str(ref))
            # A former prefix stays the tenant's: tickets in old mail are still called by it.
            prefix = self._pointer(mail_keys.prefix(tenant.prefix), "prefix", ref)
            self._claim(transaction, prefix, prefix_taken)
            row = self._table.row
            transaction.update(
                ticket_keys.sequence(ref), [row.next.set(row.next | 0), row.kind.set("sequence")]
            )

        self._replace(self._row(key, "tenant", tenant), Tenant, around, expected)

    def put_team(self, desk: str, team: Team, *, expected: int | None = None) -> None:
        transaction = self._under(desk)
        row = self._row(desk_keys.config_row(desk, "TEAM", team.id), "team", team)
        self._stand(transaction, row, Team, expected)
        transaction.commit()

    def put_agent(
        self,
        desk: str,
        agent: Agent,
        follow: Handover | None = None,
        *,
        expected: int | None = None,
        beside: Agent | None = None,
    ) -> None:
        key = desk_keys.config_row(desk, "AGENT", agent.person.id)
        login = sign_in_keys.login(agent.person.email, desk)
        membership = Membership(role=agent.role, desk=desk, person=agent.person, suspended=agent.suspended)

        def around(transaction: Transaction, old: Agent | None) -> None:
            self._exists(transaction, desk)
            if beside:
                check_beside(self._table, transaction, desk, beside)
            self._claim(transaction, login_row(self._table, login, membership), login_taken)
            former = sign_in_keys.login(old.person.email, desk) if old else login
            if former != login:
                self._drop(transaction, former, agent.person.id)
            if follow:
                transaction.replace(handover_row(self._table, follow))

        self._replace(self._row(key, "agent", agent), Agent, around, expected)

    def put_calendar(
        self,
        desk: str,
        calendar: NamedCalendar,
        follow: Recalculation | None = None,
        *,
        expected: int | None = None,
    ) -> None:
        row = self._row(desk_keys.config_row(desk, "CALENDAR", calendar.id), "calendar", calendar)
        self._put(desk, row, NamedCalendar, expected, follow=follow)

    def put_policy(
        self, desk: str, policy: Policy, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None:
        row = self._row(desk_keys.config_row(desk, "POLICY", policy.id), "policy", policy)
        self._put(desk, row, Policy, expected, follow=follow)

    def delete_calendar(self, desk: str, calendar: str) -> None:
        self._table.delete(desk_keys.config_row(desk, "CALENDAR", calendar))

    def delete_policy(self, desk: str, policy: str) -> None:
        self._table.delete(desk_keys.config_row(desk, "POLICY", policy))

    def change_senders(
        self, desk: str, tenant: str, change: Callable[[SenderRules], SenderRules]
    ) -> SenderRules:
        key = mail_keys.mail_config(desk, "SENDERS", tenant)
        for _ in range(_TRIES):
            old = self._table.get(key)
            rules = change(msgspec.json.decode(old.body, type=SenderRules) if old else SenderRules())
            model = self._table.row
            unchanged = (model.body == old.body) if old else model.pk.does_not_exist()
            transaction = self._under(desk)
            transaction.put(self._row(key, "senders", rules), unchanged, changed, raced=True)
            with suppress(Conflict):
                transaction.commit()
                return rules
        raise changed(None)

    def put_routing(self, desk: str, tenant: str, routing: Routing, *, expected: int | None = None) -> None:
        row = self._row(mail_keys.mail_config(desk, "ROUTING", tenant), "routing", routing)
        self._put(desk, row, Routing, expected, absent=Routing())

    def put_templates(
        self, desk: str, tenant: str, templates: MailTemplates, *, expected: int | None = None
    ) -> None:
        row = self._row(mail_keys.mail_config(desk, "TEMPLATES", tenant), "templates", templates)
        self._put(desk, row, MailTemplates, expected, absent=MailTemplates())

    def lift_suppression(self, scope: TenantRef, address: str) -> None:
        # Not deleted: the API's own rights delete how a desk is set up, and nothing of a tenant's.
        row = self._table.row
        self._table.update(people_keys.suppressed(scope, address), [row.kind.set("lifted")], row.pk.exists())

    def put_person(self, person: Person, *, expected: int | None = None) -> None:
        scope = person.scope
        person = msgspec.structs.replace(person, unreachable=())
        logins, listed = login_rows(self._table, person), caller_rows(self._table, person)
        kept = _places([*logins, *listed])

        def around(transaction: Transaction, old: Person | None) -> None:
            tenant = desk_keys.config_row(scope.desk, "TENANT", scope.tenant)
            transaction.check(tenant, self._table.row.pk.exists(), no_tenant)
            for row in logins:
                self._claim(transaction, row, taken)
            for row in listed:
                transaction.replace(row)
            if old and old.emails:
                once = _places([*login_rows(self._table, old), *caller_rows(self._table, old)])
                for place in sorted(once - kept):
                    self._drop(transaction, place, person.id)

        self._replace(person_row(self._table, person), Person, around, expected)

    def _put(
        self,
        desk: str,
        row: Row,
        kind: type[msgspec.Struct],
        expected: int | None,
        *,
        follow: Recalculation | None = None,
        absent: msgspec.Struct | None = None,
    ) -> None:
        transaction = self._under(desk)
        self._stand(transaction, row, kind, expected, absent)
        self._follow(transaction, follow)
        transaction.commit()

    def _follow(self, transaction: Transaction, follow: Recalculation | None) -> None:
        if follow:
            transaction.replace(recalculation_row(self._table, follow))

    def _stand(
        self,
        transaction: Transaction,
        row: Row,
        kind: type[msgspec.Struct],
        expected: int | None,
        absent: msgspec.Struct | None = None,
    ) -> None:
        """Write a row; given the version of what it is to replace, only where that still stands."""
        if expected is None:
            transaction.replace(row)
            return
        unchanged = as_seen(self._table, Key(row.pk, row.sk), kind, expected, absent)
        transaction.put(row, unchanged, overtaken, raced=True)

    def _replace(
        self, row: Row, kind: type[T], around: Callable[[Transaction, T | None], None], expected: int | None
    ) -> None:
        """Write a row together with what leads to it; `around` is told what it is written over.

        Just that is written over: what somebody else's write that came between leads to would stay behind.
        """
        key, tries_left = Key(row.pk, row.sk), _TRIES
        while True:
            old = self._table.get(key)
            former = msgspec.json.decode(old.body, type=kind) if old else None
            if expected is not None and version_of(former) != expected:
                raise overtaken(old)
            transaction = Transaction(self._table)
            transaction.put(row, still(self._table, old), overtaken, raced=True)
            around(transaction, former)
            try:
                return transaction.commit()
            except VersionConflict:
                tries_left -= 1
                if expected is not None or not tries_left:
                    raise

    def _under(self, desk: str) -> Transaction:
        """A transaction that needs the desk to be there."""
        transaction = Transaction(self._table)
        self._exists(transaction, desk)
        return transaction

    def _exists(self, transaction: Transaction, desk: str) -> None:
        transaction.check(desk_keys.desk(desk), self._table.row.pk.exists(), no_desk)

    def _claim(self, transaction: Transaction, row: Row, refusal: Refusal) -> None:
        """Write a row that only its owner may write again."""
        model = self._table.row
        transaction.put(row, model.pk.does_not_exist() | (model.owner == row.owner), refusal)

    def _drop(self, transaction: Transaction, key: Key, owner: str) -> None:
        model = self._table.row
        transaction.delete(key, model.pk.does_not_exist() | (model.owner == owner), changed)

    def _row(self, key: Key, kind: str, body: msgspec.Struct) -> Row:
        return self._table.row(*key, kind=kind, body=msgspec.json.encode(body).decode())

    def _pointer(self, key: Key, kind: str, ref: TenantRef) -> Row:
        return self._table.row(*key, kind=kind, owner=str(ref))


def check_beside(table: Table, transaction: Transaction, desk: str, agent: Agent) -> None:
    """It fails unless this member is as they were read. Raises VersionConflict when they are not now."""
    key = desk_keys.config_row(desk, "AGENT", agent.person.id)
    transaction.check(key, as_seen(table, key, Agent, version_of(agent)), overtaken, raced=True)


def _addresses(tenant: Tenant) -> set[Key]:
    return {mail_keys.address(address) for address in (tenant.address, *tenant.addresses)}


def _hosts(tenant: Tenant) -> set[Key]:
    return {desk_keys.host(host) for host in tenant.hosts}


def _places(rows: Iterable[Row]) -> set[Key]:
    return {Key(row.pk, row.sk) for row in rows}
