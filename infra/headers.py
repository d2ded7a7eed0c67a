"""The security headers of the portal's pages. No CDK in here: the local server sends the same ones."""

from collections.abc import Sequence

HSTS_SECONDS = 63_072_000  # two years, what browsers' preload lists ask for
REFERRER = "strict-origin-when-cross-origin"
# What the portal's pages may use of the device; nothing they do not need.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
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
        "upgrade-insecure-requests": [],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())
