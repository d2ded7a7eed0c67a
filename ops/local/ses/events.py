"""What SES publishes about a sent mail. Shapes: SES developer guide, "Contents of event data".

Recipients at simulator.amazonses.com behave as in SES's mailbox simulator; all others accept the mail.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ops.local.clock import amazon_time
from ops.local.cloud import ACCOUNT, REGION
from ops.local.mail_headers import common, listed
from ops.local.ses.mailbox import SentMail

SIMULATOR = "simulator.amazonses.com"
_BOUNCES = {"bounce": "General", "suppressionlist": "Suppressed"}


def simulated(address: str) -> str:
    """ "bounce" for bounce+anything@simulator.amazonses.com; "" for an ordinary address."""
    local, _, domain = address.lower().rpartition("@")
    return local.partition("+")[0] if domain == SIMULATOR else ""


def events(sent: SentMail, at: datetime) -> Iterator[dict[str, Any]]:
    """Delivery, Bounce and Complaint events of one mail, in the order they happen."""
    bounced = [address for address in sent.recipients if simulated(address) in _BOUNCES]
    delivered = [address for address in sent.recipients if address not in bounced]
    complaining = [address for address in delivered if simulated(address) == "complaint"]
    about = _about(sent)
    if delivered:
        yield {"eventType": "Delivery", "mail": about, "delivery": _delivery(delivered, at)}
    for address in bounced:
        yield {"eventType": "Bounce", "mail": about, "bounce": _bounce(sent, address, at)}
    if complaining:
        yield {"eventType": "Complaint", "mail": about, "complaint": _complaint(sent, complaining, at)}


def _about(sent: SentMail) -> dict[str, Any]:
    fields = list(sent.headers)
    headers, truncated = listed(fields)
    tags = {
        "ses:configuration-set": [sent.configuration_set],
        "ses:from-domain": [sent.sender.rpartition("@")[2].rstrip(">")],
        "ses:source-ip": ["127.0.0.1"],
    }
    return {
        "timestamp": amazon_time(sent.at),
        "source": sent.sender,
        "sourceArn": f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/{tags['ses:from-domain'][0]}",
        "sendingAccountId": ACCOUNT,
        "messageId": sent.id,
        "destination": list(sent.recipients),
        "headersTruncated": truncated,
        "headers": headers,
        "commonHeaders": common(fields) | {"messageId": sent.id},
        "tags": {**tags, **{name: [value] for name, value in sent.tags.items()}},
    }


def _delivery(recipients: list[str], at: datetime) -> dict[str, Any]:
    return {
        "timestamp": amazon_time(at),
        "processingTimeMillis": 1,
        "recipients": recipients,
        "smtpResponse": "250 2.6.0 Message received",
        "reportingMTA": f"a1-1.smtp-out.{REGION}.amazonses.com",
    }


def _bounce(sent: SentMail, address: str, at: datetime) -> dict[str, Any]:
    return {
        "feedbackId": sent.id,
        "bounceType": "Permanent",
        "bounceSubType": _BOUNCES[simulated(address)],
        "bouncedRecipients": [
            {
                "emailAddress": address,
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
        ],
        "timestamp": amazon_time(at),
        "reportingMTA": f"dns; a1-1.smtp-out.{REGION}.amazonses.com",
    }


def _complaint(sent: SentMail, recipients: list[str], at: datetime) -> dict[str, Any]:
    return {
        "feedbackId": sent.id,
        "complaintSubType": None,
        "complainedRecipients": [{"emailAddress": address} for address in recipients],
        "timestamp": amazon_time(at),
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": amazon_time(at),
    }
