"""Reading configuration and who is who."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent, Desk, DeskConfig, NamedCalendar, Team, Tenant
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_config import MailConfig
from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.policies import Policy
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression
from helpdesk.storage.cache import Cache
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import read_membership, read_people, read_person, read_suppression
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

T = TypeVar("T")
Categories = tuple[Category, ...]
Services = tuple[Service, ...]


class TableDirectory:
    """Keeps the desks, addresses, hosts and prefixes it found for a minute, and numbers to call people at.

    Who they are, and their logins, never.
    """

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._desks: Cache[DeskConfig] = Cache(now)
        self._places: Cache[TenantRef] = Cache(now)
        self._phones: Cache[tuple[str, ...]] = Cache(now)

    def desk(self, desk: str) -> DeskConfig:
        config = self._desks.get(desk, lambda: self._read_desk(desk))
        if config is None:
            raise NotFound("there is no such desk")
        return config

    def fresh(self, desk: str) -> DeskConfig:
        config = self._read_desk(desk, consistent=True)
        if config is None:
            raise NotFound("there is no such desk")
        self._desks.put(desk, config)
        return config

    def tenant_of_address(self, address: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(mail_keys.address(address), anew=anew)

    def tenant_of_prefix(self, prefix: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(mail_keys.prefix(prefix), anew=anew)

    def tenant_of_host(self, host: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(desk_keys.host(host), anew=anew)

    def memberships(self, email: str) -> tuple[Membership, ...]:
        return tuple(read_membership(row) for row in self._table.partition(sign_in_keys.logins(email)))

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        return read_people(self._table.partition(people_keys.people(scope), consistent=False))

    def phones(self, scope: TenantRef, person: str, *, anew: bool = False) -> tuple[str, ...]:
        key = people_keys.person(scope, person)
        name = f"{key.pk} {key.sk}"
        if anew:
            self._phones.drop(name)
        return self._phones.get(name, lambda: _phones(self._table.get(key, consistent=anew))) or ()

    def suppressions(self, scope: TenantRef) -> tuple[Suppression, ...]:
        rows = self._table.partition(people_keys.people(scope), consistent=True)
        found = [read_suppression(row) for row in rows if row.kind == "suppression"]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def _place(self, key: Key, *, anew: bool) -> TenantRef | None:
        if anew:
            self._places.drop(key.pk)
        return self._places.get(key.pk, lambda: _scope(self._table.get(key, consistent=anew)))

    def _read_desk(self, desk: str, *, consistent: bool = False) -> DeskConfig | None:
        try:
            partition = desk_keys.config(desk)
        except Invalid:
            return None
        return read_config(list(self._table.partition(partition, consistent=consistent)))


def read_config(rows: list[Row]) -> DeskConfig | None:
    """A desk as the rows of its partition say; None: there is none."""
    desk = _bodies(rows, "desk", Desk)
    if not desk:
        return None
    return DeskConfig(
        desk=desk[0],
        tenants={tenant.ref.tenant: tenant for tenant in _bodies(rows, "tenant", Tenant)},
        teams={team.id: team for team in _bodies(rows, "team", Team)},
        agents={agent.person.id: agent for agent in _bodies(rows, "agent", Agent)},
        calendars={calendar.id: calendar for calendar in _bodies(rows, "calendar", NamedCalendar)},
        mail=MailConfig(
            senders=_by_tenant(rows, "senders", SenderRules),
            routing=_by_tenant(rows, "routing", Routing),
            templates=_by_tenant(rows, "templates", MailTemplates),
        ),
        policies={policy.id: policy for policy in _bodies(rows, "policy", Policy)},
        categories={each.id: each for tree in _bodies(rows, "categories", Categories) for each in tree},
        services={each.id: each for listed in _bodies(rows, "services", Services) for each in listed},
        checks={check.address: check for check in _bodies(rows, "address-check", AddressCheck)},
    )


def _bodies(rows: list[Row], kind: str, body: type[T]) -> list[T]:
    return [msgspec.json.decode(row.body, type=body) for row in rows if row.kind == kind]


def _by_tenant(rows: list[Row], kind: str, body: type[T]) -> dict[str, T]:
    """By tenant id; "" for what the desk itself has."""
    return {
        row.sk.partition("#")[2]: msgspec.json.decode(row.body, type=body) for row in rows if row.kind == kind
    }


def _phones(row: Row | None) -> tuple[str, ...]:
    return read_person(row).phones if row else ()


def _scope(row: Row | None) -> TenantRef | None:
    return TenantRef(*row.owner.split("/")) if row and row.owner else None
