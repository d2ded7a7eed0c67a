"""Fakes of the three stores that work across tenants."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.domain.people import Person
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.recalculations import SETTLING, Recalculation
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports import DueTicket, MailLookup
from helpdesk.storage.keys import limits as limit_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.reach import EVERYTHING, Reach
from tests.fakes.administration import FakeAdministration
from tests.fakes.memory import Memory
from tests.fakes.tickets import FakeTicketStore

MOST_REFERENCES = 90


class FakeIntakeStore(FakeTicketStore):
    """What intake reads and writes."""

    def __init__(self, memory: Memory, reach: Reach = EVERYTHING) -> None:
        super().__init__(memory, reach)

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        self._reach.check_tenant(scope)
        marks = self._memory.marks
        known = {
            m: marks.get(mail_keys.mark(scope, m)) for m in list(dict.fromkeys(refers_to))[:MOST_REFERENCES]
        }
        own = mail_keys.mark(scope, message_id) if message_id else None
        return MailLookup(
            seen=marks.get(own) if own else None,
            fingerprint=self._memory.fingerprints.get(own, "") if own else "",
            threads={message: ref for message, ref in known.items() if ref},
            sender=self._memory.logins.get(sign_in_keys.login(sender, scope)) if sender else None,
            agent=self._memory.logins.get(sign_in_keys.login(sender, scope.desk)) if sender else None,
        )

    def put_check(self, desk: str, check: AddressCheck) -> None:
        self._reach.check_desk(desk)
        FakeAdministration(self._memory).put_check(desk, check)

    def quarantine(self, mail: QuarantinedMail) -> None:
        self._reach.check_quarantine(mail.desk)
        self._memory.quarantine.setdefault(mail_keys.quarantined(mail.desk, mail.id), mail)


class FakeCheckerStore(FakeTicketStore):
    """What the checker reads; a single shard."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, EVERYTHING)

    def due(self, now: datetime, limit: int, shards: Collection[int] | None = None) -> Iterable[DueTicket]:
        found = [self._due(t) for t in self._memory.tickets.values() if t.next_action_at]
        ripe = (due for due in found if due.due <= now and (shards is None or 0 in shards))
        return iter(sorted(ripe, key=lambda due: due.due)[:limit])

    def postpone(self, due: DueTicket, until: datetime) -> None:
        ticket = self._memory.tickets.get(due.ref)
        if ticket and ticket.next_action_at and self._due(ticket).due == due.due:
            self._memory.postponed[due.ref] = (until, due.tries + 1)

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        found = [
            d
            for deliveries in self._memory.deliveries.values()
            for d in deliveries.values()
            if d.state == DeliveryState.PENDING and self._memory.swept.get(d.id, d.created_at) < before
        ]
        return iter(sorted(found, key=lambda d: d.created_at)[:limit])

    def swept(self, delivery: Delivery, again: datetime) -> None:
        self._memory.swept[delivery.id] = again

    def held_notices(self) -> Iterable[Delivery]:
        held = [d for d in self._all() if d.state == DeliveryState.HELD]
        return iter(sorted(held, key=_place_in_digest))

    def gather(self, digest: Delivery, notices: Sequence[Delivery], *, before: int) -> bool:
        self._memory.let_others_write()
        stored = self._memory.deliveries.get(digest.ticket, {})
        known = stored.get(digest.id)
        told = len(known.notices) + known.more if known else 0
        if told != before or any(
            self._memory.deliveries[n.ticket][n.id].state != DeliveryState.HELD for n in notices
        ):
            return False
        self._memory.deliveries[digest.ticket][digest.id] = digest
        for n in notices:
            settled = replace(n, state=DeliveryState.GATHERED, digest=digest.id)
            self._memory.deliveries[n.ticket][n.id] = settled
        return True

    def recalculations(self, now: datetime) -> Sequence[Recalculation]:
        jobs = [j for j in self._memory.recalculations.values() if j.edited_at + SETTLING <= now]
        return sorted(jobs, key=lambda job: job.edited_at)

    def save_recalculation(self, job: Recalculation, *, done: bool = False) -> None:
        self._memory.let_others_write()
        if done:
            self._memory.recalculations.pop(job.id, None)
        else:
            self._memory.recalculations[job.id] = job

    def _due(self, ticket: Ticket) -> DueTicket:
        assert ticket.next_action_at
        until, tries = self._memory.postponed.get(ticket.ref, (ticket.next_action_at, 0))
        return DueTicket(ref=ticket.ref, due=until, tries=tries)

    def _all(self) -> list[Delivery]:
        return [d for of_one in self._memory.deliveries.values() for d in of_one.values()]


def _place_in_digest(held: Delivery) -> tuple[object, ...]:
    reader = work_keys.digest_reader(held.ticket.scope.desk, held.to)
    return (reader, held.kind != DeliveryKind.DIGEST, held.created_at, held.id)


class FakeOutboxStore(FakeTicketStore):
    """What the outbox reads and settles."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, EVERYTHING)

    def delivery(self, ref: TicketRef, delivery_id: str) -> Delivery:
        found = self._memory.deliveries.get(ref, {}).get(delivery_id)
        if found is None:
            raise NotFound("there is no such delivery")
        return found

    def settle(self, delivery: Delivery, marks: Sequence[str] = (), entries: Sequence[AnyEntry] = ()) -> None:
        if delivery.state == DeliveryState.PENDING:
            raise ValueError("a pending delivery settles nothing")
        stored = self.delivery(delivery.ticket, delivery.id)
        if stored.state != DeliveryState.PENDING:
            return
        self._memory.deliveries[delivery.ticket][delivery.id] = delivery
        for message in marks:
            self._memory.marks[mail_keys.mark(delivery.ticket.scope, message)] = delivery.ticket
            self._memory.fingerprints.pop(mail_keys.mark(delivery.ticket.scope, message), None)
        self._memory.entries.setdefault(delivery.ticket, {}).update({e.id: e for e in entries})

    def advance(self, delivery: Delivery) -> None:
        if delivery.state != DeliveryState.PENDING:
            raise ValueError("only a pending delivery goes on")
        if self.delivery(delivery.ticket, delivery.id).state == DeliveryState.PENDING:
            self._memory.deliveries[delivery.ticket][delivery.id] = delivery

    def suppressed(self, scope: TenantRef, address: str) -> Suppression | None:
        return self._memory.suppressions.get(people_keys.suppressed(scope, address))

    def person(self, scope: TenantRef, person: str) -> Person | None:
        return self._memory.people.get((scope, check_id(person, "person")))

    def recent_automatic(self, recipient: str, subject: str, since: datetime) -> tuple[int, int]:
        sent = [
            s for to, s, at in self._memory.automatic if to == limit_keys.automatic(recipient) and at >= since
        ]
        return len(sent), sent.count(limit_keys.subject_mark(subject))

    def count_automatic(self, recipient: str, subject: str, at: datetime) -> None:
        self._memory.automatic.append((limit_keys.automatic(recipient), limit_keys.subject_mark(subject), at))


class FakeAttempts:
    """Counts in memory."""

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()

    def count(self, what: str, *, at: datetime, window: timedelta, by: int = 1) -> int:
        key = limit_keys.attempts(what, at, window)
        self.counts[key] += by
        return self.counts[key]
