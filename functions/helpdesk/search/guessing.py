"""Values for a ticket's fields, judged by the tickets of its desk that are most like it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from helpdesk.ports import LabelGuess, TicketDocument
from helpdesk.search.labels import NEIGHBOURS, kernel, regression, terms, vote
from helpdesk.search.likeness import Alike, Asked, find_alike
from helpdesk.search.schema import source_of

if TYPE_CHECKING:
    from helpdesk.ports import SearchScope
    from helpdesk.search.meaning import Vectors
    from helpdesk.search.reader import Opened

FIELDS: dict[str, Callable[[TicketDocument], str | None]] = {
    "category": lambda ticket: ticket.category,
    "priority": lambda ticket: ticket.priority,
    "service": lambda ticket: ticket.service,
    "team": lambda ticket: ticket.team,
    "language": lambda ticket: ticket.language,
}
MOST_GUESSES = 3
_COMPARED = 1_000
_DOUBT = 0.35
"""Support of this size halves a confidence: one alike ticket is no proof, ten are."""


def guess(
    opened: "Opened", scope: "SearchScope", desk: str, asked: Asked, fields: Sequence[str]
) -> dict[str, tuple[LabelGuess, ...]]:
    """The likeliest values of each field, the best first; nothing where no like ticket has any."""
    near = find_alike(opened, scope, desk, asked)[:NEIGHBOURS]
    tickets = [(one, source_of(opened.searcher.doc(one.address))) for one in near]
    known = [(one, ticket) for one, ticket in tickets if isinstance(ticket, TicketDocument)]
    neighbours = _Neighbours(opened, asked, known)
    return {field: neighbours.guesses(field) for field in fields if field in FIELDS}


class _Neighbours:
    def __init__(self, opened: "Opened", asked: Asked, known: Sequence[tuple[Alike, TicketDocument]]) -> None:
        self._known = known
        self._kernel, self._rows = self._compare(opened, asked)

    def guesses(self, field: str) -> tuple[LabelGuess, ...]:
        """Of those whose value a rule or a person stands behind."""
        told = [
            (place, one, ticket, label)
            for place, (one, ticket) in enumerate(self._known)
            if (label := FIELDS[field](ticket)) and field not in ticket.guessed
        ]
        if not told:
            return ()
        shares = self._shares([place for place, *_ in told], [label for *_, label in told])
        best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:MOST_GUESSES]
        found = []
        for label, share in best:
            grounds = [(one, ticket) for _, one, ticket, its in told if its == label]
            support = sum(_nearness(one) ** 4 for one, _ in grounds)
            confidence = round(share * support / (support + _DOUBT), 4)
            based_on = tuple((ticket.key, ticket.subject) for _, ticket in grounds[:3])
            found.append(LabelGuess(value=label, confidence=confidence, based_on=based_on))
        return tuple(found)

    def _shares(self, places: Sequence[int], labels: Sequence[str]) -> dict[str, float]:
        known = [place for place in places if place in self._rows]
        if self._kernel is None or len(known) < len(places):
            return vote([self._known[place][0].score for place in places], labels)
        chosen = [self._rows[place] for place in places] + [len(self._rows)]
        return regression(self._kernel[chosen][:, chosen], labels)

    def _compare(self, opened: "Opened", asked: Asked) -> "tuple[Vectors | None, dict[int, int]]":
        """How alike the neighbours and the text are; and which neighbour has which row."""
        view = opened.vectors(asked.model) if asked.meaning else None
        if view is None or asked.meaning is None or not self._known:
            return None, {}
        handles, wholes = view.wholes([one.handle for one, _ in self._known])
        row_of = {handle: row for row, handle in enumerate(handles)}
        rows = {n: row_of[one.handle] for n, (one, _) in enumerate(self._known) if one.handle in row_of}
        place_of = {row: n for n, row in rows.items()}
        if not rows:
            return None, {}
        tickets = [self._known[place_of[row]][1] for row in range(len(handles))]
        texts = [terms(ticket.subject, ticket.text[:_COMPARED]) for ticket in tickets]
        texts.append(terms(asked.title or asked.body[:200], asked.body[:_COMPARED] if asked.title else ""))
        return kernel(wholes, asked.meaning.whole, texts), rows


def _nearness(one: Alike) -> float:
    """Between 0 and 1."""
    return max(0.0, min(1.0, one.close.best if one.close else one.score))
