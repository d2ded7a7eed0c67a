"""Two processes of the API over one store, each with what it remembers of desks; and who asks for what."""

from copy import copy

from msgspec.structs import replace

from helpdesk.domain.desks import DeskConfig
from helpdesk.storage.cache import Cache
from tests.fakes import FakeDirectory
from tests.functions.desks import Desks
from tests.functions.gateway import Gateway


class KeepingDirectory(FakeDirectory):
    """Remembers desks for a minute, as the one on the table does. `asked`: what was wanted, in order."""

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks.memory)
        self._kept: Cache[DeskConfig] = Cache(lambda: desks.now)
        self.asked: list[str] = []

    def desk(self, desk: str) -> DeskConfig:
        self.asked.append("desk")
        found = self._kept.get(desk, lambda: FakeDirectory.desk(self, desk))
        assert found is not None
        return found

    def fresh(self, desk: str) -> DeskConfig:
        self.asked.append("fresh")
        found = super().desk(desk)
        self._kept.put(desk, found)
        return found

    @property
    def decided_on_what_is_kept(self) -> bool:
        """Whether a desk was asked for, and never as it is stored; the question begins anew."""
        asked, self.asked = self.asked, []
        return "desk" in asked and "fresh" not in asked


def another_process(desks: Desks) -> tuple[Gateway, KeepingDirectory]:
    """The API of one more process over the same store."""
    directory, own = KeepingDirectory(desks), copy(desks)
    own.deps = replace(desks.deps, directory=directory)
    return Gateway(own), directory
