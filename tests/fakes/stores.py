"""The fake of the one door to scoped data."""

from helpdesk.domain.people import Principal
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.ports import PageRequest
from helpdesk.storage import cursors, keys
from helpdesk.storage.pages import size_of
from helpdesk.storage.reach import Reach, reach_of
from tests.fakes.memory import Memory
from tests.fakes.tickets import FakeTicketStore


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
                (keys.instant(mail.at), key.pk, key.sk)
                for key, mail in self._memory.quarantine.items()
                if key.pk == partition
            ),
            reverse=True,
        )
        if start is not None:
            rows = [row for row in rows if row < (start.place, start.pk, start.sk)]
        limit = size_of(page)
        cursor = None
        if len(rows) > limit:
            cursor = cursors.encode(cursors.Position(partition, *rows[limit - 1]))
        found = tuple(self._memory.quarantine[keys.Key(pk, sk)] for _, pk, sk in rows[:limit])
        return found, cursor


class FakeScopedStores:
    """What one principal may see."""

    def __init__(self, memory: Memory, reach: Reach) -> None:
        self.tickets = FakeTicketStore(memory, reach)
        self.quarantine = FakeQuarantineStore(memory, reach)


class FakeStores:
    """Binds the memory to principals."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def for_principal(self, principal: Principal) -> FakeScopedStores:
        return FakeScopedStores(self._memory, reach_of(principal))
