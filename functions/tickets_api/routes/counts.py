"""How much waits, for the tiles of the agents' home."""

from helpdesk.domain.desk_work.counts import Counts
from helpdesk.domain.errors import Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_work import counts
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint

blueprint = Blueprint(__name__)


@blueprint.get("/api/v1/counts", errors=(Forbidden,))
def show_counts(call: Call[ApiDeps]) -> Counts:
    """Count the open tickets of my desks by view; `more` says that there are at least so many."""
    return counts.counts(call.deps, call.principal)
