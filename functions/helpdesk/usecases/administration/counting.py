"""How many open tickets stand in the way of taking something away."""

from collections.abc import Callable
from typing import Final

from helpdesk.domain.errors import Conflict
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.api_deps import ApiDeps

MOST_PAGES: Final = 200
"""Pages of 100 open tickets that are looked through: more than any desk should have."""


def check_none_open(
    deps: ApiDeps, principal: Principal, desk: str, of: Callable[[Ticket], bool], whose: str
) -> None:
    """Raises Conflict naming a few when open tickets are left, or when there are too many to be sure."""
    store, cursor = deps.stores.for_principal(principal).tickets, None
    found: list[str] = []
    for _ in range(MOST_PAGES):
        page = store.queue(desk, PageRequest(limit=MAX_PAGE, cursor=cursor))
        found += [ticket.key for ticket in page.tickets if of(ticket)]
        cursor = page.next
        if cursor is None or len(found) > MAX_PAGE:
            break
    else:
        raise Conflict("The desk has too many open tickets to look through: solve some first.")
    if found:
        many = f"{len(found)}" if cursor is None else f"more than {MAX_PAGE}"
        raise Conflict(f"{whose} still has open tickets ({many}): {', '.join(found[:5])}.")
