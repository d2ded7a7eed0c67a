"""All rows: each route is in one of them, or a test fails."""

from typing import Final

from tests.functions.access.callers import Case
from tests.functions.access.desk_cases import DESK
from tests.functions.access.knowledge_cases import KNOWLEDGE
from tests.functions.administration_cases import ADMINISTRATION

MATRIX: Final = [*DESK, *KNOWLEDGE, *(Case(*row) for row in ADMINISTRATION)]
