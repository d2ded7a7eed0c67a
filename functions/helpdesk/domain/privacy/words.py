"""Taking one person out of texts: their addresses, numbers and name.

Rather a word too much than one too little. Upper and lower case and accents make no difference.
"""

import functools
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import unquote

import msgspec

from helpdesk.domain.people import Person

ERASED: Final = "[…]"
"""What stands in the place of whatever told who it was; a word of no language."""

_SHORTEST_PART: Final = 3
_NATIONAL: Final = 9  # the last digits of a number are the same however its country is written
_SHORTEST_PHONE: Final = 5
_PARTICLES: Final = frozenset({"van", "von", "der", "den", "del", "della", "dos", "bin", "ibn", "the", "and"})
_ANYBODY: Final = frozenset(
    {"info", "mail", "support", "sales", "office", "admin", "contact", "help", "service"}
)
_NUMBER: Final = re.compile(r"(?<!\w)[+(]{0,2}\d(?:[\s().\-/]{0,3}\d){4,19}(?!\w)")
_TAG: Final = re.compile(r"<[^>]*>")

Words = Callable[[str], str]


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """By what a person can be told. `ids`: theirs, and those of people who were merged into them."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def identity_of(*people: Person) -> Identity:
    """What is known of somebody, who may have been several people before they were merged."""
    return Identity(
        ids=_once(known for one in people for known in (one.id, *one.merged)),
        names=_once(" ".join(one.name.split()) for one in people),
        emails=_once(email.strip().lower() for one in people for email in one.emails),
        phones=_once(phone for one in people for phone in one.phones),
    )


class Eraser:
    """Finds one person in texts. `anywhere` takes out what can be nobody else's; `close`, for texts in which
    they take part, also what they are called by there: a first name, a surname, a login."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self._emails = frozenset(identity.emails)
        self._ids = frozenset(identity.ids)
        self._numbers = frozenset(filter(None, map(_ending, identity.phones)))
        self._whole = [_address(email) for email in identity.emails]
        self._whole += [pattern for name in identity.names for pattern in _whole_names(name)]
        self._parts = [_bounded(re.escape(part)) for part in sorted(_parts(identity), key=len, reverse=True)]

    def is_them(self, id: str | None, email: str | None) -> bool:  # noqa: A002 - the field's name
        """Whether somebody whom a ticket names by these is the person."""
        return bool((id and id in self._ids) or (email and email.strip().lower() in self._emails))

    def anywhere(self, text: str) -> str:
        """The text without their addresses, numbers and whole name."""
        return self._without_numbers(_cut(text, self._whole))

    def close(self, text: str) -> str:
        """The same, and without the parts of their name, where these begin with a capital."""
        return _cut(self.anywhere(text), self._parts, capital=True)

    def label(self, text: str) -> str:
        """A word of the desk's own, like a tag: theirs in small letters too."""
        return _cut(self.anywhere(text), self._parts)

    def page(self, page: str, words: Words) -> str | None:
        """A page of HTML, without; None when they can still be told from it."""
        clean = words(page)
        plain = unquote(html.unescape(clean))
        seen = (plain, _TAG.sub("", plain), _TAG.sub(" ", plain))
        return clean if all(words(one) == one for one in seen) else None

    def _without_numbers(self, text: str) -> str:
        if not self._numbers:
            return text

        def put(match: re.Match[str]) -> str:
            return ERASED if _ending(match[0]) in self._numbers else match[0]

        return _NUMBER.sub(put, text)


def _whole_names(name: str) -> list[re.Pattern[str]]:
    parts = [re.escape(_folded(part)) for part in re.split(r"[\s,]+", name) if part]
    if len(parts) < 2:  # one word may be anybody's: see _parts
        return [_bounded(re.escape(_folded(name)))] if name and not _spaced(name) else []
    between = r"[\s,._-]+"
    turned = (parts[first:] + parts[:first] for first in range(len(parts)))  # "de Wit, Lisa"
    return [_bounded(between.join(each)) for each in turned]


def _parts(identity: Identity) -> set[str]:
    names = {part for name in identity.names for part in re.split(r"[\s,.'’-]+", _folded(name))}
    logins = {email.partition("@")[0] for email in identity.emails}
    return {part for part in names | logins if _tells(part)}


def _tells(part: str) -> bool:
    plain = part.isdigit() or part in _PARTICLES or part in _ANYBODY
    return len(part) >= _SHORTEST_PART and not plain


def _address(email: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.+%-]){re.escape(_folded(email))}(?![\w-])")


def _bounded(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)" if _spaced(pattern) else pattern)


def _spaced(text: str) -> bool:
    """Whether it is of a script that parts its words; Chinese, Japanese and Thai do not."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u2e80" <= c <= "\u9fff" for c in text)


def _cut(text: str, patterns: Iterable[re.Pattern[str]], *, capital: bool = False) -> str:
    """All that a desk ever wrote down goes through here: it is folded anew only where something was cut."""
    folded = _folded(text)
    for pattern in patterns:
        found = [match.span() for match in pattern.finditer(folded)]
        for start, end in reversed(found):
            if not capital or not text[start].islower():
                text = f"{text[:start]}{ERASED}{text[end:]}"
        folded = _folded(text) if found else folded
    return text


def _folded(text: str) -> str:
    """One character for one, so that places in it are places in the text."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@functools.lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def _ending(number: str) -> str:
    digits = re.sub(r"\D", "", number.replace("(0)", "")).lstrip("0")
    return digits[-_NATIONAL:] if len(digits) >= _SHORTEST_PHONE else ""


def _once(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))
