"""Fixtures of the functions' tests."""

import pytest

from tests.functions.desks import Desks
from tests.functions.gateway import Gateway


@pytest.fixture
def desks() -> Desks:
    """Two desks in memory."""
    return Desks()


@pytest.fixture
def api(desks: Desks) -> Gateway:
    """Their API."""
    return Gateway(desks)
