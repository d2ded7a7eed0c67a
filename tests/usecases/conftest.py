"""Fixtures of the use-case tests."""

import pytest

from tests.usecases.house import House


@pytest.fixture
def house() -> House:
    """A small Loket in memory."""
    return House()
