"""The three headers of the Standard Webhooks specification, version 1."""

import base64
import hashlib
import hmac
from datetime import datetime

from helpdesk.domain.webhooks.hooks import read_secret


def headers(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """What proves that `body` is ours, unaltered and of this moment: receivers refuse what is too old."""
    seconds = str(int(at.timestamp()))
    signed = b".".join((message_id.encode(), seconds.encode(), body))
    signature = base64.b64encode(hmac.new(read_secret(secret), signed, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{signature}",
    }
