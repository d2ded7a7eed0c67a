"""Who is on a ticket."""

import msgspec

from helpdesk.domain.desk_work.presence import LASTS, Doing
from helpdesk.domain.errors import Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_work import presence
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey

blueprint = Blueprint(__name__)


class PresenceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What I do there."""

    doing: Doing


class ColleagueView(msgspec.Struct, frozen=True, kw_only=True):
    """A colleague who is there now."""

    id: str
    name: str
    doing: Doing


class PresenceView(msgspec.Struct, frozen=True, kw_only=True):
    """Who else is there, and how long my own word counts."""

    others: tuple[ColleagueView, ...]
    seconds: int


@blueprint.put("/api/v1/tickets/{key}/presence", errors=(Forbidden,))
def tell_presence(call: Call[ApiDeps], key: TicketKey, body: PresenceInput) -> PresenceView:
    """Say that I am on this ticket; it ends by itself unless it is said again."""
    found = presence.be_on(call.deps, call.principal, key, body.doing)
    there = tuple(ColleagueView(id=one.agent, name=one.name, doing=one.doing) for one in found)
    return PresenceView(others=there, seconds=int(LASTS.total_seconds()))
