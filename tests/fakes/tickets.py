"""The fake of every store that reads and writes tickets."""

from collections.abc import Collection

import msgspec

from helpdesk.domain.errors import Conflict, DuplicateMail, NotFound, PersonExists, VersionConflict
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import PageRequest, TicketPage, TicketStory, TicketWrite
from helpdesk.storage.changes import check_change
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.reach import Reach
from tests.fakes.memory import Memory, page_of


class FakeTicketStore:
    """Tickets in memory, within a reach."""

    def __init__(self, memory: Memory, reach: Reach) -> None:
        self._memory = memory
        self._reach = reach

    def get(self, ref: TicketRef) -> Ticket:
        return self._reach.check_ticket(self._memory.tickets.get(ref))

    def get_all(self, refs: Collection[TicketRef]) -> dict[TicketRef, Ticket]:
        found = {ref: self._memory.tickets[ref] for ref in refs if ref in self._memory.tickets}
        return {ref: ticket for ref, ticket in found.items() if self._reach.sees(ticket)}

    def story(self, ref: TicketRef) -> TicketStory:
        entries = self._memory.entries.get(ref, {})
        deliveries = self._memory.deliveries.get(ref, {})
        return TicketStory(
            ticket=self.get(ref),
            entries=tuple(entries[id_] for id_ in sorted(entries)),
            deliveries=tuple(deliveries[id_] for id_ in sorted(deliveries)),
        )

    def write(self, change: TicketWrite) -> Ticket:
        check_change(change)
        self._reach.check_ticket(change.ticket)
        if change.ticket.version == 0:
            self._reach.check_opening(change.ticket.ref.scope)
        self._memory.let_others_write()
        self._check(change)
        return self._store(change)

    def marked(self, scope: TenantRef, mark: str) -> tuple[TicketRef, str] | None:
        key = mail_keys.mark(scope, mark)
        ref = self._memory.marks.get(key)
        return (ref, self._memory.fingerprints.get(key, "")) if ref else None

    def next_number(self, scope: TenantRef) -> int:
        self._reach.check_opening(scope)
        if scope not in self._memory.sequences:
            raise NotFound("there is no such organisation")
        self._memory.sequences[scope] += 1
        return self._memory.sequences[scope]

    def queue(self, desk: str, page: PageRequest) -> TicketPage:
        self._reach.check_desk(desk)
        found = [t for t in self._memory.tickets.values() if t.open and t.ref.scope.desk == desk]
        places = [(ticket_keys.by_due(t), t) for t in found]
        return page_of(places, ticket_keys.queue(desk), f"{desk}/", page, newest_first=False)

    def queue_behind(self, desk: str, most: int) -> tuple[Ticket, ...]:
        self._reach.check_desk(desk)
        found = [t for t in self._memory.tickets.values() if t.open and t.ref.scope.desk == desk]
        places = [(ticket_keys.by_due(t), t) for t in found]
        page = PageRequest(limit=most)
        return page_of(places, ticket_keys.queue(desk), f"{desk}/", page, newest_first=True).tickets

    def assigned_to(self, desk: str, agent: str, page: PageRequest) -> TicketPage:
        self._reach.check_desk(desk)
        found = [
            (ticket_keys.by_due(t), t)
            for t in self._memory.tickets.values()
            if t.open and t.ref.scope.desk == desk and t.assignee and t.assignee.id == agent
        ]
        return page_of(found, ticket_keys.assignee(desk, agent), f"{desk}/", page, newest_first=False)

    def of_requester(self, scope: TenantRef, person: str, page: PageRequest) -> TicketPage:
        self._reach.check_person(scope, person)
        found = [
            (ticket_keys.by_age(t), t)
            for t in self._memory.tickets.values()
            if t.ref.scope == scope and t.requester.id == person
        ]
        return page_of(found, ticket_keys.requester(scope, person), f"{scope}#", page, newest_first=True)

    def of_tenant(self, scope: TenantRef, page: PageRequest) -> TicketPage:
        self._reach.check_tenant(scope)
        found = [(ticket_keys.by_age(t), t) for t in self._memory.tickets.values() if t.ref.scope == scope]
        return page_of(found, ticket_keys.tickets(scope), f"{scope}#", page, newest_first=True)

    def _check(self, change: TicketWrite) -> None:
        ref = change.ticket.ref
        current = self._memory.tickets.get(ref)
        if current is not None:
            self._reach.check_ticket(current)
        if (current.version if current else 0) != change.ticket.version:
            raise VersionConflict(current=current)
        if any(mail_keys.mark(ref.scope, m) in self._memory.marks for m in change.marks):
            raise DuplicateMail("this mail has arrived before")
        if change.person and self._known(change.person):
            raise PersonExists("somebody of the organisation has this address already")
        entries = self._memory.entries.get(ref, {})
        deliveries = self._memory.deliveries.get(ref, {})
        if any(e.id in entries for e in change.entries) or any(d.id in deliveries for d in change.deliveries):
            raise Conflict("a timeline entry of this id is there already")

    def _known(self, person: Person) -> bool:
        if (person.scope, person.id) in self._memory.people:
            return True
        return any(sign_in_keys.login(email, person.scope) in self._memory.logins for email in person.emails)

    def _store(self, change: TicketWrite) -> Ticket:
        stored = msgspec.structs.replace(change.ticket, version=change.ticket.version + 1)
        ref = stored.ref
        self._memory.tickets[ref] = stored
        self._memory.postponed.pop(ref, None)  # a row that is written anew has no failures
        self._memory.entries.setdefault(ref, {}).update({e.id: e for e in change.entries})
        self._memory.deliveries.setdefault(ref, {}).update({d.id: d for d in change.deliveries})
        self._memory.marks.update({mail_keys.mark(ref.scope, m): ref for m in (*change.marks, *change.leads)})
        if change.marks and change.fingerprint:
            self._memory.fingerprints[mail_keys.mark(ref.scope, change.marks[0])] = change.fingerprint
        for each in change.suppressions:
            self._memory.suppressions[people_keys.suppressed(each.scope, each.address)] = each
        if change.person:
            add_person(self._memory, change.person)
        return stored


def add_person(memory: Memory, person: Person) -> None:
    """The person and a membership per address."""
    memory.people[person.scope, person.id] = person
    for email in person.emails:
        memory.logins[sign_in_keys.login(email, person.scope)] = person.membership
