"""From the facts of one outgoing mail to its bytes."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import msgspec

from helpdesk.mail.outgoing.header_values import address, ids, media_type, one_line


class EnclosedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file that goes with a mail."""

    name: str
    type: str
    content: bytes


class OutgoingMail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail, ready to be written down. Message ids are without angle brackets.

    `auto_submitted` follows RFC 3834 section 5: "auto-replied" for an acknowledgement, "auto-generated"
    for a notification, None for what a person wrote.
    """

    from_name: str
    from_address: str
    reply_to: str | None = None
    to: str
    cc: tuple[str, ...] = ()
    subject: str
    text: str
    html: str
    date: datetime
    message_id: str
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    auto_submitted: str | None = None
    deployment: str
    language: str = "en"
    files: tuple[EnclosedFile, ...] = ()


_MAX_REFERENCES = 20  # some servers refuse headers of several kilobytes; the first one is ours and stays


def to_bytes(mail: OutgoingMail) -> bytes:
    """The mail as RFC 5322 bytes, text and HTML as alternatives.

    Every mail carries `X-Loop` and `X-Auto-Response-Suppress`, so that no machine answers it and our own
    intake stops it when it comes back. None carries List-*: it would be taken for a mailing list, whose
    answers go to the list; and there is nothing to unsubscribe from: each mail answers its reader.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _called(mail.from_name, mail.from_address)
    message["To"] = address(mail.to)
    if mail.cc:
        message["Cc"] = ", ".join(map(address, mail.cc))
    if mail.reply_to:
        message["Reply-To"] = _called(mail.from_name, mail.reply_to)
    message["Subject"] = one_line(mail.subject)
    message["Date"] = mail.date
    message["Message-ID"] = f"<{mail.message_id}>"
    if mail.in_reply_to and (answered := ids((mail.in_reply_to,))):
        message["In-Reply-To"] = answered
    if mail.references and (known := ids(_shortened(mail.references))):
        message["References"] = known
    if mail.auto_submitted:
        message["Auto-Submitted"] = mail.auto_submitted
        message["Precedence"] = (
            "bulk"  # older responders know this one alone; a person's answer carries neither
        )
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Loop"] = mail.deployment
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for file in mail.files:
        kind, subkind = media_type(file.type)
        message.add_attachment(file.content, maintype=kind, subtype=subkind, filename=one_line(file.name))
    message["Content-Language"] = mail.language  # after the content: setting that drops Content-* headers
    return message.as_bytes()


def _shortened(references: tuple[str, ...]) -> tuple[str, ...]:
    if len(references) <= _MAX_REFERENCES:
        return references
    return references[:1] + references[1 - _MAX_REFERENCES :]


def _called(name: str, written: str) -> Address:
    return Address(display_name=one_line(name), addr_spec=address(written))
