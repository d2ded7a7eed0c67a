"""Fakes of the three stores that work across tenants."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from helpdesk.domain.deliveries import Delivery, DeliveryState
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import DueTicket, MailLookup
from helpdesk.storage import keys
from helpdesk.storage.reach import EVERYTHING
from tests.fakes.memory import Memory
from tests.fakes.tickets import FakeTicketStore

MOST_REFERENCES = 90


class FakeIntakeStore(FakeTicketStore):
    """What intake reads and writes."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, EVERYTHING)

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        marks = self._memory.marks
        known = {m: marks.get(keys.mark(scope, m)) for m in list(dict.fromkeys(refers_to))[:MOST_REFERENCES]}
        return MailLookup(
            seen=marks.get(keys.mark(scope, message_id)) if message_id else None,
            threads={message: ref for message, ref in known.items() if ref},
            sender=self._memory.logins.get(keys.login(sender, scope)) if sender else None,
            agent=self._memory.logins.get(keys.login(sender, scope.desk)) if sender else None,
        )

    def quarantine(self, mail: QuarantinedMail) -> None:
        self._memory.quarantine.setdefault(keys.quarantined(mail.desk, mail.id), mail)


class FakeCheckerStore(FakeTicketStore):
    """What the checker reads; a single shard."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, EVERYTHING)

    def due(self, now: datetime, limit: int) -> Iterable[DueTicket]:
        found = [
            DueTicket(ref=t.ref, due=t.next_action_at)
            for t in self._memory.tickets.values()
            if t.next_action_at and t.next_action_at <= now
        ]
        return iter(sorted(found, key=lambda due: due.due)[:limit])

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        found = [
            d
            for deliveries in self._memory.deliveries.values()
            for d in deliveries.values()
            if d.state == DeliveryState.PENDING and d.created_at < before
        ]
        return iter(sorted(found, key=lambda d: d.created_at)[:limit])


class FakeOutboxStore(FakeTicketStore):
    """What the outbox reads and settles."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, EVERYTHING)

    def delivery(self, ref: TicketRef, delivery_id: str) -> Delivery:
        found = self._memory.deliveries.get(ref, {}).get(delivery_id)
        if found is None:
            raise NotFound("there is no such delivery")
        return found

    def settle(self, delivery: Delivery, marks: Sequence[str] = ()) -> None:
        if delivery.state == DeliveryState.PENDING:
            raise ValueError("a pending delivery settles nothing")
        stored = self.delivery(delivery.ticket, delivery.id)
        if stored.state != DeliveryState.PENDING:
            return
        self._memory.deliveries[delivery.ticket][delivery.id] = delivery
        for message in marks:
            self._memory.marks[keys.mark(delivery.ticket.scope, message)] = delivery.ticket

    def recent_automatic(self, recipient: str, subject: str, since: datetime) -> tuple[int, int]:
        sent = [s for to, s, at in self._memory.automatic if to == keys.automatic(recipient) and at >= since]
        return len(sent), sent.count(keys.subject_mark(subject))

    def count_automatic(self, recipient: str, subject: str, at: datetime) -> None:
        self._memory.automatic.append((keys.automatic(recipient), keys.subject_mark(subject), at))


class FakeAttempts:
    """Counts in memory."""

    def __init__(self) -> None:
        self.counts: Counter[keys.Key] = Counter()

    def count(self, what: str, *, at: datetime, window: timedelta) -> int:
        key = keys.attempts(what, at, window)
        self.counts[key] += 1
        return self.counts[key]
