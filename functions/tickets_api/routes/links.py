"""The signed links in a ticket's mails."""

from helpdesk.usecases import revoking
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey

blueprint = Blueprint(__name__)


@blueprint.delete("/api/v1/tickets/{key}/links")
def revoke_links(call: Call[ApiDeps], key: TicketKey) -> None:
    """Take back every link that was mailed about this ticket; later mails carry new ones.

    It takes effect within a minute.
    """
    revoking.revoke(call.deps, call.principal, key)
