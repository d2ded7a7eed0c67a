"""Whether a mail really comes from the domain in its From field: an agent's words go out as the desk's."""

import re
from typing import Final

from helpdesk.mail.mime import headers
from helpdesk.usecases.intake.notice import Notice

_SIGNER: Final = re.compile(r"(?i)(?:^|;)\s*d\s*=\s*([^;\s]{1,253})")


def is_vouched_for(notice: Notice, sender: str, source: bytes) -> bool:
    """The signatures in the header are read only where the verdicts alone do not tell."""
    ask = notice.verdicts.dmarc == "GRAY" and notice.verdicts.dkim == "PASS"
    return notice.verdicts.vouched_for(sender, notice.sender, _signers(source) if ask else ())


def _signers(source: bytes) -> tuple[str, ...]:
    """Their domains, "" for a signature that names none; none where one may stand in what was not read."""
    fields, _, left_out = headers.read(source, 0, len(source))
    if left_out:
        return ()
    found = (_SIGNER.search(value) for value in fields.all_text("dkim-signature"))
    return tuple(match[1] if match else "" for match in found)
