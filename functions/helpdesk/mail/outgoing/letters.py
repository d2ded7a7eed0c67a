"""Which letter tells a person what: an acknowledgement, or an agent's answer."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import Tenant
from helpdesk.domain.mail_templates import MailTemplate
from helpdesk.domain.reply_address import reply_address
from helpdesk.domain.ticket_links import link_claim, link_token
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import MessageEntry
from helpdesk.mail.outgoing.message import EnclosedFile, OutgoingMail
from helpdesk.mail.outgoing.own_words import BrokenTemplate, OwnWords, in_own_words
from helpdesk.mail.outgoing.templates import Letter, paragraphs_of, render
from helpdesk.mail.outgoing.texts import Texts, texts_for
from helpdesk.mail.outgoing.thread_ids import thread_id
from helpdesk.mail.outgoing.wire import ascii_domain


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """What every outgoing mail needs to know about this deployment."""

    deployment: str
    portal_url: str
    no_reply: str = ""  # notices to the desk's own people come from here; none: from the tenant's address


class Enclosed(msgspec.Struct, frozen=True, kw_only=True):
    """Files that go with the mail, and (by name and size) those that are only online."""

    files: tuple[EnclosedFile, ...] = ()
    named: tuple[str, ...] = ()


NOTHING = Enclosed()


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The conversation so far, as mail clients know it: message ids without brackets, oldest first."""

    replies_to: str | None
    references: tuple[str, ...]


def _nobody_hears(_reason: str) -> None:
    pass


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery about one ticket, and when it is written."""

    sender: Sender
    tenant: Tenant
    ticket: Ticket
    delivery: Delivery
    thread: Thread
    at: datetime
    link: str = ""  # where the letter leads instead of the signed link
    own: MailTemplate | None = None  # the tenant's template for this letter
    broken: Callable[[str], None] = _nobody_hears  # is told why that could not be used

    @property
    def domain(self) -> str:
        """The mail domain of the tenant's support address."""
        return ascii_domain(self.tenant.address.rpartition("@")[2])


def acknowledgement(occasion: Occasion, due: str | None, order: str = "") -> OutgoingMail:
    """“We have your message.” `due` is the promised moment in words, None when nothing is promised.

    `order`: what was ordered from the catalogue, to be read once more.
    """
    ticket = occasion.ticket
    _, texts = texts_for(ticket.language)
    body = texts.received.format(key=ticket.key)
    if due:
        body += "\n" + texts.received_due.format(due=due)
    if order:
        body += "\n\n" + order
    letter = _letter(occasion, body=body, hint=texts.reply_hint, signature=occasion.tenant.name)
    return _mail(occasion, letter, auto_submitted="auto-replied", facts={"due": due or "", "agent": ""})


def answer(occasion: Occasion, entry: MessageEntry, enclosed: Enclosed = NOTHING) -> OutgoingMail:
    """What an agent wrote. It carries no Auto-Submitted: a person wrote it (RFC 3834 section 5)."""
    _, texts = texts_for(occasion.ticket.language)
    hint = "\n".join((texts.files_online, *enclosed.named)) if enclosed.named else ""
    letter = _letter(occasion, body=entry.text, hint=hint, signature=entry.by.name or occasion.tenant.name)
    facts = {"due": "", "agent": entry.by.name, "files": enclosed.named}
    return _mail(occasion, letter, auto_submitted=None, facts=facts, files=enclosed.files)


def _letter(occasion: Occasion, *, body: str, hint: str, signature: str) -> Letter:
    ticket, branding = occasion.ticket, occasion.tenant.branding
    language, texts = texts_for(ticket.language)
    name = ticket.requester.name.strip()
    return Letter(
        greeting=texts.greeting.format(name=name) if name else texts.greeting_unnamed,
        body=body,
        hint=hint,
        signature=signature,
        footer=branding.footer,
        key=ticket.key,
        link=_link(occasion),
        subject=f"Re: {ticket.subject} [{ticket.key}]",
        colour=branding.colour,
        language=language,
    )


def _link(occasion: Occasion) -> str:
    """Opens the ticket for its requester without signing in; the fragment stays in the browser."""
    ticket = occasion.ticket
    if occasion.link:
        return occasion.link
    token = link_token(link_claim(ticket, occasion.at), occasion.tenant.mail_key)
    return f"{occasion.sender.portal_url.rstrip('/')}/tickets/{ticket.key}#k={token}"


def _in_words(occasion: Occasion, letter: Letter, facts: Mapping[str, object]) -> OwnWords:
    """The letter in the tenant's own words where it has some that work, else in ours."""
    texts = texts_for(letter.language)[1]
    text, html = render(letter, texts)
    standard = OwnWords(subject=letter.subject, text=text, html=html)
    if occasion.own is None:
        return standard
    try:
        own = in_own_words(occasion.own, {**_facts(occasion, letter, texts), **facts})
    except BrokenTemplate as broken:
        occasion.broken(str(broken))
        return standard
    subject = own.subject if not own.subject or letter.key in own.subject else f"{own.subject} [{letter.key}]"
    return OwnWords(subject=subject or standard.subject, text=own.text or text, html=own.html or html)


def _facts(occasion: Occasion, letter: Letter, texts: Texts) -> dict[str, object]:
    return {
        "greeting": letter.greeting,
        "body": letter.body,
        "paragraphs": paragraphs_of(letter.body),
        "hint": letter.hint,
        "regards": texts.regards,
        "signature": letter.signature,
        "footer": letter.footer,
        "key": letter.key,
        "link": letter.link,
        "open_ticket": texts.open_ticket,
        "subject": occasion.ticket.subject,
        "requester": occasion.ticket.requester.name,
        "tenant": occasion.tenant.name,
        "language": letter.language,
        "colour": letter.colour,
        "files": (),
    }


def _mail(
    occasion: Occasion, letter: Letter,
    *, auto_submitted: str | None, facts: Mapping[str, object], files: tuple[EnclosedFile, ...] = (),
) -> OutgoingMail:  # fmt: skip
    tenant, ticket, delivery = occasion.tenant, occasion.ticket, occasion.delivery
    words = _in_words(occasion, letter, facts)
    ours = thread_id(ticket.ref, occasion.domain)
    return OutgoingMail(
        from_name=tenant.name,
        from_address=tenant.address,
        reply_to=reply_address(tenant.address, ticket.ref, ticket.requester.id, tenant.mail_key),
        to=delivery.to,
        cc=delivery.cc,
        subject=words.subject,
        text=words.text,
        html=words.html,
        files=files,
        date=occasion.at,
        message_id=delivery.message_id or f"{delivery.id}@delivery.{occasion.domain}",
        in_reply_to=occasion.thread.replies_to,
        references=(ours, *(known for known in occasion.thread.references if known != ours)),
        auto_submitted=auto_submitted,
        deployment=occasion.sender.deployment,
        language=letter.language,
    )
