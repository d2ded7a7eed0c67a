"""Of what somebody is reminded: an article that waits for them, ends soon, or has ended."""

import enum
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.knowledge.articles import ArticleCard, ArticleState, CardPair

SOON: Final = timedelta(days=14)


class ReminderKind(enum.StrEnum):
    """Why."""

    REVIEW = "review"
    ENDING = "ending"
    ENDED = "ended"


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """`agent`: whom it concerns, by id. `mark` is the same as long as it is the same reminder."""

    kind: ReminderKind
    agent: str
    card: ArticleCard
    mark: str


def reminders(pairs: Iterable[CardPair], now: datetime) -> Iterator[Reminder]:
    """What is due; also what was told already."""
    for pair in pairs:
        waits, shown = pair.working, pair.shown
        if waits.state is ArticleState.IN_REVIEW and waits.reviewer:
            handed = f"#{waits.handed_at.isoformat()}" if waits.handed_at else ""  # anew each time it is
            yield _reminder(ReminderKind.REVIEW, waits.reviewer, waits, waits.reviewer + handed)
        if shown and shown.published and shown.valid_until and abs(shown.valid_until - now) <= SOON:
            kind = ReminderKind.ENDING if shown.valid_until > now else ReminderKind.ENDED
            yield _reminder(kind, shown.owner.id, shown, shown.valid_until.isoformat())


def _reminder(kind: ReminderKind, agent: str, card: ArticleCard, instance: str) -> Reminder:
    return Reminder(kind=kind, agent=agent, card=card, mark=f"{card.id}#{kind}#{instance}")
