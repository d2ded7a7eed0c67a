"""How much waits, for the tiles of the agents' home."""

import msgspec

from helpdesk.domain.errors import Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_work import counts
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint

blueprint = Blueprint(__name__)


class CountView(msgspec.Struct, frozen=True, kw_only=True):
    """`more`: there are at least so many. `overdue` is how many of them are."""

    count: int
    overdue: int
    more: bool


class QueueCountsView(msgspec.Struct, frozen=True, kw_only=True):
    """One for each view of the queue that has a tile."""

    mine: CountView
    unassigned: CountView
    due: CountView
    overdue: CountView
    waiting: CountView
    new: CountView


@blueprint.get("/api/v1/counts", errors=(Forbidden,))
def show_counts(call: Call[ApiDeps]) -> QueueCountsView:
    """Count the open tickets of my desks by view; `more` says that there are at least so many."""
    found = counts.counts(call.deps, call.principal)
    return msgspec.convert(found, QueueCountsView, from_attributes=True)
