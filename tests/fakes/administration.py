"""The fake of what administrators write besides the directory's editor."""

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.errors import NotFound, PersonExists, VersionConflict
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.domain.people import Group, Membership, Person, PersonRef, Role
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.domain.versions import version_of
from helpdesk.storage.keys import signing_in as keys
from tests.fakes.memory import Memory


class FakeAdministration:
    """In memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def desks(self) -> tuple[str, ...]:
        return tuple(sorted(self._memory.configs))

    def put_categories(self, desk: str, tree: tuple[Category, ...], *, expected: int | None = None) -> None:
        self._memory.let_others_write()
        config = self._config(desk)
        _check(tuple(config.categories.values()), expected)
        self._replace(config, categories={each.id: each for each in tree})

    def put_services(self, desk: str, services: tuple[Service, ...], *, expected: int | None = None) -> None:
        self._memory.let_others_write()
        config = self._config(desk)
        _check(tuple(config.services.values()), expected)
        self._replace(config, services={each.id: each for each in services})

    def delete_team(self, desk: str, team: str) -> None:
        config = self._config(desk)
        self._replace(config, teams={id_: each for id_, each in config.teams.items() if id_ != team})

    def delete_agent(
        self, desk: str, agent: str, follow: Handover | None = None, *, beside: Agent | None = None
    ) -> None:
        self._memory.let_others_write()
        config = self._config(desk)
        if beside and config.agents.get(beside.person.id) != beside:
            raise VersionConflict
        gone = config.agents.get(agent)
        if gone is None:
            return
        del self._memory.logins[keys.login(gone.person.email, desk)]
        self._replace(config, agents={id_: each for id_, each in config.agents.items() if id_ != agent})
        if follow:
            self._memory.handovers[desk, follow.id] = follow

    def put_check(self, desk: str, check: AddressCheck) -> None:
        config = self._config(desk)
        self._replace(config, checks=config.checks | {check.address: check})

    def groups(self, scope: TenantRef) -> tuple[Group, ...]:
        return self._memory.groups.get(scope, ())

    def put_groups(self, scope: TenantRef, groups: tuple[Group, ...], *, expected: int | None = None) -> None:
        if scope not in self._memory.sequences:
            raise NotFound("there is no such organisation")
        _check(self.groups(scope), expected)
        self._memory.groups[scope] = groups

    def person(self, scope: TenantRef, person: str) -> Person | None:
        return self._memory.people.get((scope, check_id(person, "person")))

    def absorb(self, merge: PersonMerge, kept: Person, gone: Person) -> None:
        memory, scope = self._memory, kept.scope
        for before in (merge.kept, merge.gone):
            if memory.people.get((scope, before.id)) != before:
                raise VersionConflict
        places = [keys.login(email, scope) for email in kept.emails]
        held = (memory.logins[key] for key in places if key in memory.logins)
        if any(holder.person.id not in {kept.id, gone.id} for holder in held):
            raise PersonExists("somebody of the organisation has this address already")
        memory.people[scope, kept.id], memory.people[scope, gone.id] = kept, gone
        memory.logins.update(dict.fromkeys(places, kept.membership))
        memory.merges[scope, gone.id] = merge

    def merge_of(self, scope: TenantRef, gone: str) -> PersonMerge | None:
        return self._memory.merges.get((scope, gone))

    def merges(self, scope: TenantRef) -> tuple[PersonMerge, ...]:
        return tuple(merge for (where, _), merge in sorted(self._memory.merges.items()) if where == scope)

    def note_merge(self, merge: PersonMerge, *, before: PersonMerge) -> None:
        self._memory.let_others_write()
        self._check_merge(before)
        self._memory.merges[merge.gone.scope, merge.gone.id] = merge

    def separate(
        self, merge: PersonMerge, *, before: PersonMerge, kept: tuple[Person, Person],
        gone: tuple[Person, Person],
    ) -> None:  # fmt: skip
        self._memory.let_others_write()
        memory, scope = self._memory, merge.kept.scope
        self._check_merge(before)
        for was, after in (kept, gone):
            if memory.people.get((scope, was.id)) != was:
                raise VersionConflict
            memory.people[scope, after.id] = after
            memory.logins.update({keys.login(email, scope): after.membership for email in after.emails})
        memory.merges[scope, merge.gone.id] = merge

    def _check_merge(self, before: PersonMerge) -> None:
        if self._memory.merges.get((before.gone.scope, before.gone.id)) != before:
            raise VersionConflict

    def put_operator(self, person: PersonRef) -> None:
        self._memory.logins[keys.operator(person.email)] = Membership(
            role=Role.OPERATOR, desk="", person=person
        )

    def _config(self, desk: str) -> DeskConfig:
        try:
            return self._memory.configs[desk]
        except KeyError:
            raise NotFound("there is no such desk") from None

    def _replace(self, config: DeskConfig, **parts: object) -> None:
        self._memory.configs[config.desk.id] = msgspec.structs.replace(config, **parts)


def _check(old: tuple[msgspec.Struct, ...], expected: int | None) -> None:
    if expected is not None and version_of(old) != expected:
        raise VersionConflict
