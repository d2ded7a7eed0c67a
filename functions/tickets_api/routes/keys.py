"""API keys of a desk."""

from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.errors import Conflict
from helpdesk.usecases import api_keys
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.views.keys import KeyList, KeyView, NewKeyView

blueprint = Blueprint(__name__)

PermissionName = Annotated[str, Meta(max_length=40, pattern=r"^[a-z]+\.[a-z]+$", examples=["ticket.read"])]


class KeyInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name`: what the key is for; its writings on tickets carry it. `permissions`: see docs/security.md."""

    name: Line
    permissions: Annotated[tuple[PermissionName, ...], Meta(min_length=1, max_length=40)]


@blueprint.get("/api/v1/desks/{desk}/keys")
def list_keys(call: Call[ApiDeps], desk: Id) -> KeyList:
    """List the desk's API keys, revoked ones too (admins)."""
    keys = api_keys.listed(call.deps, call.principal, desk)
    a_minute = int(api_keys.PER_WINDOW * (timedelta(minutes=1) / api_keys.WINDOW))
    return KeyList(items=tuple(_view(key) for key in keys), requests_per_minute=a_minute)


@blueprint.post("/api/v1/desks/{desk}/keys", errors=(Conflict,))
def make_key(call: Call[ApiDeps], desk: Id, body: KeyInput) -> NewKeyView:
    """Make an API key (admins). Send its `secret` as a bearer token; it is shown here and never again."""
    made = api_keys.make(call.deps, call.principal, desk, one_line(body.name), body.permissions)
    return NewKeyView(key=_view(made.key), secret=made.secret)


@blueprint.delete("/api/v1/desks/{desk}/keys/{key}")
def revoke_key(call: Call[ApiDeps], desk: Id, key: Id) -> None:
    """Revoke an API key (admins), for good and within a minute."""
    api_keys.revoke(call.deps, call.principal, desk, key)


def _view(key: ApiKey) -> KeyView:
    return KeyView(
        id=key.id,
        name=key.name,
        permissions=key.permissions,
        created_at=key.created_at,
        created_by=key.created_by,
        last_used_at=key.last_used_at,
        revoked_at=key.revoked_at,
    )
