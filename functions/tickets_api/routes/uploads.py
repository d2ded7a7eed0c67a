"""Places for files that go with a message."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import TooLarge
from helpdesk.usecases import uploads
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import TicketKey

blueprint = Blueprint(__name__)


class UploadInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large the file is, in bytes."""

    size: Annotated[int, Meta(ge=1)]


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
    made = uploads.offer(call.deps, call.principal, key, body.size)
    return UploadView(id=made.id, url=made.form.url, fields=made.form.fields, seconds=uploads.SECONDS)
