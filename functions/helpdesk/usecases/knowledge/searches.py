"""Searches for knowledge, counted without names: what was asked for, and whether there was an article."""

import unicodedata
from datetime import datetime
from typing import Final

from helpdesk.domain.knowledge.feedback import Happening
from helpdesk.ports.knowledge import FeedbackStore

_LONGEST_QUERY: Final = 80


def searched(
    feedback: FeedbackStore, desk: str, query: str, *, language: str, found: int, now: datetime
) -> None:
    """A finished search for knowledge. What looks like somebody's data is not kept."""
    words = normal_query(query)
    if words:
        feedback.count(
            desk, Happening.FOUND if found else Happening.MISSED, words, at=now, language=language[:10]
        )


def normal_query(query: str) -> str:
    """Lower case, single blanks, short; without words that hold an @ or three digits and more."""
    plain = unicodedata.normalize("NFKC", query).lower()
    words = [word for word in plain.split() if "@" not in word and sum(c.isdigit() for c in word) <= 2]
    text = " ".join("".join(c if c.isprintable() else " " for c in " ".join(words)).split())
    return text[:_LONGEST_QUERY].strip()
