"""A letter that is only tried out says so, in its subject, on top of its text and of its HTML."""

import html
import re
from typing import Final

from msgspec.structs import replace

from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.texts import FALLBACK

_MARKS: Final[dict[str, tuple[str, str]]] = {
    "en": ("Test", "This is a test letter. It was sent to you alone; no customer has it."),
    "nl": ("Test", "Dit is een testbrief. Alleen u hebt hem gekregen; geen enkele klant."),
    "nb": ("Test", "Dette er et testbrev. Det er bare sendt til deg; ingen kunde har fått det."),
    "ru": ("Проверка", "Это пробное письмо. Оно отправлено только вам; клиенты его не получили."),
    "zh": ("测试", "这是一封测试信，只发送给了您，客户没有收到。"),
}
_BODY: Final = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BAND: Final = '<p style="margin:0 0 16px;padding:8px 12px;background:#fff3cd;color:#1a1d21">{}</p>'


def marked(mail: OutgoingMail) -> OutgoingMail:
    """The mail as a test, in its own language."""
    word, sentence = _MARKS.get(mail.language, _MARKS[FALLBACK])
    band = _BAND.format(html.escape(sentence))
    return replace(
        mail,
        subject=f"[{word}] {mail.subject}",
        text=f"{sentence}\n\n{mail.text}",
        html=_BODY.sub(lambda found: found.group() + band, mail.html, count=1)
        if _BODY.search(mail.html)
        else band + mail.html,
    )
