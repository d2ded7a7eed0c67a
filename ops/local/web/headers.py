"""Response headers of the portal's pages: CloudFront's, so that a page they break breaks here too."""

from infra.headers import page_headers


def portal_headers(files: str = "") -> tuple[tuple[str, str], ...]:
    """`files`: the origin that takes uploads. Sign-in goes through our own here, so pages call no other."""
    return page_headers([files] if files else [])
