"""What people are shown of their own way in."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Instant = Annotated[datetime, Meta(tz=True)]


class TokensView(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens of the user pool; `id_token` goes along with requests for `expires_in` seconds."""

    id_token: str
    access_token: str
    refresh_token: str
    expires_in: int


class OwnSessionView(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-in. `agent`: the program, as it calls itself; `seen_at` is true to the hour."""

    id: str
    this: bool
    began_at: Instant
    seen_at: Instant
    agent: str
    source: str
    second_factor: bool


class OwnSignInView(msgspec.Struct, frozen=True, kw_only=True):
    """Where one is signed in. `recovery_codes`: how many are left; null without a second factor."""

    sessions: tuple[OwnSessionView, ...]
    second_factor: bool
    recovery_codes: int | None


class SetupView(msgspec.Struct, frozen=True, kw_only=True):
    """What an authenticator app takes: `picture` (SVG) to scan, or `secret` to type."""

    secret: str
    uri: str
    picture: str


class RecoveryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Each stands in for the second factor once. They are shown here and never again."""

    codes: tuple[str, ...]


class GivenView(msgspec.Struct, frozen=True, kw_only=True):
    """The session is complete: refresh its token. `recovery_codes`: how many are left."""

    recovery_codes: int


class DoorPolicyView(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk asks of its people at sign-in."""

    second_factor: bool
    sso_only: bool
