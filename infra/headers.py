"""The security headers of the portal's pages. No CDK in here: the local server can send the same ones."""

from collections.abc import Sequence

HSTS_SECONDS = 63_072_000  # two years, what browsers' preload lists ask for
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
OPENER = "same-origin"  # a page that ours was opened from, or opens, gets no hold of it
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def content_security_policy(connect: Sequence[str] = ()) -> str:
    """No inline script or style, nothing from elsewhere. `connect`: further origins the pages may call."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *connect],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def page_headers(connect: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """What every page and file is sent with; over TLS, Strict-Transport-Security comes on top."""
    return (
        ("content-security-policy", content_security_policy(connect)),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", OPENER),
        ("permissions-policy", PERMISSIONS),
    )
