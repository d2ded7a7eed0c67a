"""One ticket instead of two."""

import msgspec

from helpdesk.domain.errors import Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.merging import merge
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey
from tickets_api.changing import changed
from tickets_api.views.shapes import TicketView

blueprint = Blueprint(__name__)


class MergeInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`ticket`: the key of the one that goes on. `keep_informed`: this one's people take part there."""

    ticket: str
    keep_informed: bool = False


@blueprint.put("/api/v1/tickets/{key}/merged-into", errors=(Forbidden,), conflict=TicketView)
def merge_ticket(call: Call[ApiDeps], key: TicketKey, body: MergeInput) -> Answer[TicketView]:
    """Close the ticket in favour of another one of the same organisation; replies go there from now on."""
    return changed(
        call,
        lambda: merge(
            call.deps, call.principal, key, body.ticket,
            keep_informed=body.keep_informed, expected=call.if_match,
        ),
    )  # fmt: skip
