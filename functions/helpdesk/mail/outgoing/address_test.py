"""The mail that shows whether an address is forwarded to us: for machines, and whoever looks why not."""

from datetime import datetime
from email.utils import parseaddr
from typing import Final

from helpdesk.domain.address_checks import subject_mark
from helpdesk.mail.outgoing.message import OutgoingMail

_TEXT: Final = (
    "This mail tests whether mail to {to} reaches the help desk.\n"
    "Nobody has to answer it. If you read it in a mailbox, mail to {to} is not forwarded yet.\n"
)


def address_test(
    *, token: str, to: str, sender: str, deployment: str, mail_id: str, at: datetime
) -> OutgoingMail:
    """The mail to `to`. `sender` is `Name <address>`. The token is in the subject, which forwarding keeps."""
    name, address = parseaddr(sender)
    text = _TEXT.format(to=to)
    return OutgoingMail(
        from_name=name,
        from_address=address,
        to=to,
        subject=f"Test of {to} ({subject_mark(token)})",
        text=text,
        html="".join(f"<p>{line}</p>" for line in text.splitlines()),
        date=at,
        message_id=f"{mail_id}@address-test.{address.rpartition('@')[2]}",
        auto_submitted="auto-generated",
        deployment=deployment,
    )
