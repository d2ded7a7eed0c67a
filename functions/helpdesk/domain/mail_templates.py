"""Letters in a tenant's own words: per kind of letter and language, as Jinja source."""

import enum
from typing import Final

import msgspec

LONGEST_SOURCE: Final = 50_000
"""Characters of one part of a template."""


class LetterKind(enum.StrEnum):
    """Which letter a template writes."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"


class MailTemplate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`subject`, `text` and `html` are Jinja sources; an empty one leaves the standard letter's part."""

    subject: str = ""
    text: str = ""
    html: str = ""


class MailTemplates(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By kind, then by language; the language "" is for all that have none of their own."""

    letters: dict[LetterKind, dict[str, MailTemplate]] = {}

    def template(self, kind: LetterKind, language: str) -> MailTemplate | None:
        """The template for a letter in this language, if there is one."""
        by_language = self.letters.get(kind, {})
        return by_language.get(language) or by_language.get("")
