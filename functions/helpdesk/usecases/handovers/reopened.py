"""A ticket that opens again is nobody's when its agent is gone or suspended: then anybody can take it."""

from helpdesk.domain import changes
from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.handovers import HANDED_OVER, may_take
from helpdesk.domain.tickets import Ticket


def let_go(config: DeskConfig, before: Ticket, moved: Moved, act: Act) -> Moved:
    """What a change made of the ticket, without an assignee who cannot see it any more."""
    after, entries = moved
    if before.open or not after.open or after.assignee is None:
        return moved
    known = config.agents.get(after.assignee.id)
    if known is not None and may_take(known):
        return moved
    after, more = changes.assign(after, None, act, HANDED_OVER)
    return after, (*entries, *more)
