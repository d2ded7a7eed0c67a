"""Letters to those who keep knowledge: what waits for their review, ends soon, or has ended."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from babel.dates import format_date

from helpdesk.domain.desks import Desk
from helpdesk.domain.knowledge.reminders import ReminderKind
from helpdesk.domain.people import PersonRef
from helpdesk.mail.outgoing.letters import Sender
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.notice_texts import notice_texts_for
from helpdesk.mail.outgoing.templates import Letter, render
from helpdesk.mail.outgoing.texts import FALLBACK, texts_for

MOST_LISTED: Final = 50


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One article of which somebody is reminded."""

    kind: ReminderKind
    article: str
    title: str
    until: datetime | None


class KnowledgeTexts(msgspec.Struct, frozen=True, kw_only=True):
    """One language. `subjects` are for one article, `several` for more of them."""

    subjects: dict[ReminderKind, str]
    several: str
    heads: dict[ReminderKind, str]
    until: str
    more: str


TEXTS: Final[dict[str, KnowledgeTexts]] = {
    "en": KnowledgeTexts(
        subjects={
            ReminderKind.REVIEW: "To review: {title}",
            ReminderKind.ENDING: "Ends soon: {title}",
            ReminderKind.ENDED: "Has ended: {title}",
        },
        several="{count} articles wait for you",
        heads={
            ReminderKind.REVIEW: "These articles wait for your review:",
            ReminderKind.ENDING: "Readers will soon not see these any more. Look whether they still hold:",
            ReminderKind.ENDED: "Readers do not see these any more:",
        },
        until="until {day}",
        more="And {count} more. The list of articles shows them all.",
    ),
    "nl": KnowledgeTexts(
        subjects={
            ReminderKind.REVIEW: "Te beoordelen: {title}",
            ReminderKind.ENDING: "Verloopt binnenkort: {title}",
            ReminderKind.ENDED: "Verlopen: {title}",
        },
        several="{count} artikelen wachten op u",
        heads={
            ReminderKind.REVIEW: "Deze artikelen wachten op uw beoordeling:",
            ReminderKind.ENDING: "Lezers zien deze binnenkort niet meer. Kijk of ze nog kloppen:",
            ReminderKind.ENDED: "Lezers zien deze niet meer:",
        },
        until="tot {day}",
        more="En nog {count}. De lijst met artikelen toont ze allemaal.",
    ),
    "nb": KnowledgeTexts(
        subjects={
            ReminderKind.REVIEW: "Til vurdering: {title}",
            ReminderKind.ENDING: "Utløper snart: {title}",
            ReminderKind.ENDED: "Utløpt: {title}",
        },
        several="{count} artikler venter på deg",
        heads={
            ReminderKind.REVIEW: "Disse artiklene venter på din vurdering:",
            ReminderKind.ENDING: "Leserne ser snart ikke disse lenger. Se om de fortsatt stemmer:",
            ReminderKind.ENDED: "Leserne ser ikke disse lenger:",
        },
        until="til {day}",
        more="Og {count} til. Listen over artikler viser alle.",
    ),
    "ru": KnowledgeTexts(
        subjects={
            ReminderKind.REVIEW: "На проверку: {title}",
            ReminderKind.ENDING: "Скоро истекает: {title}",
            ReminderKind.ENDED: "Срок истёк: {title}",
        },
        several="Статьи, которые ждут вас: {count}",
        heads={
            ReminderKind.REVIEW: "Эти статьи ждут вашей проверки:",
            ReminderKind.ENDING: "Скоро читатели перестанут их видеть. Проверьте, верны ли они ещё:",
            ReminderKind.ENDED: "Читатели их больше не видят:",
        },
        until="до {day}",
        more="И ещё {count}. Все они есть в списке статей.",
    ),
    "zh": KnowledgeTexts(
        subjects={
            ReminderKind.REVIEW: "待审阅：{title}",
            ReminderKind.ENDING: "即将到期：{title}",
            ReminderKind.ENDED: "已到期：{title}",
        },
        several="有 {count} 篇文章等您处理",
        heads={
            ReminderKind.REVIEW: "这些文章等您审阅：",
            ReminderKind.ENDING: "读者很快将看不到这些文章，请确认内容是否仍然正确：",
            ReminderKind.ENDED: "读者已看不到这些文章：",
        },
        until="有效期至 {day}",
        more="另有 {count} 篇，文章列表中全部可见。",
    ),
}


def knowledge_letter(
    *, told: Sequence[Told], to: PersonRef, desk: Desk, language: str, sender: Sender, from_address: str,
    mail_id: str, at: datetime,
) -> OutgoingMail:  # fmt: skip
    """One letter about all of them. `Auto-Submitted: auto-generated` (RFC 3834 section 5)."""
    locale, common = texts_for(language)
    texts = TEXTS.get(locale, TEXTS[FALLBACK])
    places = f"{sender.portal_url.rstrip('/')}/desk/knowledge/{desk.id}"
    link = f"{places}/articles/{told[0].article}" if len(told) == 1 else places
    subject = texts.subjects[told[0].kind] if len(told) == 1 else texts.several
    name = to.name.strip()
    letter = Letter(
        greeting=common.greeting.format(name=name) if name else common.greeting_unnamed,
        body=_body(told, texts, locale),
        hint=notice_texts_for(language).automatic,
        signature=desk.name,
        key=desk.name,
        link=link,
        subject=subject.format(title=told[0].title, count=len(told)),
        colour="#1f5f8b",
        language=locale,
    )
    text, html = render(letter, common)
    return OutgoingMail(
        from_name=desk.name,
        from_address=from_address,
        to=to.email,
        subject=letter.subject,
        text=text,
        html=html,
        date=at,
        message_id=f"{mail_id}@knowledge.{from_address.rpartition('@')[2]}",
        auto_submitted="auto-generated",
        deployment=sender.deployment,
        language=locale,
    )


def _body(told: Sequence[Told], texts: KnowledgeTexts, locale: str) -> str:
    parts = []
    for kind in ReminderKind:
        lines = [_line(one, texts, locale) for one in told[:MOST_LISTED] if one.kind is kind]
        if lines:
            parts.append("\n".join([texts.heads[kind], *lines]))
    if len(told) > MOST_LISTED:
        parts.append(texts.more.format(count=len(told) - MOST_LISTED))
    return "\n\n".join(parts)


def _line(one: Told, texts: KnowledgeTexts, locale: str) -> str:
    if one.until is None or one.kind is ReminderKind.REVIEW:
        return f"· {one.title}"
    day = format_date(one.until.astimezone(UTC), "long", locale=locale)
    return f"· {one.title} ({texts.until.format(day=day)})"
