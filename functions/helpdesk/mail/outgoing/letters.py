"""Which letter tells a person what: an acknowledgement, or an agent's answer."""

from datetime import datetime

import msgspec

from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import Tenant
from helpdesk.domain.reply_address import reply_address
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import MessageEntry
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.templates import Letter, render
from helpdesk.mail.outgoing.texts import texts_for


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """What every outgoing mail needs to know about this deployment."""

    deployment: str
    portal_url: str


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The conversation so far, as mail clients know it: message ids without brackets, oldest first."""

    replies_to: str | None
    references: tuple[str, ...]


def acknowledgement(
    sender: Sender, tenant: Tenant, ticket: Ticket, delivery: Delivery, thread: Thread, due: str | None, at: datetime
) -> OutgoingMail:
    """“We have your message.” `due` is the promised moment in words, None when nothing is promised."""
    _, texts = texts_for(ticket.language)
    body = texts.received.format(key=ticket.key)
    if due:
        body += "\n" + texts.received_due.format(due=due)
    return _compose(
        sender, tenant, ticket, delivery, thread, at,
        body=body, hint=texts.reply_hint, signature=tenant.name, auto_submitted="auto-replied",
    )  # fmt: skip


def answer(
    sender: Sender, tenant: Tenant, ticket: Ticket, delivery: Delivery, thread: Thread, entry: MessageEntry, at: datetime
) -> OutgoingMail:
    """What an agent wrote. It carries no Auto-Submitted: a person wrote it (RFC 3834 section 5)."""
    return _compose(
        sender, tenant, ticket, delivery, thread, at,
        body=entry.text, hint="", signature=entry.by.name or tenant.name, auto_submitted=None,
    )  # fmt: skip


def thread_id(ticket: Ticket, domain: str) -> str:
    """The ticket's own stable message id: first in References, where SES and mail clients keep it."""
    scope = ticket.ref.scope
    return f"{scope.desk}.{scope.tenant}.{ticket.ref.number}@thread.{domain}"


def _compose(
    sender: Sender, tenant: Tenant, ticket: Ticket, delivery: Delivery, thread: Thread, at: datetime,
    *, body: str, hint: str, signature: str, auto_submitted: str | None,
) -> OutgoingMail:  # fmt: skip
    language, texts = texts_for(ticket.language)
    name = ticket.requester.name.strip()
    subject = f"Re: {ticket.subject} [{ticket.key}]"
    domain = tenant.address.rpartition("@")[2]
    letter = Letter(
        greeting=texts.greeting.format(name=name) if name else texts.greeting_unnamed,
        body=body,
        hint=hint,
        signature=signature,
        footer=tenant.branding.footer,
        key=ticket.key,
        link=f"{sender.portal_url.rstrip('/')}/tickets/{ticket.key}",
        subject=subject,
        colour=tenant.branding.colour,
        language=language,
    )
    text, html = render(letter, texts)
    return OutgoingMail(
        from_name=tenant.name,
        from_address=tenant.address,
        reply_to=reply_address(tenant.address, ticket.ref, ticket.requester.id, tenant.mail_key),
        to=delivery.to,
        cc=delivery.cc,
        subject=subject,
        text=text,
        html=html,
        date=at,
        message_id=delivery.message_id or f"{delivery.id}@delivery.{domain}",
        in_reply_to=thread.replies_to,
        references=(thread_id(ticket, domain), *(id for id in thread.references if id != thread_id(ticket, domain))),
        auto_submitted=auto_submitted,
        deployment=sender.deployment,
        language=language,
    )
