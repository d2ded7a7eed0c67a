"""Links to what a ticket's entries carry."""

from helpdesk.usecases import attachments as files
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import PathPart, TicketKey
from tickets_api.views.shapes import AttachmentLink

blueprint = Blueprint(__name__)


@blueprint.get("/api/v1/tickets/{key}/attachments/{entry}/{attachment}")
def link_attachment(
    call: Call[ApiDeps], key: TicketKey, entry: PathPart, attachment: PathPart
) -> AttachmentLink:
    """Get a short-lived link to a file; `text` and `html` stand for the whole message."""
    url = files.link(call.deps, call.principal, key, entry, attachment)
    return AttachmentLink(url=url, seconds=files.SECONDS)
