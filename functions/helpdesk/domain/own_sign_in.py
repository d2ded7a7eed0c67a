"""How somebody gets in, besides the first proof: a second factor, where they are signed in, what a desk asks.

The second factor is a time-based code (RFC 6238). A code counts once: the step it belongs to is remembered.
"""

import enum
from datetime import datetime
from typing import Final

import msgspec

from helpdesk.domain.people import DESK_ROLES, Membership, Role

RECOVERY_CODES: Final = 10
SESSIONS_KEPT: Final = 30
"""Days; a refresh token lives as long."""


class Pending(enum.StrEnum):
    """What stands between somebody and their desk."""

    CODE = "code"  # of the second factor they have
    ENROL = "enrol"  # the desk asks for one
    SSO = "sso"  # the desk takes its own single sign-on alone


class Factor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A second factor. `recovery`: hashes of codes that stand in for it; each is removed by its use."""

    secret: str
    since: datetime
    confirmed: bool = False
    last_step: int = 0
    recovery: tuple[str, ...] = ()


class OwnSession(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sign-in on one device. `strong_at`: when the second factor was given in it."""

    id: str
    since: int
    agent: str = ""
    source: str = ""
    way: str = ""
    seen_at: datetime
    strong_at: datetime | None = None
    ended: bool = False


class OwnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an account. Sign-ins before `signed_out_at` (seconds since 1970) are over."""

    factor: Factor | None = None
    signed_out_at: int = 0
    sessions: tuple[OwnSession, ...] = ()

    def session(self, session_id: str) -> OwnSession | None:
        """The session of this id."""
        return next((one for one in self.sessions if one.id == session_id), None)

    def is_over(self, session_id: str, since: int) -> bool:
        """Whether a token of this sign-in counts no more."""
        session = self.session(session_id)
        return since <= self.signed_out_at or (session is not None and session.ended)


class DoorPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a desk asks of its own people. `sso_only` leaves admins a way in when the provider fails."""

    second_factor: bool = False
    sso_only: bool = False


def stands_between(
    member: Membership, policy: DoorPolicy, factor: Factor | None, *, strong: bool, by_sso: bool
) -> Pending | None:
    """What is missing for this membership. A tenant's people are asked for nothing more."""
    if member.role not in DESK_ROLES:
        return None
    if policy.sso_only and not by_sso and member.role is not Role.ADMIN:
        return Pending.SSO
    if strong:
        return None
    if factor is not None and factor.confirmed:
        return Pending.CODE
    return Pending.ENROL if policy.second_factor else None
