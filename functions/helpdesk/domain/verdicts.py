"""What the receiving mail service thinks of a mail and of who it says it is from."""

import msgspec


class Verdicts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
