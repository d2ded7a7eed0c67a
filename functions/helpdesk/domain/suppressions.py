"""Addresses that mail cannot reach, or that asked us to stop: no machine writes to them any more."""

import enum
from datetime import datetime

import msgspec

from helpdesk.domain.ids import TenantRef


class SuppressionCause(enum.StrEnum):
    """BOUNCED: a permanent failure was reported. COMPLAINED: the recipient called our mail spam."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


class Suppression(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One address of one tenant. `detail` is what the other side said; `ticket` the key of what was sent."""

    scope: TenantRef
    address: str
    cause: SuppressionCause
    detail: str = ""
    ticket: str = ""
    at: datetime

    @property
    def sentence(self) -> str:
        """Why nothing is sent, as agents read it."""
        what = "mail to it came back for good" if self.cause is SuppressionCause.BOUNCED else (
            "its owner called our mail spam"
        )  # fmt: skip
        return f"{self.address} gets no automatic mail: {what} on {self.at:%Y-%m-%d}"
