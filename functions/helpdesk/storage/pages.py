"""How long a page may be."""

from helpdesk.domain.errors import Invalid
from helpdesk.ports import MAX_PAGE, PageRequest


def size_of(page: PageRequest) -> int:
    """The limit asked for, capped. Raises Invalid when it is not positive."""
    if page.limit < 1:
        raise Invalid(field="limit", reason="must be at least 1")
    return min(page.limit, MAX_PAGE)
