"""What a notice says: the number and what happened, and below it the subject. No name, nothing of the text.

A locked screen shows it to whoever looks.
"""

from typing import Final

import msgspec

from helpdesk.domain.push.devices import About

_WORDS: Final[dict[str, dict[About, str]]] = {
    "en": {
        About.ASSIGNED: "{key} is yours now",
        About.ANSWERED: "New answer on {key}",
        About.DUE: "{key}: a promise is about to break",
        About.MENTIONED: "{key}: somebody asks you to look",
    },
    "nl": {
        About.ASSIGNED: "{key} is nu van jou",
        About.ANSWERED: "Nieuw antwoord op {key}",
        About.DUE: "{key}: een afspraak dreigt te worden gebroken",
        About.MENTIONED: "{key}: iemand vraagt je te kijken",
    },
    "nb": {
        About.ASSIGNED: "{key} er din nå",
        About.ANSWERED: "Nytt svar på {key}",
        About.DUE: "{key}: et løfte er i ferd med å brytes",
        About.MENTIONED: "{key}: noen ber deg se på saken",
    },
    "ru": {
        About.ASSIGNED: "{key}: теперь ваша заявка",
        About.ANSWERED: "Новый ответ по заявке {key}",
        About.DUE: "{key}: срок вот-вот будет нарушен",
        About.MENTIONED: "{key}: вас просят посмотреть",
    },
    "zh": {
        About.ASSIGNED: "{key} 现在由您负责",
        About.ANSWERED: "{key} 有新的回复",
        About.DUE: "{key}：承诺的时限即将被打破",
        About.MENTIONED: "{key}：有同事请您看一下",
    },
}
_LATE: Final[dict[str, str]] = {
    "en": "{key} is overdue",
    "nl": "{key} is te laat",
    "nb": "{key} er over fristen",
    "ru": "{key}: срок нарушен",
    "zh": "{key} 已逾期",
}
LANGUAGES: Final = tuple(_WORDS)
_LONGEST = 200


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a device shows; `id` by which it knows a repetition."""

    id: str
    key: str
    title: str
    body: str


def shown(language: str, about: About, *, entry: str, key: str, subject: str, late: bool = False) -> Shown:
    """In the reader's language, else in English. `late`: the promise is broken already."""
    known = language if language in _WORDS else "en"
    title = _LATE[known] if late else _WORDS[known][about]
    body = subject if len(subject) <= _LONGEST else f"{subject[: _LONGEST - 1]}…"
    return Shown(id=entry, key=key, title=title.format(key=key), body=body)
