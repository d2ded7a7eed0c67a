"""Whether mail to an address really arrives: a test mail with a token goes out, intake sees it come in."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from typing import Final

import msgspec

VALID: Final = timedelta(days=2)
"""How long a test mail may be under way."""

_TOKEN: Final = re.compile(r"\bloket-check-([a-z0-9]{16,64})\b")


class AddressCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last test of one address. `token` is the SHA-256 of what the mail carried."""

    address: str
    tenant: str
    token: str
    sent_at: datetime
    verified_at: datetime | None = None


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def subject_mark(token: str) -> str:
    """How a test mail's subject carries its token: forwarding keeps subjects, and few headers."""
    return f"loket-check-{token}"


def token_in(subject: str) -> str | None:
    """The token of a subject that is a test mail's, `Fwd:` before it or not."""
    match = _TOKEN.search(subject.lower())
    return match[1] if match else None


def confirmed(check: AddressCheck, token: str, at: datetime) -> AddressCheck | None:
    """The check with its address verified, when `token` is its own and still in time; else None."""
    if (
        not hmac.compare_digest(check.token, hash_of(token))
        or not check.sent_at <= at <= check.sent_at + VALID
    ):
        return None
    return msgspec.structs.replace(check, verified_at=at)
