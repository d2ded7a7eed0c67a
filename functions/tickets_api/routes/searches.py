"""Saved searches of a desk, and waves of alike tickets that were noticed there."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.suggesting import incidents, views
from helpdesk.usecases.suggesting.views import ViewInput
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, TicketKey, one_line

blueprint = Blueprint(__name__)


class ViewGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search to keep; `shared`: for the whole desk (leads and admins)."""

    name: Line
    query: Annotated[str, Meta(max_length=1_000)]
    sort: Literal["", "updated", "created", "due"] = ""
    icon: Annotated[str, Meta(max_length=40)] = ""
    shared: bool = False
    position: Annotated[int, Meta(ge=0, le=10_000)] = 0


class ViewShown(msgspec.Struct, frozen=True, kw_only=True):
    """A kept search; `mine`: the caller made it."""

    id: str
    name: str
    query: str
    sort: str
    icon: str
    shared: bool
    position: int
    mine: bool


class ViewList(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's first, then the caller's own."""

    items: tuple[ViewShown, ...]


class WaveTicketShown(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of a wave."""

    key: str
    subject: str
    tenant: TenantRef
    created_at: datetime


class WaveShown(msgspec.Struct, frozen=True, kw_only=True):
    """Alike tickets that came within minutes. `subject`: the first one's; `words`: what most of them say."""

    id: str
    subject: str
    words: tuple[str, ...]
    state: str
    incident: str | None
    first_at: datetime
    last_at: datetime
    tickets: tuple[WaveTicketShown, ...]


class WaveList(msgspec.Struct, frozen=True, kw_only=True):
    """Those nobody has decided about, newest first."""

    items: tuple[WaveShown, ...]


class DismissalInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing needs to be said."""


class IncidentInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ticket that becomes the major incident; the wave's others stand under it from then on."""

    key: TicketKey


class BulletinDraft(msgspec.Struct, frozen=True, kw_only=True):
    """To be looked over and published by POST /desks/{desk}/bulletins."""

    language: str
    title: str
    severity: str
    tenants: tuple[str, ...]
    incident: str


class IncidentMade(msgspec.Struct, frozen=True, kw_only=True):
    """`left` could not be linked: ask again."""

    wave: WaveShown
    linked: tuple[str, ...]
    left: tuple[str, ...]
    bulletin: BulletinDraft


@blueprint.get("/api/v1/desks/{desk}/views")
def list_views(call: Call[ApiDeps], desk: Id) -> ViewList:
    """The searches that the desk, and the caller, keep."""
    found = views.views_of(call.deps, call.principal, desk)
    return ViewList(items=tuple(_view(call, one) for one in found))


@blueprint.post("/api/v1/desks/{desk}/views", errors=(Forbidden, Conflict))
def add_view(call: Call[ApiDeps], desk: Id, body: ViewGiven) -> ViewShown:
    """Keep a search."""
    return _view(call, views.add_view(call.deps, call.principal, desk, _given(body)))


@blueprint.put("/api/v1/desks/{desk}/views/{view}", errors=(Forbidden,))
def put_view(call: Call[ApiDeps], desk: Id, view: Id, body: ViewGiven) -> ViewShown:
    """Change a kept search."""
    return _view(call, views.change_view(call.deps, call.principal, desk, view, _given(body)))


@blueprint.delete("/api/v1/desks/{desk}/views/{view}", errors=(Forbidden,))
def delete_view(call: Call[ApiDeps], desk: Id, view: Id) -> None:
    """Forget a kept search."""
    views.delete_view(call.deps, call.principal, desk, view)


@blueprint.get("/api/v1/desks/{desk}/waves")
def list_waves(call: Call[ApiDeps], desk: Id) -> WaveList:
    """Waves of alike tickets that nobody has decided about."""
    return WaveList(items=tuple(map(_wave, incidents.waves_of(call.deps, call.principal, desk))))


@blueprint.put("/api/v1/desks/{desk}/waves/{wave}/dismissal")
def dismiss_wave(call: Call[ApiDeps], desk: Id, wave: Id, body: DismissalInput) -> WaveShown:  # noqa: ARG001
    """Say that it is no wave."""
    return _wave(incidents.dismiss(call.deps, call.principal, desk, wave))


@blueprint.put("/api/v1/desks/{desk}/waves/{wave}/incident")
def make_incident(call: Call[ApiDeps], desk: Id, wave: Id, body: IncidentInput) -> IncidentMade:
    """Put the wave's tickets under one incident."""
    made = incidents.make_incident(call.deps, call.principal, desk, wave, body.key)
    config = call.deps.directory.desk(desk)
    return IncidentMade(
        wave=_wave(made.wave),
        linked=made.linked,
        left=made.left,
        bulletin=BulletinDraft(
            language=config.desk.language,
            title=" ".join(made.wave.words).capitalize() or made.wave.tickets[0].subject,
            severity="outage",
            tenants=tuple(sorted(ref.tenant for ref in made.wave.tenants)),
            incident=made.wave.incident or body.key,
        ),
    )


def _given(body: ViewGiven) -> ViewInput:
    return ViewInput(
        name=one_line(body.name), query=body.query, sort=body.sort, icon=body.icon, shared=body.shared,
        position=body.position,
    )  # fmt: skip


def _view(call: Call[ApiDeps], one: View) -> ViewShown:
    member = call.principal.on_desk(one.desk)
    return ViewShown(
        id=one.id, name=one.name, query=one.query, sort=one.sort, icon=one.icon, shared=one.shared,
        position=one.position, mine=member is not None and member.person.id == one.owner,
    )  # fmt: skip


def _wave(one: Wave) -> WaveShown:
    return WaveShown(
        id=one.id,
        subject=one.tickets[0].subject,
        words=one.words,
        state=one.state,
        incident=one.incident,
        first_at=one.tickets[0].created_at,
        last_at=one.last_at,
        tickets=tuple(
            WaveTicketShown(key=t.key, subject=t.subject, tenant=t.ref.scope, created_at=t.created_at)
            for t in one.tickets
        ),
    )
