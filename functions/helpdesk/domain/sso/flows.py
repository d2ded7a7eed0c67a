"""One try at signing in by a provider, and what it says of a person when it comes back."""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Final

import msgspec

FLOW: Final = "sso-flow"
TICKET: Final = "sso-ticket"
"""Kinds of what counts once."""

FLOW_LIFE: Final = timedelta(minutes=10)
TICKET_LIFE: Final = timedelta(minutes=2)


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered while somebody is away. `binding`: the hash of what their browser has."""

    desk: str
    provider: str
    nonce: str
    verifier: str
    binding: str

    def is_bound_to(self, binding: str) -> bool:
        """Whether this browser began it: an answer from elsewhere would sign one in as somebody else."""
        return hmac.compare_digest(self.binding, hash_of(binding))


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who the provider says it is, in a token that was checked. `email` is verified by it."""

    subject: str
    email: str
    name: str = ""


def hash_of(secret: str) -> str:
    """What is kept of something random: it tells nobody anything."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def challenge_of(verifier: str) -> str:
    """PKCE's S256 (RFC 7636)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
