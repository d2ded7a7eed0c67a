"""What SendEmail of SESv2 asks for, checked the way SES checks it. Shape: SESv2 API reference, SendEmail."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses, parseaddr

import msgspec

from ops.local.mail_headers import decoded, fields

MOST_BYTES = 40 * 1024 * 1024
MOST_RECIPIENTS = 50


class Refused(Exception):  # noqa: N818 - says what happened
    """SES would refuse this request for good. `code` is the error type it names."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Wire(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """Base of what comes over the wire: names in PascalCase, unknown ones ignored."""


class Destination(Wire, frozen=True, kw_only=True):
    """The envelope, when it is given."""

    to_addresses: tuple[str, ...] = ()
    cc_addresses: tuple[str, ...] = ()
    bcc_addresses: tuple[str, ...] = ()


class RawMessage(Wire, frozen=True, kw_only=True):
    """A finished mail, base64 on the wire."""

    data: bytes


class Text(Wire, frozen=True, kw_only=True):
    """A subject or a body."""

    data: str


class Body(Wire, frozen=True, kw_only=True):
    """Plain text, HTML or both."""

    text: Text | None = None
    html: Text | None = None


class Simple(Wire, frozen=True, kw_only=True):
    """A mail that SES shall assemble."""

    subject: Text
    body: Body


class Content(Wire, frozen=True, kw_only=True):
    """One of the two."""

    raw: RawMessage | None = None
    simple: Simple | None = None


class Tag(Wire, frozen=True, kw_only=True):
    """A message tag; events carry it."""

    name: str
    value: str


class SendEmail(Wire, frozen=True, kw_only=True):
    """The request."""

    content: Content
    from_email_address: str = ""
    destination: Destination = Destination()
    reply_to_addresses: tuple[str, ...] = ()
    email_tags: tuple[Tag, ...] = ()
    configuration_set_name: str = ""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A mail accepted for sending."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    tags: dict[str, str]
    configuration_set: str


def read(body: bytes) -> Outgoing:
    """Raises Refused."""
    try:
        asked = msgspec.json.decode(body, type=SendEmail)
    except msgspec.DecodeError as wrong:
        raise Refused("BadRequestException", str(wrong)) from wrong
    raw = _raw(asked)
    if len(raw) > MOST_BYTES:
        raise Refused(
            "BadRequestException", f"Message length is more than {MOST_BYTES} bytes long: '{len(raw)}'."
        )
    outgoing = Outgoing(
        raw=raw,
        sender=asked.from_email_address or _header_addresses(raw, "from")[0],
        recipients=_recipients(asked.destination, raw),
        tags={tag.name: tag.value for tag in asked.email_tags},
        configuration_set=asked.configuration_set_name,
    )
    _check(outgoing)
    return outgoing


def _raw(asked: SendEmail) -> bytes:
    if asked.content.raw:
        return asked.content.raw.data
    if asked.content.simple:
        return _assembled(asked, asked.content.simple)
    raise Refused("BadRequestException", "Content must hold Raw or Simple; templates are not known here.")


def _assembled(asked: SendEmail, simple: Simple) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = asked.from_email_address
    mail["To"] = ", ".join(asked.destination.to_addresses)
    if asked.destination.cc_addresses:
        mail["Cc"] = ", ".join(asked.destination.cc_addresses)
    if asked.reply_to_addresses:
        mail["Reply-To"] = ", ".join(asked.reply_to_addresses)
    mail["Subject"] = simple.subject.data
    if simple.body.text:
        mail.set_content(simple.body.text.data)
    if simple.body.html:
        add = mail.add_alternative if simple.body.text else mail.set_content
        add(simple.body.html.data, subtype="html")
    return mail.as_bytes()


def _recipients(envelope: Destination, raw: bytes) -> tuple[str, ...]:
    given = (*envelope.to_addresses, *envelope.cc_addresses, *envelope.bcc_addresses)
    wanted = given or _header_addresses(raw, "to", "cc", "bcc")
    return tuple(dict.fromkeys(parseaddr(address)[1] for address in wanted))


def _header_addresses(raw: bytes, *names: str) -> tuple[str, ...]:
    values = [decoded(value) for name, value in fields(raw) if name.lower() in names]
    return tuple(address for _, address in getaddresses(values)) or ("",)


def _check(mail: Outgoing) -> None:
    if "@" not in mail.sender:
        raise Refused("BadRequestException", "Missing required header 'From'.")
    if not mail.recipients or not all("@" in address for address in mail.recipients):
        raise Refused("BadRequestException", "Missing final '@domain'")
    if len(mail.recipients) > MOST_RECIPIENTS:
        raise Refused("BadRequestException", f"Recipient count exceeds {MOST_RECIPIENTS}.")
