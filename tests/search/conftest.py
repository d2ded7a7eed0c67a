"""One store, one clock, one index."""

from pathlib import Path

import pytest

from helpdesk.search.index import TicketIndex
from tests.search.fake_objects import FakeObjects
from tests.search.things import Clock, index_on


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def objects(clock: Clock) -> FakeObjects:
    return FakeObjects(now=clock)


@pytest.fixture
def index(objects: FakeObjects, tmp_path: Path, clock: Clock) -> TicketIndex:
    return index_on(objects, tmp_path, clock)
