"""Ready-made texts of a desk: written once, put into answers with names filled in."""

import re
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid

PLACEHOLDERS: Final = ("requester.name", "ticket.key", "ticket.subject", "agent.name", "tenant.name")
MOST_TEXTS: Final = 200
LONGEST: Final = 4000
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_MOST_LANGUAGES: Final = 10
_NAMED: Final = re.compile(r"\{([^{}\n]{0,60})\}")


class ReadyText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`texts` by language; `{requester.name}` and friends are filled in where it is put."""

    id: str
    name: str
    texts: dict[str, str]


def check_text(text: ReadyText) -> ReadyText:
    """The text itself. Raises Invalid naming the language and what is wrong with it."""
    if not text.texts:
        raise Invalid(field="texts", reason="write it in one language at least")
    if len(text.texts) > _MOST_LANGUAGES:
        raise Invalid(field="texts", reason=f"has at most {_MOST_LANGUAGES} languages")
    for language, words in text.texts.items():
        field = f"texts.{language[:10]}"
        if not _LANGUAGE.fullmatch(language):
            raise Invalid(field=field, reason="“nl”, “nb”: a language")
        if not words.strip():
            raise Invalid(field=field, reason="is empty")
        if len(words) > LONGEST:
            raise Invalid(field=field, reason=f"has at most {LONGEST} characters")
        for name in _NAMED.findall(words):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
                raise Invalid(field=field, reason=f"“{{{name}}}” is nothing that can be filled in: {known}")
    return text
