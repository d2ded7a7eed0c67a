"""Notices on one's own devices (Web Push)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden, TooMany, Unavailable
from helpdesk.domain.push.devices import LONGEST_ENDPOINT, About, Device
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.push import devices
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.views.push import DeviceList, DeviceView

blueprint = Blueprint(__name__)

Base64Url = Annotated[str, Meta(min_length=16, max_length=120, pattern="^[A-Za-z0-9_-]+={0,2}$")]
TimeOfDay = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]


class DeviceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A browser's subscription (`endpoint`, and its keys), and what its person wants to hear there.

    `quiet`: from when to when, in `zone`, only what is urgent is told.
    """

    endpoint: Annotated[str, Meta(min_length=9, max_length=LONGEST_ENDPOINT, pattern="^https?://")]
    p256dh: Base64Url
    auth: Base64Url
    about: Annotated[tuple[About, ...], Meta(min_length=1, max_length=10)]
    language: Annotated[str, Meta(min_length=2, max_length=10, pattern="^[A-Za-z-]+$")] = "en"
    quiet: tuple[TimeOfDay, TimeOfDay] | None = None
    zone: Annotated[str, Meta(min_length=1, max_length=60)] = "UTC"
    label: Annotated[str, Meta(max_length=100)] = ""


@blueprint.get("/api/v1/me/devices", errors=(Forbidden, Unavailable))
def list_devices(call: Call[ApiDeps]) -> DeviceList:
    """The devices one is told on, and the key by which a browser becomes one."""
    items = devices.listed(call.deps, call.principal)
    key = devices.public_key(call.deps, call.principal)
    return DeviceList(public_key=key, items=tuple(_view(one) for one in items))


@blueprint.post("/api/v1/me/devices", status=200, errors=(Forbidden, Conflict, TooMany))
def ask_for_notices(call: Call[ApiDeps], body: DeviceInput) -> DeviceView:
    """Be told on this device from now on, or of other things than before. The same endpoint is one device."""
    asked = devices.Asked(
        endpoint=body.endpoint,
        p256dh=body.p256dh,
        auth=body.auth,
        about=body.about,
        language=body.language,
        quiet=body.quiet,
        zone=body.zone,
        label=one_line(body.label),
    )
    return _view(devices.ask(call.deps, call.principal, asked))


@blueprint.delete("/api/v1/me/devices/{device}", errors=(Forbidden,))
def drop_device(call: Call[ApiDeps], device: Id) -> None:
    """Be told nothing more there."""
    devices.drop(call.deps, call.principal, device)


def _view(device: Device) -> DeviceView:
    return DeviceView(
        id=device.id, label=device.label, about=device.about, quiet=device.quiet, zone=device.zone,
        since=device.since,
    )  # fmt: skip
