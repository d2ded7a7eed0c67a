"""Fixtures of the functions' tests."""

import pytest

from tests.functions.access.house import furnish_house
from tests.functions.desks import Desks
from tests.functions.gateway import Gateway
from tests.functions.pool import Cognito
from tests.functions.shelves import fill_shelves


@pytest.fixture
def desks() -> Desks:
    """Two desks in memory."""
    return Desks()


@pytest.fixture
def api(desks: Desks) -> Gateway:
    """Their API."""
    return Gateway(desks)


@pytest.fixture
def house(desks: Desks, api: Gateway) -> Gateway:
    """The API of desks that have one of everything."""
    furnish_house(desks, api)
    return api


@pytest.fixture
def shelves(desks: Desks, api: Gateway) -> Gateway:
    """The API of desks that have knowledge."""
    fill_shelves(desks)
    return api


@pytest.fixture
def cognito(desks: Desks) -> Cognito:
    """The user pool of the two desks."""
    return Cognito(desks)
