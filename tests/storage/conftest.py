"""The table of the contract tests, for what is true of the real stores only."""

from collections.abc import Iterator

import pytest

from helpdesk.storage.table import Table
from tests.contract.houses import House, aws_endpoint, bound_table, furniture, house_on, table
from tests.contract.houses import house as contract_house

__all__ = ["aws_endpoint", "bound_table", "furniture", "house", "table"]

house = contract_house


@pytest.fixture
def backend() -> str:
    """Only the table."""
    return "table"


@pytest.fixture
def empty_house(table: Table) -> House:
    return house_on(table)


@pytest.fixture
def calls(house: House, table: Table) -> Iterator[list[str]]:
    """Names of the operations sent to the table since the test began."""
    sent: list[str] = []
    events = table.row._get_connection().connection.client.meta.events

    def note(model: object, **_: object) -> None:
        sent.append(str(getattr(model, "name", model)))

    events.register("before-call.dynamodb", note)
    yield sent
    events.unregister("before-call.dynamodb", note)
