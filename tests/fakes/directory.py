"""Fakes of the directory and of its editor."""

from collections.abc import Callable, Mapping

import msgspec

from helpdesk.domain.desks import Agent, Desk, DeskConfig, NamedCalendar, Team, Tenant
from helpdesk.domain.errors import Conflict, NotFound, PersonExists, VersionConflict
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef, check_id, check_prefix
from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.policies import Policy
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.versions import version_of
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys.parts import normal_address
from helpdesk.storage.people import with_unreachable
from tests.fakes.memory import Memory
from tests.fakes.tickets import add_person


class FakeDirectory:
    """Configuration in memory; never out of date."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def desk(self, desk: str) -> DeskConfig:
        try:
            return self._memory.configs[desk]
        except KeyError:
            raise NotFound("there is no such desk") from None

    def fresh(self, desk: str) -> DeskConfig:
        return self.desk(desk)

    def tenant_of_address(self, address: str, *, anew: bool = False) -> TenantRef | None:
        return self._memory.addresses.get(mail_keys.address(address))

    def tenant_of_prefix(self, prefix: str, *, anew: bool = False) -> TenantRef | None:
        return self._memory.prefixes.get(mail_keys.prefix(prefix))

    def tenant_of_host(self, host: str, *, anew: bool = False) -> TenantRef | None:
        return self._memory.hosts.get(desk_keys.host(host))

    def memberships(self, email: str) -> tuple[Membership, ...]:
        found = {key.sk: m for key, m in self._memory.logins.items() if key.pk == sign_in_keys.logins(email)}
        return tuple(found[place] for place in sorted(found))

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        found = {id_: person for (where, id_), person in self._memory.people.items() if where == scope}
        lost = {
            normal_address(each.address) for each in self._memory.suppressions.values() if each.scope == scope
        }
        there = (found[id_] for id_ in sorted(found) if not found[id_].merged_into)
        return tuple(with_unreachable(person, lost) for person in there)

    def phones(self, scope: TenantRef, person: str, *, anew: bool = False) -> tuple[str, ...]:
        found = self._memory.people.get((scope, check_id(person, "person")))
        return found.phones if found else ()

    def suppressions(self, scope: TenantRef) -> tuple[Suppression, ...]:
        found = [each for each in self._memory.suppressions.values() if each.scope == scope]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def check_seen(old: msgspec.Struct | None, expected: int | None) -> None:
    """Raises VersionConflict when it is not `expected` that stands there."""
    if expected is not None and version_of(old) != expected:
        raise VersionConflict


class FakeDirectoryEditor:
    """Writes configuration into memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def put_desk(self, desk: Desk, *, expected: int | None = None) -> None:
        self._memory.let_others_write()
        check_id(desk.id, "desk")
        known = self._memory.configs.get(desk.id)
        check_seen(known.desk if known else None, expected)
        config = known or DeskConfig(desk=desk)
        self._memory.configs[desk.id] = msgspec.structs.replace(config, desk=desk)

    def put_tenant(
        self, tenant: Tenant, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None:
        self._memory.let_others_write()
        check_prefix(tenant.prefix, "prefix")
        config = self._config(tenant.ref.desk)
        check_seen(config.tenants.get(tenant.ref.tenant), expected)
        claimed = {mail_keys.address(address) for address in (tenant.address, *tenant.addresses)}
        prefix = mail_keys.prefix(tenant.prefix)
        hosts = {desk_keys.host(host) for host in tenant.hosts}
        if any(self._memory.hosts.get(key, tenant.ref) != tenant.ref for key in hosts):
            raise Conflict("another organisation's portal has one of these host names")
        if any(self._memory.addresses.get(key, tenant.ref) != tenant.ref for key in claimed):
            raise Conflict("another organisation receives mail at one of these addresses")
        if self._memory.prefixes.get(prefix, tenant.ref) != tenant.ref:
            raise Conflict("another organisation has this prefix")
        for key in [k for k, ref in self._memory.addresses.items() if ref == tenant.ref]:
            del self._memory.addresses[key]
        self._memory.addresses.update(dict.fromkeys(claimed, tenant.ref))
        for key in [k for k, ref in self._memory.hosts.items() if ref == tenant.ref]:
            del self._memory.hosts[key]
        self._memory.hosts.update(dict.fromkeys(hosts, tenant.ref))
        self._memory.prefixes[prefix] = tenant.ref
        self._memory.sequences.setdefault(tenant.ref, 0)
        self._replace(config, tenants=config.tenants | {check_id(tenant.ref.tenant, "tenant"): tenant})
        self._follow(follow)

    def put_team(self, desk: str, team: Team, *, expected: int | None = None) -> None:
        config = self._config(desk)
        check_seen(config.teams.get(team.id), expected)
        self._replace(config, teams=config.teams | {check_id(team.id, "team"): team})

    def put_agent(
        self,
        desk: str,
        agent: Agent,
        follow: Handover | None = None,
        *,
        expected: int | None = None,
        beside: Agent | None = None,
    ) -> None:
        self._memory.let_others_write()
        config = self._config(desk)
        check_seen(config.agents.get(agent.person.id), expected)
        if beside:
            check_seen(config.agents.get(beside.person.id), version_of(beside))
        login = sign_in_keys.login(agent.person.email, desk)
        holder = self._memory.logins.get(login)
        if holder and holder.person.id != agent.person.id:
            raise Conflict("another member of the desk has this address")
        for key in [
            k for k, m in self._memory.logins.items() if k.sk == desk and m.person.id == agent.person.id
        ]:
            del self._memory.logins[key]
        self._memory.logins[login] = Membership(
            role=agent.role, desk=desk, person=agent.person, suspended=agent.suspended
        )
        self._replace(config, agents=config.agents | {check_id(agent.person.id, "agent"): agent})
        if follow:
            self._memory.handovers[desk, follow.id] = follow

    def put_calendar(
        self,
        desk: str,
        calendar: NamedCalendar,
        follow: Recalculation | None = None,
        *,
        expected: int | None = None,
    ) -> None:
        config = self._config(desk)
        check_seen(config.calendars.get(calendar.id), expected)
        self._replace(config, calendars=config.calendars | {check_id(calendar.id, "calendar"): calendar})
        self._follow(follow)

    def put_policy(
        self, desk: str, policy: Policy, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None:
        config = self._config(desk)
        check_seen(config.policies.get(policy.id), expected)
        self._replace(config, policies=config.policies | {check_id(policy.id, "policy"): policy})
        self._follow(follow)

    def delete_calendar(self, desk: str, calendar: str) -> None:
        config = self._memory.configs.get(desk)
        if config:
            self._replace(config, calendars={k: c for k, c in config.calendars.items() if k != calendar})

    def delete_policy(self, desk: str, policy: str) -> None:
        config = self._memory.configs.get(desk)
        if config:
            self._replace(config, policies={k: p for k, p in config.policies.items() if k != policy})

    def change_senders(
        self, desk: str, tenant: str, change: Callable[[SenderRules], SenderRules]
    ) -> SenderRules:
        while True:
            known = self._config(desk).mail.senders.get(tenant)
            rules = change(known or SenderRules())
            config = self._config(desk)
            if config.mail.senders.get(tenant) is known:  # as the table does it: nobody was first
                self._mail(
                    config, senders=config.mail.senders | {tenant and check_id(tenant, "tenant"): rules}
                )
                return rules

    def put_routing(self, desk: str, tenant: str, routing: Routing, *, expected: int | None = None) -> None:
        config = self._config(desk)
        check_seen(config.mail.routing.get(tenant, Routing()), expected)
        self._mail(config, routing=config.mail.routing | {tenant and check_id(tenant, "tenant"): routing})

    def put_templates(
        self, desk: str, tenant: str, templates: MailTemplates, *, expected: int | None = None
    ) -> None:
        config = self._config(desk)
        check_seen(config.mail.templates.get(tenant, MailTemplates()), expected)
        self._mail(
            config, templates=config.mail.templates | {tenant and check_id(tenant, "tenant"): templates}
        )

    def lift_suppression(self, scope: TenantRef, address: str) -> None:
        self._memory.suppressions.pop(people_keys.suppressed(scope, address), None)

    def _mail(self, config: DeskConfig, **parts: Mapping[str, object]) -> None:
        mail = msgspec.structs.replace(config.mail, **parts)
        self._memory.configs[config.desk.id] = msgspec.structs.replace(config, mail=mail)

    def put_person(self, person: Person, *, expected: int | None = None) -> None:
        self._memory.let_others_write()
        person = msgspec.structs.replace(person, unreachable=())
        if person.scope not in self._memory.sequences:
            raise NotFound("there is no such organisation")
        check_id(person.id, "person")
        for email in person.emails:
            holder = self._memory.logins.get(sign_in_keys.login(email, person.scope))
            if holder and holder.person.id != person.id:
                raise PersonExists("somebody of the organisation has this address already")
        old = self._memory.people.get((person.scope, person.id))
        check_seen(old, expected)
        for email in old.emails if old else ():
            del self._memory.logins[sign_in_keys.login(email, person.scope)]
        add_person(self._memory, person)

    def _follow(self, job: Recalculation | None) -> None:
        if job:
            self._memory.recalculations[job.id] = job

    def _config(self, desk: str) -> DeskConfig:
        try:
            return self._memory.configs[desk]
        except KeyError:
            raise NotFound("there is no such desk") from None

    def _replace(self, config: DeskConfig, **parts: Mapping[str, object]) -> None:
        self._memory.configs[config.desk.id] = msgspec.structs.replace(config, **parts)
