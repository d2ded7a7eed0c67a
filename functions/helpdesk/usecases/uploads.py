"""Files that go with a message: put into the bucket by the browser, then named in the message."""

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid, NotFound, TooLarge
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Principal
from helpdesk.domain.timeline import Attachment
from helpdesk.mail.filenames import is_executable, safe
from helpdesk.ports import UploadForm
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.opening import home_or_invalid, place_of
from helpdesk.usecases.tickets import caller, find

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_TOGETHER: Final = 40 * 1024 * 1024
MOST_FILES: Final = 20
SECONDS: Final = 900
"""How long an upload may take to begin."""


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """Where to put one file, and by which id a message then names it."""

    id: str
    form: UploadForm


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An uploaded file as the message names it."""

    id: str
    name: str
    type: str = "application/octet-stream"


def offer(deps: Deps, principal: Principal, key: str, size: int) -> Upload:
    """A place for a file on this ticket. Raises NotFound, and TooLarge before anything is sent."""
    ref = find(deps, key)
    caller(principal, ref)
    deps.stores.for_principal(principal).tickets.get(ref)
    return _offered(deps, ref.scope, str(ref), size)


def _offered(deps: Deps, scope: TenantRef, whose: str, size: int) -> Upload:
    if size > MOST_BYTES:
        raise TooLarge(f"a file can have {MOST_BYTES // 2**20} MB at most")
    upload = deps.new_id()
    form = deps.files.form(scope, _place(whose, upload), most_bytes=MOST_BYTES, seconds=SECONDS)
    return Upload(id=upload, form=form)


def offer_for_new(deps: Deps, principal: Principal, tenant: TenantRef | None, size: int) -> Upload:
    """A place for a file of a ticket that is about to be opened. Raises Invalid, Forbidden, TooLarge."""
    scope, me = place_of(principal, tenant)
    home_or_invalid(deps, scope)
    return _offered(deps, scope, _own(scope, me.person.id), size)


def taken_for_new(
    deps: Deps, principal: Principal, scope: TenantRef, uploads: Sequence[Named]
) -> tuple[Attachment, ...]:
    """The same for such files: they serve the one who put them there."""
    _, me = place_of(principal, scope)
    return _taken(deps, scope, _own(scope, me.person.id), uploads)


def taken(deps: Deps, ref: TicketRef, uploads: Sequence[Named]) -> tuple[Attachment, ...]:
    """The files as attachments of an entry. Raises Invalid naming the one that is not there, TooLarge."""
    return _taken(deps, ref.scope, str(ref), uploads)


def _taken(deps: Deps, scope: TenantRef, whose: str, uploads: Sequence[Named]) -> tuple[Attachment, ...]:
    if len(uploads) > MOST_FILES:
        raise Invalid(field="uploads", reason=f"a message can have {MOST_FILES} files at most")
    together = 0
    kept = []
    for position, named in enumerate(uploads, start=1):
        content = _content(deps, scope, whose, named, f"uploads[{position - 1}].id")
        together += len(content)
        if together > MOST_TOGETHER:
            raise TooLarge(f"the files of a message can have {MOST_TOGETHER // 2**20} MB together at most")
        deps.files.put(scope, content, named.type)
        kept.append(_attachment(named, content, str(position)))
    return tuple(kept)


def _content(deps: Deps, scope: TenantRef, whose: str, named: Named, field: str) -> bytes:
    try:
        return deps.files.uploaded(scope, _place(whose, named.id))
    except (NotFound, Invalid) as error:
        raise Invalid(field=field, reason="there is no such upload on this ticket") from error


def _own(scope: TenantRef, person: str) -> str:
    return f"{scope}#{person}"


def _attachment(named: Named, content: bytes, position: str) -> Attachment:
    name, _ = safe(named.name, f"file-{position}")
    return Attachment(
        id=position,
        name=name,
        type=named.type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        dangerous=is_executable(name, named.type, content),
    )


def _place(whose: str, upload: str) -> str:
    """The ticket, or the person, is part of it: an upload serves no other."""
    return hashlib.sha256(f"{whose}#{upload}".encode()).hexdigest()[:31]
