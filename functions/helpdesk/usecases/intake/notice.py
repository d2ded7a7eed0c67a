"""What the mail service tells about a mail besides its bytes."""

from datetime import datetime

import msgspec

from helpdesk.domain.verdicts import Verdicts

__all__ = ["Notice", "Verdicts"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One arrived mail. `sender` is the envelope's return path, "" for a null one (RFC 5321 4.5.5)."""

    raw: str  # key in the mail bucket
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    verdicts: Verdicts = Verdicts()
