"""Bytes in, InboundMail out: the chain of small steps that reads one mail. Pure, never raises, bounded."""

from helpdesk.mail.inbound import InboundMail


def understand(raw: bytes, *, deployment: str | None = None) -> InboundMail:
    """Reads one mail. `deployment` is our own X-Loop value: a mail that bears it is of kind `own`."""
    return InboundMail(text=raw.decode("utf-8", "replace"), loop_id=deployment or "")
