"""What the queues bring: SES receipt notices and SES delivery events, read into our own words."""

from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.usecases.intake.delivery_events import DeliveryEvent
from helpdesk.usecases.intake.notice import Notice, Verdicts

T = TypeVar("T")


class _Verdict(msgspec.Struct, frozen=True):
    status: str = "DISABLED"


class _Action(msgspec.Struct, frozen=True, rename="camel"):
    object_key: str


class _Receipt(msgspec.Struct, frozen=True, rename="camel"):
    timestamp: datetime
    recipients: tuple[str, ...]
    action: _Action
    spam_verdict: _Verdict = _Verdict()
    virus_verdict: _Verdict = _Verdict()
    spf_verdict: _Verdict = _Verdict()
    dkim_verdict: _Verdict = _Verdict()
    dmarc_verdict: _Verdict = _Verdict()


class _Mail(msgspec.Struct, frozen=True, rename="camel"):
    message_id: str
    source: str = ""
    timestamp: datetime | None = None
    destination: list[str] = []
    tags: dict[str, list[str]] = {}


class _Received(msgspec.Struct, frozen=True, rename="camel"):
    mail: _Mail
    receipt: _Receipt


class _Recipient(msgspec.Struct, frozen=True, rename="camel"):
    email_address: str
    status: str = ""
    diagnostic_code: str = ""


class _Report(msgspec.Struct, frozen=True, rename="camel"):
    """The part the three kinds of SES event share; each fills in its own."""

    timestamp: datetime
    feedback_id: str = ""
    bounce_type: str = ""
    bounced_recipients: list[_Recipient] = []
    complained_recipients: list[_Recipient] = []
    delayed_recipients: list[_Recipient] = []


class _Reject(msgspec.Struct, frozen=True):
    """SES took the mail and then found malware in it: nobody gets it."""

    reason: str = ""


class _Event(msgspec.Struct, frozen=True, rename="camel"):
    event_type: str
    mail: _Mail
    bounce: _Report | None = None
    complaint: _Report | None = None
    delivery_delay: _Report | None = None
    reject: _Reject | None = None


def read_notice(body: dict[str, Any]) -> Notice:
    """An SES "Received" notification. Raises Invalid naming what is missing."""
    received = _convert(body, _Received)
    receipt = received.receipt
    return Notice(
        raw=receipt.action.object_key,
        received_at=receipt.timestamp.astimezone(UTC),
        sender=received.mail.source.strip("<>"),
        recipients=receipt.recipients,
        verdicts=Verdicts(
            spam=receipt.spam_verdict.status,
            virus=receipt.virus_verdict.status,
            spf=receipt.spf_verdict.status,
            dkim=receipt.dkim_verdict.status,
            dmarc=receipt.dmarc_verdict.status,
        ),
    )


def read_delivery_event(body: dict[str, Any]) -> DeliveryEvent | None:
    """An SES configuration-set event, or None when it tells a ticket nothing (delivered, not ours)."""
    event = _convert(body, _Event)
    told = _told(event)
    place = _place(event.mail.tags)
    if told is None or place is None:
        return None
    name, report, recipients = told
    return DeliveryEvent(
        id=report.feedback_id or f"{event.mail.message_id}.{name}.{report.timestamp.isoformat()}",
        ticket=place,
        delivery=_first(event.mail.tags, "delivery"),
        event=name,
        recipients=tuple(
            (each.email_address, f"{each.status} {each.diagnostic_code}".strip()) for each in recipients
        ),
        at=report.timestamp.astimezone(UTC),
    )


def _told(event: _Event) -> tuple[str, _Report, list[_Recipient]] | None:
    if event.bounce:
        hard = event.bounce.bounce_type == "Permanent"
        return "bounced" if hard else "delayed", event.bounce, event.bounce.bounced_recipients
    if event.complaint:
        return "complained", event.complaint, event.complaint.complained_recipients
    if event.delivery_delay:
        return "delayed", event.delivery_delay, event.delivery_delay.delayed_recipients
    if event.reject and event.mail.timestamp:
        said = f"the mail service refused it: {event.reject.reason}".rstrip(": ")
        everybody = [_Recipient(email_address=each, diagnostic_code=said) for each in event.mail.destination]
        return "not-sent", _Report(timestamp=event.mail.timestamp), everybody
    return None


def _place(tags: dict[str, list[str]]) -> TicketRef | None:
    desk, tenant, number = (_first(tags, name) for name in ("desk", "tenant", "number"))
    return TicketRef(TenantRef(desk, tenant), int(number)) if desk and tenant and number.isdecimal() else None


def _first(tags: dict[str, list[str]], name: str) -> str:
    return next(iter(tags.get(name, [])), "")


def _convert(body: dict[str, Any], kind: type[T]) -> T:
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        name = kind.__name__.strip("_").lower()
        raise Invalid(field="body", reason=f"not an SES {name} message: {error}") from error
