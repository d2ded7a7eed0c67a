"""Sends nothing anywhere: gives a mail its SES id, keeps it, and tells what SES would tell of it."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime

from ops.local.clock import Clock
from ops.local.cloud import REGION
from ops.local.mail_headers import decoded, fields, first, with_fields, without
from ops.local.ses.mailbox import Mailbox, SentMail
from ops.local.ses.request import Outgoing

_ID_PREFIX = {"us-east-1": "0100", "us-west-2": "0101", "eu-west-1": "0102"}
_REPLACED = {"message-id", "date", "bcc", "return-path"}


class Sender:
    """Keeps each mail as its recipients would get it."""

    def __init__(self, mailbox: Mailbox, clock: Clock, new_uuid: Callable[[], str]) -> None:
        self._mailbox = mailbox
        self._clock = clock
        self._new_uuid = new_uuid

    def send(self, mail: Outgoing) -> tuple[SentMail, bytes]:
        """The mail as it left, and the bytes its recipients get."""
        at = self._clock()
        sent_id = message_id(at, self._new_uuid())
        raw = as_delivered(mail.raw, sent_id, at)
        shown = tuple((name, decoded(value)) for name, value in fields(raw))
        sent = SentMail(
            id=sent_id,
            at=at,
            sender=mail.sender,
            recipients=mail.recipients,
            subject=first(shown, "subject"),
            headers=shown,
            tags=mail.tags,
            configuration_set=mail.configuration_set,
            size=len(raw),
        )
        self._mailbox.keep(sent, raw)
        return sent, raw


def message_id(at: datetime, uuid: str) -> str:
    """An id of the form SES gives: region, milliseconds, UUID, and six zeros."""
    milliseconds = int(at.timestamp() * 1000)
    return f"{_ID_PREFIX[REGION]}{milliseconds:012x}-{uuid}-000000"


def message_id_header(sent_id: str) -> str:
    """The Message-ID field that SES writes in place of ours."""
    host = "email" if REGION == "us-east-1" else REGION
    return f"<{sent_id}@{host}.amazonses.com>"


def as_delivered(raw: bytes, sent_id: str, at: datetime) -> bytes:
    """What arrives: SES overrides Message-ID and Date and takes Bcc out; all else passes untouched."""
    named = [("Message-ID", message_id_header(sent_id)), ("Date", format_datetime(at))]
    return with_fields(
        without(raw, _REPLACED), [*named, ("X-SES-Outgoing", at.strftime("%Y.%m.%d-127.0.0.1"))]
    )
