"""The mail that brings a sign-in code."""

from datetime import datetime
from email.utils import parseaddr
from typing import Final

import msgspec

from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.texts import FALLBACK, texts_for


class CodeTexts(msgspec.Struct, frozen=True, kw_only=True):
    """One language."""

    subject: str
    said: str
    holds: str
    not_you: str


CODE_TEXTS: Final[dict[str, CodeTexts]] = {
    "en": CodeTexts(
        subject="{code} is your sign-in code",
        said="Your code to sign in at {site}:",
        holds="It works once, for {minutes} minutes.",
        not_you="If you did not ask for it, ignore this mail; without the code nobody gets in.",
    ),
    "nl": CodeTexts(
        subject="{code} is uw inlogcode",
        said="Uw code om in te loggen bij {site}:",
        holds="De code werkt één keer, {minutes} minuten lang.",
        not_you="Hebt u er niet om gevraagd, negeer deze mail dan; zonder de code komt niemand binnen.",
    ),
    "nb": CodeTexts(
        subject="{code} er innloggingskoden din",
        said="Koden din for å logge inn på {site}:",
        holds="Den virker én gang, i {minutes} minutter.",
        not_you="Har du ikke bedt om den, kan du se bort fra denne e-posten; uten koden slipper ingen inn.",
    ),
    "ru": CodeTexts(
        subject="{code} — ваш код для входа",
        said="Ваш код для входа на {site}:",
        holds="Он действует один раз, в течение {minutes} минут.",
        not_you="Если вы его не запрашивали, просто удалите это письмо: без кода никто не войдёт.",
    ),
    "zh": CodeTexts(
        subject="您的登录验证码：{code}",
        said="您登录 {site} 的验证码：",
        holds="验证码只能使用一次，{minutes} 分钟内有效。",
        not_you="如果不是您本人操作，请忽略此邮件；没有验证码，任何人都无法登录。",
    ),
}


def sign_in_code(
    *,
    code: str,
    to: str,
    language: str,
    minutes: int,
    sender: str,
    portal_url: str,
    deployment: str,
    mail_id: str,
    at: datetime,
) -> OutgoingMail:
    """The mail to `to`. `sender` is `Name <address>`, `mail_id` what its Message-ID is made of."""
    language, letter = texts_for(language)
    texts = CODE_TEXTS.get(language, CODE_TEXTS[FALLBACK])
    name, address = parseaddr(sender)
    site = portal_url.partition("://")[2].strip("/") or portal_url
    said, holds = texts.said.format(site=site), texts.holds.format(minutes=minutes)
    text = (
        f"{letter.greeting_unnamed}\n\n{said}\n\n    {code}\n\n{holds}\n{texts.not_you}\n\n"
        f"{letter.regards}\n{name}\n"
    )
    return OutgoingMail(
        from_name=name,
        from_address=address,
        to=to,
        subject=texts.subject.format(code=code),
        text=text,
        html=_HTML.format(
            language=language, greeting=letter.greeting_unnamed, said=said, code=code, holds=holds,
            not_you=texts.not_you, regards=letter.regards, name=name,
        ),
        date=at,
        message_id=f"{mail_id}@sign-in.{address.rpartition('@')[2]}",
        auto_submitted="auto-generated",
        deployment=deployment,
        language=language,
    )  # fmt: skip


# Filled with our own words and settings only, never with what a stranger wrote.
_HTML: Final = """\
<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{code}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,'Segoe UI',sans-serif;color:#1a1d21">
<div style="max-width:38em">
<p>{greeting}</p>
<p>{said}</p>
<p style="font:600 32px/1.2 ui-monospace,Consolas,monospace;letter-spacing:.15em">{code}</p>
<p>{holds}<br>{not_you}</p>
<p>{regards}<br>{name}</p>
</div></body></html>
"""
