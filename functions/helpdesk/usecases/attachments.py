"""Links to what the entries of a ticket carry; whoever may read the entry gets one."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Final, NamedTuple

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.domain.timeline import AnyEntry, Attachment, MessageEntry, NoteEntry
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.tickets import caller, find

SECONDS: Final = 300
"""How long a link works."""

_OPAQUE: Final = "application/octet-stream"
_HTML: Final = "html"


class _File(NamedTuple):
    key: str
    name: str
    type: str


def link(deps: Deps, principal: Principal, key: str, entry: str, attachment: str) -> str:
    """A link to `attachment`, or to the whole `text` or `html` of a message. Raises NotFound.

    HTML that is short enough to stand in the timeline is in no file: its link bears it (RFC 2397).
    """
    ref = find(deps, key)
    works_here = caller(principal, ref).works_here
    story = deps.stores.for_principal(principal).tickets.story(ref)
    found = next((e for e in story.entries if e.id == entry and _may_read(e, works_here)), None)
    file = _file(found, attachment, ref.scope, key) if found else None
    if file is None and attachment == _HTML and isinstance(found, MessageEntry) and found.html:
        return _bearing(found.html)
    if file is None or not file.key.startswith(f"{ref.scope}/files/"):
        raise NotFound("There is no such attachment.")
    return deps.files.link(file.key, name=file.name, content_type=file.type, seconds=SECONDS)


def _may_read(entry: AnyEntry, works_here: bool) -> bool:
    return isinstance(entry, MessageEntry) or (works_here and isinstance(entry, NoteEntry))


def _file(entry: AnyEntry, wanted: str, scope: TenantRef, key: str) -> _File | None:
    if not isinstance(entry, MessageEntry | NoteEntry):
        return None
    attached = _attached(entry.attachments, wanted, scope)
    if attached or not isinstance(entry, MessageEntry):
        return attached
    if wanted == "text" and entry.full_text:
        return _File(entry.full_text, f"{key}.txt", "text/plain; charset=utf-8")
    if wanted == _HTML and entry.full_html:
        return _File(entry.full_html, f"{key}.html", "text/html; charset=utf-8")
    return None


def _bearing(html: str) -> str:
    return f"data:text/html;charset=utf-8;base64,{b64encode(html.encode(errors='replace')).decode()}"


def _attached(attachments: Sequence[Attachment], wanted: str, scope: TenantRef) -> _File | None:
    one = next((a for a in attachments if a.id == wanted), None)
    if one is None:
        return None
    return _File(f"{scope}/files/{one.sha256}", one.name, _OPAQUE if one.dangerous else one.type)
