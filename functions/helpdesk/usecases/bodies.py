"""Long texts go to the files bucket: a table item holds at most 400 KB, and a story is read often."""

from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Files

MAX_TEXT = 24_000
"""Characters of a text kept in the timeline itself; at most 4 bytes each, twice (text and history)."""

MAX_FULL_TEXT = 1_000_000
"""Characters that are accepted at all from an agent or the portal; mail is bounded by SES."""


def kept_short(files: Files, scope: TenantRef, text: str) -> tuple[str, str | None]:
    """The text as the timeline keeps it, and the key of the whole text when that is longer."""
    if len(text) <= MAX_TEXT:
        return text, None
    key = files.put(scope, text.encode(errors="replace"), "text/plain; charset=utf-8")
    return text[:MAX_TEXT].rstrip() + "\n…", key


def html_kept(files: Files, scope: TenantRef, html: str) -> tuple[str | None, str | None]:
    """The cleaned HTML as the timeline keeps it, or the key of the file that does."""
    if not html:
        return None, None
    if len(html) <= MAX_TEXT:
        return html, None
    return None, files.put(scope, html.encode(errors="replace"), "text/html; charset=utf-8")
