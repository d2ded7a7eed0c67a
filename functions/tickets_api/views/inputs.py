"""Parts of bodies that several routes take."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.usecases.uploads import Named
from helpdesk.web.texts import Id, Line, PathPart


class TenantInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tenant of a desk."""

    desk: Id
    tenant: Id


class UploadedFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that was put where `POST …/uploads` said."""

    id: PathPart
    name: Line
    type: Annotated[str, Meta(max_length=255)] = "application/octet-stream"


def named_files(files: tuple[UploadedFile, ...]) -> tuple[Named, ...]:
    """As the use cases take them."""
    return tuple(Named(id=file.id, name=file.name, type=file.type) for file in files)
