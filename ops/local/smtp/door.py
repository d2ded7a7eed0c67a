"""The SMTP server: RFC 5321 with SIZE, 8BITMIME and SMTPUTF8, in front of Intake."""

import asyncio
import logging

from aiosmtpd.smtp import SMTP, Envelope, Session

from ops.local.cloud import HOST
from ops.local.smtp.intake import Intake

MOST_BYTES = 40 * 1024 * 1024  # what SES receives at most
MOST_RECIPIENTS = 100  # RFC 5321 section 4.5.3.1.8

log = logging.getLogger(__name__)


class Door:
    """aiosmtpd's handler. Every address is welcome: whom a mail is for is decided behind the queue."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Any recipient; SES too takes all mail of a domain."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """250 only once the mail is safe; whatever goes wrong behind is for the sender to try again."""
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            mail_id = await asyncio.to_thread(
                self._intake.accept,
                sender=(envelope.mail_from or "").removeprefix("<>"),  # aiosmtpd's word for a null sender
                recipients=tuple(dict.fromkeys(envelope.rcpt_tos)),
                raw=raw,
                peer=f"{session.host_name or 'unknown'} ([{HOST}])",
            )
        except Exception:
            log.exception(
                "A mail of %d bytes could not be taken in; its sender was asked to try again.", len(raw)
            )
            return "451 4.3.0 The mail cannot be taken in right now, please try again later"
        return f"250 2.0.0 OK {mail_id}"


class Protocol(SMTP):
    """Lines may be longer than the standard's 1000 octets: real mail has such, and SES lets them through."""

    line_length_limit = 1024 * 1024


async def open_door(intake: Intake, port: int) -> asyncio.Server:
    """Listen on the loopback address."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: Protocol(
            Door(intake),
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="Loket's local mail door",
            loop=loop,
        ),
        host=HOST,
        port=port,
    )
