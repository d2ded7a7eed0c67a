"""Desks: an overview, how each works, and (for operators) making and closing them."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from helpdesk.domain.desks import Desk, DeskConfig
from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.people import PersonRef, Principal
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import desks
from helpdesk.usecases.administration.addresses import check_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id, Line, one_line
from tickets_api.storing import stored
from tickets_api.views.administration import DeskClosureView, DeskCounts, DeskList, DeskOverview, DeskView

blueprint = Blueprint(__name__)

Language = Annotated[str, Meta(min_length=2, max_length=10)]


class FirstAdmin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who sets up a new desk."""

    id: Id
    name: Line
    email: Email


class DeskInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. `admin` is needed for a new desk, which operators make."""

    name: Line | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    languages: tuple[Language, ...] | UnsetType = UNSET
    reopen_days: Annotated[int, Meta(ge=0, le=365)] | UnsetType = UNSET
    fill_from: Annotated[int, Meta(ge=50, le=100)] | UnsetType | None = UNSET
    suspended: bool | UnsetType = UNSET
    admin: FirstAdmin | None = None


class TypedName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The name of what is to be closed, typed by hand."""

    name: Annotated[str, Meta(max_length=300)]


@blueprint.get("/api/v1/desks")
def list_desks(call: Call[ApiDeps]) -> DeskList:
    """List the desks one works for; for an operator all there are."""
    found = desks.of_principal(call.deps, call.principal)
    return DeskList(items=tuple(_overview(config, call.principal) for config in found))


@blueprint.get("/api/v1/desks/{desk}")
def show_desk(call: Call[ApiDeps], desk: Id) -> Answer[DeskOverview]:
    """How a desk is set up, and how much there is of everything."""
    config = desks.show(call.deps, call.principal, desk)
    return Answer(body=_overview(config, call.principal), version=version_of(config.desk))


@blueprint.put("/api/v1/desks/{desk}", errors=(Forbidden,), conflict=DeskView)
def put_desk(call: Call[ApiDeps], desk: Id, body: DeskInput) -> Answer[DeskView]:
    """Say how a desk works (admins), or make one (operators). The same again changes nothing."""
    wish = desks.DeskWish(
        name=body.name if isinstance(body.name, UnsetType) else one_line(body.name),
        language=body.language, languages=body.languages, reopen_days=body.reopen_days,
        fill_from=body.fill_from, suspended=body.suspended,
    )  # fmt: skip
    first = body.admin
    admin = PersonRef(id=first.id, name=one_line(first.name), email=first.email.lower()) if first else None
    after = stored(
        lambda: desks.put(call.deps, call.principal, desk, wish, admin=admin, expected=call.if_match),
        lambda: _view(call.deps.directory.fresh(desk).desk),
    )
    return Answer(body=_view(after), version=version_of(after))


@blueprint.get("/api/v1/desks/{desk}/closure", errors=(Forbidden,))
def show_desk_closure(call: Call[ApiDeps], desk: Id) -> DeskClosureView:
    """What goes with a desk that is closed, and how far that is, also when it is gone (operators)."""
    found = desks.closure(call.deps, call.principal, desk)
    closing_at = found.desk.closing_at if found.desk else None
    purge = found.purge if closing_at or found.desk is None else None
    return DeskClosureView(
        closing_at=closing_at, gone=found.desk is None, tenants=found.tenants, agents=found.agents,
        spaces=found.spaces, step=purge.step.value if purge else None, tenant=purge.tenant if purge else "",
        deleted=purge.seen if purge else 0, done_at=purge.done_at if purge else None,
    )  # fmt: skip


@blueprint.put("/api/v1/desks/{desk}/closure", errors=(Forbidden, Conflict))
def close_desk(call: Call[ApiDeps], desk: Id, body: TypedName) -> DeskView:
    """Suspend a desk for good (operators); it has no open tickets. Its data is deleted 30 days later."""
    return _view(desks.close(call.deps, call.principal, desk, body.name))


@blueprint.delete("/api/v1/desks/{desk}/closure", errors=(Forbidden, Conflict))
def reopen_desk(call: Call[ApiDeps], desk: Id) -> None:
    """Take back that a desk is closed, within those 30 days (operators)."""
    desks.reopen(call.deps, call.principal, desk)


def _view(desk: Desk) -> DeskView:
    return msgspec.convert(desk, DeskView, from_attributes=True)


def _overview(config: DeskConfig, principal: Principal) -> DeskOverview:
    member = principal.on_desk(config.desk.id)
    checked = [
        check is not None and check.verified_at is not None
        for tenant in config.tenants.values()
        for check in (check_of(config, tenant.ref, address) for address in tenant.all_addresses)
    ]
    counts = DeskCounts(
        tenants=len(config.tenants),
        teams=len(config.teams),
        agents=len(config.agents),
        categories=sum(not each.retired for each in config.categories.values()),
        services=sum(not each.retired for each in config.services.values()),
        unverified_addresses=checked.count(False),
    )
    view = msgspec.structs.asdict(_view(config.desk))
    return DeskOverview(**view, role=member.role if member else None, counts=counts)
