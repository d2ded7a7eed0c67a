"""The fake of the one door to scoped data."""

import msgspec

from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.people import Principal
from helpdesk.domain.quarantine import Decision, QuarantinedMail, may_decide
from helpdesk.ports import PageRequest
from helpdesk.storage import cursors
from helpdesk.storage.keys import mail as keys
from helpdesk.storage.keys.parts import Key, instant
from helpdesk.storage.pages import size_of
from helpdesk.storage.reach import Reach, reach_of
from tests.fakes.desk_work import FakePresence
from tests.fakes.memory import Memory
from tests.fakes.tickets import FakeTicketStore
from tests.fakes.work import FakeIntakeStore


class FakeQuarantineStore:
    """Quarantined mail in memory, within a reach."""

    def __init__(self, memory: Memory, reach: Reach) -> None:
        self._memory = memory
        self._reach = reach

    def list(self, desk: str | None, page: PageRequest) -> tuple[tuple[QuarantinedMail, ...], str | None]:
        self._reach.check_quarantine(desk)
        partition = keys.quarantine(desk)
        start = cursors.decode(page.cursor, partition, partition)
        rows = sorted(
            (
                (instant(mail.at), key.pk, key.sk)
                for key, mail in self._memory.quarantine.items()
                if key.pk == partition and not (mail.decision and mail.decision.done)
            ),
            reverse=True,
        )
        if start is not None:
            rows = [row for row in rows if row < (start.place, start.pk, start.sk)]
        limit = size_of(page)
        cursor = None
        if len(rows) > limit:
            cursor = cursors.encode(cursors.Position(partition, *rows[limit - 1]))
        found = tuple(self._memory.quarantine[Key(pk, sk)] for _, pk, sk in rows[:limit])
        return found, cursor

    def get(self, desk: str | None, mail_id: str) -> QuarantinedMail:
        self._reach.check_quarantine(desk)
        try:
            return self._memory.quarantine[keys.quarantined(desk, mail_id)]
        except (KeyError, Invalid):
            raise NotFound("there is no such mail in quarantine") from None

    def decide(self, desk: str | None, mail_id: str, decision: Decision) -> QuarantinedMail:
        mail = self.get(desk, mail_id)
        if may_decide(mail, decision):
            mail = msgspec.structs.replace(mail, decision=decision)
            self._memory.quarantine[keys.quarantined(desk, mail_id)] = mail
        return mail


class FakeScopedStores:
    """What one principal may see."""

    def __init__(self, memory: Memory, reach: Reach) -> None:
        self.tickets = FakeTicketStore(memory, reach)
        self.presence = FakePresence(memory, reach)
        self.quarantine = FakeQuarantineStore(memory, reach)
        self.intake = FakeIntakeStore(memory, reach)


class FakeStores:
    """Binds the memory to principals."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def for_principal(self, principal: Principal) -> FakeScopedStores:
        return FakeScopedStores(self._memory, reach_of(principal))
