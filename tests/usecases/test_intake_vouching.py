"""Mail in an agent's name goes out to customers only when the agent's own domain stands behind it."""

import pytest

from helpdesk.domain.timeline import MessageEntry, NoteEntry
from helpdesk.domain.verdicts import Verdicts
from tests.usecases.house import House, letter

PASSED = Verdicts(spf="PASS", dkim="PASS", dmarc="GRAY")  # the domain has no DMARC policy
SPF_ONLY = Verdicts(spf="PASS", dkim="GRAY", dmarc="GRAY")
DKIM_ONLY = Verdicts(spf="FAIL", dkim="PASS", dmarc="GRAY")
OURS, ELSES, PROVIDERS = "noord.example", "mallory.example", "mailer.example"


@pytest.mark.parametrize(
    ("verdicts", "return_path", "signers", "believed"),
    [
        (SPF_ONLY, "ana@noord.example", (), True),
        (SPF_ONLY, "bounces@mail.Noord.example", (), True),
        (SPF_ONLY, "mallory@mallory.example", (), False),
        (SPF_ONLY, "x@notnoord.example", (), False),
        (SPF_ONLY, "", (), False),
        (DKIM_ONLY, "", (OURS,), True),
        (DKIM_ONLY, "", (ELSES,), False),
        (DKIM_ONLY, "", (ELSES, OURS), False),  # anybody can add a signature that does not hold
        (DKIM_ONLY, "", (), False),
        (PASSED, "mallory@mallory.example", (ELSES,), False),
        (PASSED, "ana@noord.example", (PROVIDERS,), True),
        (Verdicts(spf="PASS", dkim="PASS", dmarc="FAIL"), "ana@noord.example", (OURS,), False),
        (Verdicts(dmarc="PASS"), "x@list.example", (), True),
        (Verdicts(), "ana@noord.example", (OURS,), False),
    ],
)
def test_an_answer_by_mail(
    house: House, verdicts: Verdicts, return_path: str, signers: tuple[str, ...], believed: bool
) -> None:
    ticket = house.opened(letter())
    signatures = "".join(f"DKIM-Signature: v=1; a=rsa-sha256;\n d={each}; s=a; b=x\n" for each in signers)
    said = letter(f"Re: [{ticket.key}]", sender="ana@noord.example", message_id="<a@noord.example>")
    house.mail(signatures.encode() + said, "support@acme.example", sender=return_path, verdicts=verdicts)

    last = house.timeline(ticket.ref)[1]
    assert isinstance(last, MessageEntry if believed else NoteEntry)
    assert len(house.deliveries(ticket.ref)) == (2 if believed else 1)


def test_a_signature_that_hides_in_a_flood_of_fields_vouches_for_nobody(house: House) -> None:
    ticket = house.opened(letter())
    signed = "DKIM-Signature: v=1; d={}; s=a; b=x\n"
    flood = "".join(f"X-Flood-{number}: x\n" for number in range(1_200))
    said = letter(f"Re: [{ticket.key}]", sender="ana@noord.example", message_id="<a@noord.example>")
    raw = said.replace(b"\n\n", f"\n{flood}{signed.format(ELSES)}\n".encode(), 1)
    house.mail(signed.format(OURS).encode() + raw, "support@acme.example", sender="", verdicts=DKIM_ONLY)

    assert isinstance(house.timeline(ticket.ref)[-1], NoteEntry)
