"""Response headers of the local server: CloudFront's on pages, so that a page they break breaks here too."""

from typing import Final

from msgspec.structs import replace

from infra.headers import API_POLICY, FRAMED, framed_headers, page_headers
from ops.local.web.http import Response

_AT_LEAST: Final = (
    ("content-security-policy", API_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
)


def portal_headers(files: str = "") -> tuple[tuple[str, str], ...]:
    """`files`: the origin that takes uploads. Sign-in goes through our own here, so pages call no other."""
    return page_headers([files] if files else [])


def headers_of(path: str, pages: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """`pages`, but for the pages that letters are shown in."""
    return framed_headers() if path.startswith(FRAMED) else pages


def guarded(response: Response) -> Response:
    """The same, with the strictest of each header that it does not set itself."""
    set_already = {name.lower() for name, _ in response.headers}
    missing = tuple((name, value) for name, value in _AT_LEAST if name not in set_already)
    return replace(response, headers=(*response.headers, *missing))
