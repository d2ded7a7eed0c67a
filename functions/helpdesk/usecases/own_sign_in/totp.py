"""Time-based codes (RFC 6238): six digits, a new one each 30 seconds; one step early or late is taken."""

import hmac
from datetime import datetime
from typing import Final

STEP: Final = 30
_AROUND: Final = (0, -1, 1)


def matching_step(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The time step whose code this is, later than `after`; None when it is no code of now."""
    import pyotp  # noqa: PLC0415 - few requests need it

    given = "".join(code.split())
    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP
    matching = [
        now + away
        for away in _AROUND
        if hmac.compare_digest(totp.generate_otp(now + away).encode(), given.encode("utf-8", "replace"))
    ]
    return next((step for step in matching if step > after), None)


def setup_uri(secret: str, *, account: str, service: str) -> str:
    """What authenticator apps read (`otpauth://totp/…`)."""
    import pyotp  # noqa: PLC0415 - as above

    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=service)


def picture(uri: str) -> str:
    """The same as a QR code, in SVG."""
    import io  # noqa: PLC0415 - as above

    import segno  # noqa: PLC0415 - as above

    drawn = io.BytesIO()
    segno.make(uri, error="m").save(drawn, kind="svg", xmldecl=False, scale=4, border=4, light="#fff")
    return drawn.getvalue().decode()
