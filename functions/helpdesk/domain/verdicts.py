"""What the receiving mail service thinks of a mail and of who it says it is from."""

from collections.abc import Collection

import msgspec


class Verdicts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """SES verdicts: PASS, FAIL, GRAY, PROCESSING_FAILED or DISABLED."""

    spam: str = "DISABLED"
    virus: str = "DISABLED"
    spf: str = "DISABLED"
    dkim: str = "DISABLED"
    dmarc: str = "DISABLED"

    @property
    def sender_forged(self) -> bool:
        """Whether the domain in From: disowns this mail."""
        return self.dmarc == "FAIL"

    def vouched_for(self, sender: str, return_path: str, signers: Collection[str]) -> bool:
        """Whether the domain of `sender` (the address in From) stands behind this mail.

        A domain without a DMARC policy leaves that to us. SPF passes for the domain of the return path and
        DKIM for whoever signed, which may be anybody's: they count where that domain and the sender's are one
        (RFC 7489 section 3.1). `signers`: the domains of all signatures; which of them passed is not told.
        """
        if self.dmarc != "GRAY":
            return self.dmarc == "PASS"
        domain = sender.rpartition("@")[2]
        by_path = self.spf == "PASS" and _one(domain, return_path.rpartition("@")[2])
        by_signature = self.dkim == "PASS" and bool(signers) and all(_one(domain, each) for each in signers)
        return by_path or by_signature


def _one(domain: str, other: str) -> bool:
    """The same domain, or one above the other, as bounces and mail programs have theirs."""
    one, two = (each.strip().lower().rstrip(".") for each in (domain, other))
    return bool(one and two) and (one == two or one.endswith(f".{two}") or two.endswith(f".{one}"))
