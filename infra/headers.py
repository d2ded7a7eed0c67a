"""The security headers of the portal's pages. No CDK in here: the local server can send the same ones."""

from collections.abc import Sequence

HSTS_SECONDS = 63_072_000  # two years, what browsers' preload lists ask for
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
OPENER = "same-origin"  # a page that ours was opened from, or opens, gets no hold of it
FRAMED = "/framed/"  # empty pages in which the app shows senders' letters (frontend/static/framed)
FRAMED_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",  # letters bring their styles along; nothing here can run or be sent
        "img-src data: https:",  # the page that must not load pictures says so itself
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    )
)
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
        "frame-src": ["'self'"],
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


def framed_headers() -> tuple[tuple[str, str], ...]:
    """What the pages that letters are shown in are sent with."""
    return (
        ("content-security-policy", FRAMED_POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", OPENER),
        ("permissions-policy", PERMISSIONS),
    )
