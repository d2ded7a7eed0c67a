"""Which language somebody gets to read when theirs may not be there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from helpdesk.domain.errors import Invalid

T = TypeVar("T")

MOST_LANGUAGES: Final = 40
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def choose(there: Iterable[str], wanted: Sequence[str]) -> str:
    """The first of `wanted` that is there, a variant of it counting too (`nl-be` for `nl`), else any.

    "Any" is always the same one: the first by name. `there` must not be empty.
    """
    available = sorted(set(there))
    for language in wanted:
        exact = next((one for one in available if one.lower() == language.lower()), None)
        close = exact or next((one for one in available if _base(one) == _base(language)), None)
        if close:
            return close
    return available[0]


def pick(texts: Mapping[str, T], wanted: Sequence[str]) -> T:
    """The text in the language that `choose` chooses."""
    return texts[choose(texts, wanted)]


def check_languages(texts: Mapping[str, object], field: str) -> None:
    """Raises Invalid when a key is no language, or there are too many."""
    if len(texts) > MOST_LANGUAGES:
        raise Invalid(field=field, reason=f"at most {MOST_LANGUAGES} languages")
    for language in texts:
        if not _LANGUAGE.fullmatch(language):
            raise Invalid(field=f"{field}.{language[:20]}", reason="name a language like “en” or “nb”")


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
