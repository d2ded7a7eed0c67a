"""One private copy of the local cloud for all tests of a session (of a pytest-xdist worker)."""

from collections.abc import Iterator

import pytest

from tests.local.running import RunningCloud, deployed, seeded


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCloud]:
    """Deployed and empty. Tests share it: use addresses and names of your own."""
    with deployed(tmp_path_factory.mktemp("cloud")) as running:
        yield running


@pytest.fixture(scope="session")
def demo(cloud: RunningCloud) -> RunningCloud:
    """The same cloud with the demo's desks, tenants and people."""
    return seeded(cloud)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fault-mails", type=int, help="how many mails go through test_faults.py")
