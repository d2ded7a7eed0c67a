"""Tickets as many as are asked for: words as unevenly common as in life, the same in every run."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.ports import TicketDocument

DESK = "bench"
TENANTS = tuple(TenantRef(DESK, f"tenant-{n}") for n in range(20))
PEOPLE = 50
STATES = ("new", "open", "waiting-customer", "solved", "closed")
TEAMS = ("network", "workplace", "field", "applications")

_SYLLABLES = ("ka", "lo", "ri", "men", "ta", "su", "ver", "no", "ple", "xi", "do", "gra", "bu", "tis", "che")
_WORDS = 20_000
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Words:
    """A vocabulary in which the n-th word is n times rarer than the first (Zipf)."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        made: dict[str, None] = {}
        while len(made) < _WORDS:
            made["".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4)))] = None
        self._words = list(made)
        total, self._sums = 0.0, []
        for rank in range(1, _WORDS + 1):
            total += 1 / rank
            self._sums.append(total)

    def some(self, count: int) -> list[str]:
        """Words as they come in texts."""
        return self._random.choices(self._words, cum_weights=self._sums, k=count)

    def telling(self, count: int) -> list[str]:
        """Words that people search for: neither the commonest nor the rarest."""
        return self._random.sample(self._words[50:3000], k=count)


def tickets(count: int, words: Words, *, start: int = 0, version: int = 1) -> Iterator[TicketDocument]:
    """`count` tickets, numbered from `start` on; a subject of 6 words, 20 to 120 words of messages."""
    for number in range(start, start + count):
        scope = TENANTS[number % len(TENANTS)]
        person = number // len(TENANTS) % PEOPLE
        yield TicketDocument(
            ref=TicketRef(scope, number),
            key=f"T{number % len(TENANTS)}-{number}",
            version=version,
            subject=" ".join(words.some(6)),
            text=" ".join(words.some(20 + number * 7 % 100)),
            notes=" ".join(words.some(8)) if number % 3 == 0 else "",
            state=STATES[number % len(STATES)],
            priority="normal",
            team=TEAMS[number % len(TEAMS)],
            requester=PersonRef(id=f"p{person}", name=f"Person {person}", email=f"p{person}@bench.example"),
            updated_at=NOW + timedelta(minutes=number),
        )
