"""A tenant that was onboarded a moment ago is known at once, though desks are kept for a minute."""

import pytest

from helpdesk.domain.desks import Desk, DeskConfig
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.holiday_days import public_holidays
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import home_of
from tests import fakes
from tests.contract.builders import ACME, furnish


class KeepingDirectory(fakes.FakeDirectory):
    """As the real one within its minute: it still has the desk as it was before anybody was onboarded."""

    def __init__(self, memory: fakes.Memory) -> None:
        super().__init__(memory)
        self.read = 0

    def desk(self, desk: str) -> DeskConfig:
        return DeskConfig(desk=Desk(id=desk, name="Noord IT"))

    def fresh(self, desk: str) -> DeskConfig:
        self.read += 1
        return super().desk(desk)


def test_a_tenant_younger_than_what_is_kept_of_its_desk_has_a_home() -> None:
    memory = fakes.Memory()
    furnish(fakes.FakeDirectoryEditor(memory))
    directory = KeepingDirectory(memory)
    assert home_of(directory, Agreements(public_holidays), ACME).tenant.ref == ACME
    assert directory.read == 1


def test_a_tenant_that_is_nowhere_has_none() -> None:
    memory = fakes.Memory()
    furnish(fakes.FakeDirectoryEditor(memory))
    with pytest.raises(NotFound):
        home_of(KeepingDirectory(memory), Agreements(public_holidays), TenantRef("noord", "nobody"))
