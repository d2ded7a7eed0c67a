"""The notice SES publishes for a received mail, and the headers it puts on top of the mail.

Shapes: SES developer guide, "Contents of notifications for Amazon SES email receiving".
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import msgspec

from ops.local.clock import amazon_time
from ops.local.cloud import REGION
from ops.local.mail_headers import common, fields, listed, with_fields
from ops.local.smtp.verdicts import Verdicts


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One mail that came through the door: envelope, id and time; `raw` as it lies in the bucket."""

    id: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    verdicts: Verdicts
    raw: bytes


def stamped(mail: Received, peer: str) -> bytes:
    """The mail with the trace and verdict headers of SES on top."""
    verdicts = mail.verdicts
    trace = (
        f"from {peer}\r\n by inbound-smtp.{REGION}.amazonaws.com with SMTP id {mail.id}"
        f"\r\n for {mail.recipients[0]};\r\n {format_datetime(mail.at)}"
    )
    results = f"amazonses.com;\r\n spf={verdicts.spf.lower()};\r\n dkim={verdicts.dkim.lower()};\r\n"
    return with_fields(
        mail.raw,
        [
            ("Return-Path", f"<{mail.sender}>"),
            ("Received", trace),
            ("X-SES-Spam-Verdict", verdicts.spam),
            ("X-SES-Virus-Verdict", verdicts.virus),
            ("Authentication-Results", f"{results} dmarc={verdicts.dmarc.lower()}"),
        ],
    )


def notice(mail: Received, *, topic: str, bucket: str, key: str) -> dict[str, Any]:
    """The JSON of the S3 action's notice."""
    all_fields = fields(mail.raw)
    headers, truncated = listed(all_fields)
    at = amazon_time(mail.at)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": at,
            "source": mail.sender,
            "messageId": mail.id,
            "destination": list(mail.recipients),
            "headersTruncated": truncated,
            "headers": headers,
            "commonHeaders": common(all_fields, returnPath=mail.sender),
        },
        "receipt": {
            "timestamp": at,
            "processingTimeMillis": 0,
            "recipients": list(mail.recipients),
            **{f"{name}Verdict": {"status": status} for name, status in _verdicts(mail.verdicts)},
            "action": {
                "type": "S3",
                "topicArn": topic,
                "bucketName": bucket,
                "objectKeyPrefix": key.rpartition("/")[0] + "/",
                "objectKey": key,
            },
        },
    }


def _verdicts(verdicts: Verdicts) -> Sequence[tuple[str, str]]:
    return list(msgspec.structs.asdict(verdicts).items())
