"""Finding who is calling: by the words of a name, an address, or the digits of a phone number.

Everybody is listed under each of their words; a question is answered from the list of one of its words.
"""

import re
import unicodedata
from typing import Final

import msgspec

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person

SHORTEST: Final = 2
_MOST_WORDS: Final = 12
_LONGEST_WORD: Final = 60
_NATIONAL: Final = 9
"""The last nine digits of a number are the same however its country is written."""

_DIGITS: Final = re.compile(r"\d")
_PHONE: Final = re.compile(r"[\d\s()+./-]{4,}")


class Caller(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who may be calling."""

    scope: TenantRef
    id: str
    name: str
    email: str
    phones: tuple[str, ...] = ()
    vip: bool = False


def caller_of(person: Person) -> Caller:
    """What the list keeps of a person."""
    return Caller(
        scope=person.scope, id=person.id, name=person.name, email=person.emails[0],
        phones=person.phones, vip=person.vip,
    )  # fmt: skip


def words_of(person: Person) -> tuple[str, ...]:
    """Under which words somebody is listed."""
    emails = [email.strip().lower() for email in person.emails]
    numbers = [number for phone in person.phones for number in _numbers(phone)]
    found = dict.fromkeys(word for word in (*_name_words(person.name), *emails, *numbers) if word)
    return tuple(word[:_LONGEST_WORD] for word in list(found)[:_MOST_WORDS])


def asked(question: str) -> tuple[str, ...]:
    """The words of a question, the one to look up first in front; () when it is too short to look for."""
    text = question.strip()
    if _PHONE.fullmatch(text):
        digits = "".join(_DIGITS.findall(text.replace("(0)", ""))).lstrip("0")
        words = [digits[-_NATIONAL:] if len(digits) > _NATIONAL else digits]
    else:
        words = [text.lower()] if "@" in text else list(_name_words(text))
    return tuple(
        word[:_LONGEST_WORD] for word in sorted(words, key=len, reverse=True) if len(word) >= SHORTEST
    )


def answers(caller_words: tuple[str, ...], question: tuple[str, ...]) -> bool:
    """Whether each word of the question begins one of somebody's words."""
    return all(any(word.startswith(wanted) for word in caller_words) for wanted in question)


def words_of_caller(caller: Caller) -> tuple[str, ...]:
    """The same words, of what the list keeps."""
    person = Person(
        scope=caller.scope, id=caller.id, name=caller.name, emails=(caller.email,), phones=caller.phones
    )
    return words_of(person)


def _name_words(name: str) -> tuple[str, ...]:
    """Lower case and without accents: `Ångström-Smit` is listed under `angstrom` and `smit`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))


def _numbers(phone: str) -> tuple[str, ...]:
    digits = "".join(_DIGITS.findall(phone.replace("(0)", ""))).lstrip("0")
    return (digits, digits[-_NATIONAL:]) if digits else ()
