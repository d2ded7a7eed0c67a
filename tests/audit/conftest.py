"""The desks of tests/functions and the houses of tests/contract."""

from tests.contract.houses import aws_endpoint, backend, bound_table, empty_house, furniture, house, table
from tests.functions.conftest import api, desks

__all__ = [
    "api",
    "aws_endpoint",
    "backend",
    "bound_table",
    "desks",
    "empty_house",
    "furniture",
    "house",
    "table",
]
