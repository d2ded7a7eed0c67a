"""Places for files that go with a message."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden, TooLarge
from helpdesk.domain.ids import TenantRef
from helpdesk.usecases import uploads
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey
from tickets_api.views.inputs import TenantInput

blueprint = Blueprint(__name__)


class UploadInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large the file is, in bytes."""

    size: Annotated[int, Meta(ge=1)]


class FirstUploadInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For a ticket of `tenant`; people of one organisation may leave that out. `size` in bytes."""

    size: Annotated[int, Meta(ge=1)]
    tenant: TenantInput | None = None


class UploadView(msgspec.Struct, frozen=True, kw_only=True):
    """POST a multipart form with `fields`, then the file as the field `file`, to `url`, within `seconds`.

    A message then names the file by `id`.
    """

    id: str
    url: str
    fields: dict[str, str]
    seconds: int


@blueprint.post("/api/v1/tickets/{key}/uploads", errors=(TooLarge,))
def offer_upload(call: Call[ApiDeps], key: TicketKey, body: UploadInput) -> UploadView:
    """Get a place for a file that is to go with a message on this ticket."""
    return _view(uploads.offer(call.deps, call.principal, key, body.size))


@blueprint.post("/api/v1/uploads", errors=(Forbidden, TooLarge))
def offer_first_upload(call: Call[ApiDeps], body: FirstUploadInput) -> UploadView:
    """Get a place for a file that is to go with a ticket that one is about to open."""
    tenant = TenantRef(body.tenant.desk, body.tenant.tenant) if body.tenant else None
    return _view(uploads.offer_for_new(call.deps, call.principal, tenant, body.size))


def _view(made: uploads.Upload) -> UploadView:
    return UploadView(id=made.id, url=made.form.url, fields=made.form.fields, seconds=uploads.SECONDS)
