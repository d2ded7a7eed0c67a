"""From the facts of one outgoing mail to its bytes."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import msgspec


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
    message["From"] = Address(display_name=_one_line(mail.from_name), addr_spec=mail.from_address)
    message["To"] = mail.to
    if mail.cc:
        message["Cc"] = ", ".join(mail.cc)
    if mail.reply_to:
        message["Reply-To"] = Address(display_name=_one_line(mail.from_name), addr_spec=mail.reply_to)
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = mail.date
    message["Message-ID"] = f"<{mail.message_id}>"
    if mail.in_reply_to:
        message["In-Reply-To"] = f"<{mail.in_reply_to}>"
    if mail.references:
        message["References"] = " ".join(f"<{known}>" for known in _shortened(mail.references))
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
        kind, _, subkind = file.type.partition("/")
        if not subkind or kind in {"multipart", "message"}:
            kind, subkind = "application", "octet-stream"
        message.add_attachment(file.content, maintype=kind, subtype=subkind, filename=_one_line(file.name))
    message["Content-Language"] = mail.language  # after the content: setting that drops Content-* headers
    return message.as_bytes()


def _shortened(references: tuple[str, ...]) -> tuple[str, ...]:
    if len(references) <= _MAX_REFERENCES:
        return references
    return references[:1] + references[1 - _MAX_REFERENCES :]


def _one_line(text: str) -> str:
    return " ".join(text.split())
