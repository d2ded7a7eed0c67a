"""Raw mail from the bucket through intake again, after a bad deploy: what had landed is known and stays.

The envelope is read from what SES wrote on top of the mail: Return-Path, Received, and its verdicts. A mail
to several of our tenants may name only one of them there, so known addresses of To and Cc count too.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import getaddresses
from typing import Any

import msgspec

from helpdesk.domain.reply_address import split_address
from helpdesk.mail.mime.headers import Headers, read

PREFIX = "inbound/"
_FOR = re.compile(r"(?i)\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?\s*;")
_RESULT = re.compile(r"(?i)\b(spf|dkim|dmarc)=(\w+)")
_HEADER_BYTES = 256 * 1024


class RawObject(msgspec.Struct, frozen=True, kw_only=True):
    """One raw mail in the bucket."""

    key: str
    at: datetime
    size: int


def raw_mail(s3: Any, bucket: str, since: datetime, until: datetime) -> list[RawObject]:
    """Raw mail that came in between, oldest first."""
    found = [
        RawObject(key=each["Key"], at=each["LastModified"], size=each["Size"])
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
        for each in page.get("Contents", [])
        if since <= each["LastModified"] <= until and each["Key"] != f"{PREFIX}AMAZON_SES_SETUP_NOTIFICATION"
    ]
    return sorted(found, key=lambda mail: (mail.at, mail.key))


def head(s3: Any, bucket: str, key: str) -> bytes:
    """The start of a mail: its header, however large the rest is."""
    content: bytes = s3.get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{_HEADER_BYTES - 1}")[
        "Body"
    ].read()
    return content


def notice_of(raw: bytes, mail: RawObject, is_ours: Callable[[str], bool]) -> dict[str, Any] | None:
    """The notice SES would publish; None when it does not say for whom the mail was."""
    fields, _, _ = read(raw, 0, len(raw))
    recipients = list(dict.fromkeys(_recipients(fields, is_ours)))
    if not recipients:
        return None
    at = mail.at.isoformat()
    verdicts = _verdicts(fields)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": at,
            "messageId": mail.key.removeprefix(PREFIX),
            "source": fields.text("return-path").strip().strip("<>"),
            "destination": recipients,
        },
        "receipt": {
            "timestamp": at,
            "recipients": recipients,
            **{f"{name}Verdict": {"status": status} for name, status in verdicts.items()},
            "action": {"type": "S3", "objectKey": mail.key},
        },
    }


def _recipients(fields: Headers, is_ours: Callable[[str], bool]) -> Iterator[str]:
    first = _FOR.search(" ".join(fields.all_text("received")[:1]) + ";")
    if first:
        yield first[1].lower()
    written = [value for name in ("delivered-to", "to", "cc") for value in fields.all_text(name)]
    for _, address in getaddresses(written):
        if "@" in address and is_ours(split_address(address)[0]):
            yield address.lower()


def _verdicts(fields: Headers) -> dict[str, str]:
    """Only what SES itself wrote counts: its header stands first."""
    results = next(iter(fields.all_text("authentication-results")), "")
    said = {name.lower(): _status(word) for name, word in _RESULT.findall(results)} if (
        results.strip().lower().startswith("amazonses.com")
    ) else {}  # fmt: skip
    for name in ("spam", "virus"):
        status = fields.text(f"x-ses-{name}-verdict").strip().upper()
        if status:
            said[name] = status
    return said


def _status(word: str) -> str:
    plain = word.upper()
    if plain in {"PASS", "FAIL"}:
        return plain
    return "FAIL" if plain in {"PERMERROR", "SOFTFAIL"} else "GRAY"
