"""Rules that say where new tickets from mail go."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.routing import Routing, RoutingRule
from helpdesk.domain.routing_reading import MOST_RULES
from helpdesk.domain.versions import version_of
from helpdesk.usecases import routing
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.routing import Trial
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id
from tickets_api.storing import stored

blueprint = Blueprint(__name__)

Rules = Annotated[list[dict[str, Any]], Meta(max_length=MOST_RULES)]


class WhoseRulesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tenant`: whose rules; without it, the desk's own, which come after any tenant's."""

    tenant: Id | None = None


class RoutingBody(msgspec.Struct, frozen=True, kw_only=True):
    """Rules in order; the first that matches counts."""

    rules: tuple[RoutingRule, ...]


class RoutingInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules in order, each as reading them shows it."""

    rules: Rules


class TrialInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rules` stand in for the stored ones; null: try those. `limit`: how many of the last mails.

    `after`: the `next` of a trial before, where a desk has more organisations than one trial looks at.
    """

    rules: Rules | None = None
    limit: Annotated[int, Meta(ge=1, le=routing.MOST_MAILS)] = routing.MOST_MAILS
    after: Id | None = None


@blueprint.get("/api/v1/desks/{desk}/routing", errors=(Forbidden,))
def get_routing(call: Call[ApiDeps], desk: Id, query: WhoseRulesQuery) -> Answer[RoutingBody]:
    """Read the routing rules of a tenant or of the desk (leads)."""
    return _answer(routing.routing(call.deps, call.principal, desk, query.tenant))


@blueprint.put("/api/v1/desks/{desk}/routing", errors=(Forbidden,), conflict=RoutingBody)
def set_routing(
    call: Call[ApiDeps], desk: Id, query: WhoseRulesQuery, body: RoutingInput
) -> Answer[RoutingBody]:
    """Set the routing rules of a tenant or of the desk (admins). They count within a minute."""
    rules, whose = _read(body.rules), query.tenant
    after = stored(
        lambda: routing.set_routing(call.deps, call.principal, desk, whose, rules, expected=call.if_match),
        lambda: _answer(routing.routing(call.deps, call.principal, desk, whose)).body,
    )
    return _answer(after)


@blueprint.post("/api/v1/desks/{desk}/routing/trials", status=200, errors=(Forbidden,))
def try_routing(call: Call[ApiDeps], desk: Id, query: WhoseRulesQuery, body: TrialInput) -> Trial:
    """Say per mail of the last hundred which rule it would meet and what that changes. Writes nothing."""
    rules = None if body.rules is None else _read(body.rules)
    return routing.try_routing(
        call.deps, call.principal, desk, query.tenant,
        rules=rules, limit=body.limit, after=body.after or "",
    )  # fmt: skip


def _answer(found: Routing) -> Answer[RoutingBody]:
    return Answer(body=RoutingBody(rules=found.rules), version=version_of(found))


def _read(rules: list[dict[str, Any]]) -> Routing:
    return to_struct({"rules": rules}, Routing)
