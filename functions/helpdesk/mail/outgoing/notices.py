"""Letters to the desk's own people: what happened to promises, one ticket or many in one digest.

They come from an address that nobody reads and belong to no thread: an answer must never reach a customer.
"""

from datetime import datetime
from typing import NamedTuple

from helpdesk.domain.deliveries import MENTIONED, Delivery, DeliveryKind, Notice
from helpdesk.mail.outgoing.dates import in_words
from helpdesk.mail.outgoing.letters import Sender
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.notice_texts import NoticeTexts, notice_texts_for
from helpdesk.mail.outgoing.templates import Letter, render
from helpdesk.mail.outgoing.texts import texts_for

_GRAVITY = (MENTIONED, "warned", "escalated", "breached")


class Reader(NamedTuple):
    """Whom the letter is for, at which desk."""

    name: str
    language: str
    desk: str


def notice(
    delivery: Delivery, reader: Reader, sender: Sender, from_address: str, at: datetime
) -> OutgoingMail:
    """The mail of a NOTICE or a DIGEST. `Auto-Submitted: auto-generated` (RFC 3834 section 5)."""
    texts = notice_texts_for(reader.language)
    is_digest = delivery.kind is DeliveryKind.DIGEST
    letter = _letter(delivery, reader, sender, texts, is_digest=is_digest)
    text, html = render(letter, texts_for(letter.language)[1])
    return OutgoingMail(
        from_name=reader.desk,
        from_address=from_address,
        to=delivery.to,
        cc=delivery.cc,
        subject=letter.subject,
        text=text,
        html=html,
        date=at,
        message_id=delivery.message_id or f"{delivery.id}@notice.{from_address.rpartition('@')[2]}",
        auto_submitted="auto-generated",
        deployment=sender.deployment,
        language=letter.language,
    )


def _letter(
    delivery: Delivery, reader: Reader, sender: Sender, texts: NoticeTexts, *, is_digest: bool
) -> Letter:
    language, common = texts_for(reader.language)
    portal = sender.portal_url.rstrip("/")
    count = len(delivery.notices) + delivery.more
    gravest = max(delivery.notices, key=lambda one: _GRAVITY.index(one.step) if one.step in _GRAVITY else -1)
    return Letter(
        greeting=common.greeting.format(name=reader.name) if reader.name else common.greeting_unnamed,
        body=_digest(delivery, texts, language) if is_digest else _single(delivery, texts, language),
        hint=texts.automatic,
        signature=reader.desk,
        key=reader.desk if is_digest else gravest.key,
        link=f"{portal}/desk" if is_digest else f"{portal}/tickets/{gravest.key}",
        subject=texts.digest_subject.format(count=count) if is_digest else _subject(gravest, texts),
        colour="#1f5f8b",
        language=language,
    )


def _single(delivery: Delivery, texts: NoticeTexts, language: str) -> str:
    first = delivery.notices[0]
    told = "\n".join(_sentence(one, texts, language) for one in delivery.notices)
    return f"{first.key} · {first.subject}\n\n{told}"


def _digest(delivery: Delivery, texts: NoticeTexts, language: str) -> str:
    told = [f"{one.key} · {one.subject}\n{_sentence(one, texts, language)}" for one in delivery.notices]
    more = [texts.more.format(count=delivery.more)] if delivery.more else []
    return "\n\n".join([texts.digest, *told, *more])


def _sentence(one: Notice, texts: NoticeTexts, language: str) -> str:
    due = in_words(one.due_at, one.zone, language) if one.due_at else texts.no_due
    form = texts.sentences.get(one.step, texts.sentences["escalated"])
    return form.format(clock=_clock(one, texts), percent=one.percent, due=due, by=one.by, text=one.text)


def _subject(one: Notice, texts: NoticeTexts) -> str:
    """Without the square brackets by which an answer would find its way to the ticket."""
    form = texts.subjects.get(one.step, texts.subjects["escalated"])
    return f"{form.format(key=one.key, clock=_clock(one, texts), by=one.by)} · {one.subject}"


def _clock(one: Notice, texts: NoticeTexts) -> str:
    return texts.clocks.get(one.clock, one.clock)
