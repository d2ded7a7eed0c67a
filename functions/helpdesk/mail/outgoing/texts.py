"""The sentences of outgoing mail by language. Plain and short; no blame, no exclamation marks."""

from typing import Final

import msgspec

FALLBACK: Final = "en"


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """One language. `{name}` and friends are filled in by the templates."""

    greeting: str
    greeting_unnamed: str
    received: str
    received_due: str
    reply_hint: str
    files_online: str
    open_ticket: str
    regards: str


TEXTS: Final[dict[str, Texts]] = {
    "en": Texts(
        greeting="Hello {name},",
        greeting_unnamed="Hello,",
        received="We have your message. Its number is {key}.",
        received_due="You will hear from us by {due}.",
        files_online="These files are too large for a mail; you find them online:",
        reply_hint="To add something, reply to this mail.",
        open_ticket="See it online",
        regards="Kind regards,",
    ),
    "nl": Texts(
        greeting="Dag {name},",
        greeting_unnamed="Dag,",
        received="We hebben uw bericht. Het nummer is {key}.",
        received_due="U hoort uiterlijk {due} van ons.",
        files_online="Deze bestanden zijn te groot voor een mail; u vindt ze online:",
        reply_hint="Wilt u iets toevoegen, beantwoord dan deze mail.",
        open_ticket="Bekijk het online",
        regards="Met vriendelijke groet,",
    ),
    "nb": Texts(
        greeting="Hei {name},",
        greeting_unnamed="Hei,",
        received="Vi har mottatt meldingen din. Saksnummeret er {key}.",
        received_due="Du hører fra oss senest {due}.",
        files_online="Disse filene er for store for e-post; du finner dem på nett:",
        reply_hint="Svar på denne e-posten hvis du vil legge til noe.",
        open_ticket="Se saken på nett",
        regards="Vennlig hilsen",
    ),
    "ru": Texts(
        greeting="Здравствуйте, {name}!",
        greeting_unnamed="Здравствуйте!",
        received="Мы получили ваше сообщение. Номер обращения: {key}.",
        received_due="Мы ответим не позднее {due}.",
        files_online="Эти файлы слишком велики для письма; они доступны онлайн:",
        reply_hint="Чтобы что-то добавить, ответьте на это письмо.",
        open_ticket="Открыть обращение",
        regards="С уважением,",
    ),
    "zh": Texts(
        greeting="{name}，您好：",
        greeting_unnamed="您好：",
        received="我们已收到您的来信，编号为 {key}。",
        received_due="我们将在 {due} 之前回复您。",
        files_online="以下文件过大，无法随邮件发送，请在线查看：",
        reply_hint="如需补充，请直接回复此邮件。",
        open_ticket="在线查看",
        regards="此致",
    ),
}


def texts_for(language: str | None) -> tuple[str, Texts]:
    """The language really used, and its texts: `nl-BE` reads Dutch, an unknown language reads English."""
    primary = (language or FALLBACK).lower().replace("_", "-").partition("-")[0]
    primary = "nb" if primary in {"no", "nn"} else primary
    return (primary, TEXTS[primary]) if primary in TEXTS else (FALLBACK, TEXTS[FALLBACK])
