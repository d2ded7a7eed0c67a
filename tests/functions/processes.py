"""Two processes of the API over one store, each with what it remembers of desks; and who asks for what."""

from collections.abc import Callable
from copy import copy

from msgspec.structs import replace

from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.ids import TenantRef
from helpdesk.storage.cache import Cache
from tests.fakes import FakeDirectory
from tests.functions.desks import Desks
from tests.functions.gateway import Gateway


class KeepingDirectory(FakeDirectory):
    """Remembers desks, and whose names are, for a minute, as the one on the table does.

    `asked`: which kind of answer was wanted of desks, in order.
    """

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks.memory)
        self._kept: Cache[DeskConfig] = Cache(lambda: desks.now)
        self._places: Cache[TenantRef] = Cache(lambda: desks.now)
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

    def tenant_of_address(self, address: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(f"@{address}", lambda: FakeDirectory.tenant_of_address(self, address), anew=anew)

    def tenant_of_prefix(self, prefix: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(f"-{prefix}", lambda: FakeDirectory.tenant_of_prefix(self, prefix), anew=anew)

    def tenant_of_host(self, host: str, *, anew: bool = False) -> TenantRef | None:
        return self._place(f".{host}", lambda: FakeDirectory.tenant_of_host(self, host), anew=anew)

    def _place(self, name: str, stored: Callable[[], TenantRef | None], *, anew: bool) -> TenantRef | None:
        if anew:
            self._places.drop(name)
        return self._places.get(name, stored)

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
