"""What the mail service tells about a mail besides its bytes."""

from datetime import datetime

import msgspec


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """SES verdicts: PASS, FAIL, GRAY, PROCESSING_FAILED or DISABLED."""

    spam: str = "DISABLED"
    virus: str = "DISABLED"
    spf: str = "DISABLED"
    dkim: str = "DISABLED"
    dmarc: str = "DISABLED"

    @property
    def sender_verified(self) -> bool:
        """Whether the domain in From: stands behind this mail."""
        return self.dmarc == "PASS" or (self.dmarc == "GRAY" and "PASS" in (self.spf, self.dkim))

    @property
    def sender_forged(self) -> bool:
        """Whether the domain in From: disowns this mail."""
        return self.dmarc == "FAIL"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One arrived mail. `sender` is the envelope's return path, "" for a null one (RFC 5321 4.5.5)."""

    raw: str  # key in the mail bucket
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    verdicts: Verdicts = Verdicts()
