"""The fixtures live in `houses`, where other suites can have them too."""

from tests.contract.houses import aws_endpoint, backend, bound_table, empty_house, furniture, house, table

__all__ = ["aws_endpoint", "backend", "bound_table", "empty_house", "furniture", "house", "table"]
