"""Response headers of the portal's pages: CloudFront's, so that a page they break breaks here too."""

from infra.headers import page_headers


def portal_headers() -> tuple[tuple[str, str], ...]:
    """Sign-in goes through our own origin here, so the pages need to call no other."""
    return page_headers()
