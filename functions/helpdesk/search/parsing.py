"""What people type into the search box: words, "exact phrases", -without, state:open. Nothing is an error."""

import difflib
import re
from datetime import datetime

import msgspec

from helpdesk.domain.ids import split_ticket_key
from helpdesk.ports import NotUnderstood
from helpdesk.search.conditions import FIELDS, INSTANTS, Condition, Misread, read
from helpdesk.search.words import fold, is_cjk, words

MAX_LENGTH = 1_000
MAX_TERMS = 32
"""What a person types is shorter; what is pasted says enough in its first words."""

MAX_CONDITIONS = 16
_LONGEST_CHUNK = 6
_PIECE = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[a-z]+)(?P<operator>[:<>]))?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<chunk>[^\s"]+))'
)
_KNOWN = (*FIELDS, *INSTANTS)


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Words that must stand one after the other; mostly it is one. `exact`: no stems, no typos."""

    words: tuple[str, ...]  # lower case, diacritics kept
    exact: bool = False
    prefix: bool = False  # the last word may still be being typed
    key: str | None = None  # it looks like a ticket's key

    @property
    def folded(self) -> tuple[str, ...]:
        """The words as the index has them."""
        return tuple(map(fold, self.words))


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A query taken apart. All `conditions` must hold."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()


def parse(query: str, now: datetime) -> Parsed:
    """Whatever does not follow the syntax is searched as words."""
    return _Reading(query, now).parsed()


class _Reading:
    """One query on its way from left to right."""

    def __init__(self, query: str, now: datetime) -> None:
        readable = query[: MAX_LENGTH + 1].encode("utf-8", "replace").decode()  # lone surrogates are no text
        self._query, self._now = readable[:MAX_LENGTH], now
        self._terms: list[Term] = []
        self._without: list[Term] = []
        self._conditions: list[Condition] = []
        self._complaints: dict[str, str] = {}
        if len(query) > MAX_LENGTH:
            self._complain(query[:30] + "…", f"only the first {MAX_LENGTH} characters were searched")

    def parsed(self) -> Parsed:
        pieces = list(_PIECE.finditer(self._query))
        for piece in pieces:
            self._take(piece)
        if self._without and not self._terms and not self._conditions:  # "-5 °C" alone: that is looked for
            self._terms, self._without = self._without, []
        if pieces and self._still_typing(pieces[-1]):
            self._terms[-1] = msgspec.structs.replace(self._terms[-1], prefix=True)
        if len(self._terms) > MAX_TERMS:
            self._complain(self._terms[MAX_TERMS].words[0], f"only the first {MAX_TERMS} words were searched")
        return Parsed(
            terms=_distinct(self._terms)[:MAX_TERMS],
            without=_distinct(self._without)[:MAX_TERMS],
            conditions=tuple(self._conditions[:MAX_CONDITIONS]),
            not_understood=tuple(
                NotUnderstood(text=text, reason=reason) for text, reason in self._complaints.items()
            ),
        )

    def _take(self, piece: re.Match[str]) -> None:
        exact = piece["phrase"] is not None
        text = piece["phrase"] if exact else piece["chunk"]
        if exact and not piece["close"] and text.strip():
            self._complain('"' + text, "the quotation mark is not closed: taken until the end")
        if piece["field"]:
            condition = self._condition(piece, text)
            if condition is not None:
                self._conditions.append(condition)
                return
            if not exact:
                text = f"{piece['field']}{piece['operator']}{text}"
        found = _terms(text, exact=exact)
        (self._without if piece["minus"] else self._terms).extend(found)

    def _condition(self, piece: re.Match[str], text: str) -> Condition | None:
        name, operator = piece["field"], piece["operator"]
        if name not in _KNOWN:
            close = difflib.get_close_matches(name, _KNOWN, n=1, cutoff=0.8)
            if close:
                self._complain(piece[0], f"there is no filter “{name}”; did you mean “{close[0]}”?")
            return None
        try:
            return read(name, operator, text, self._now, negative=bool(piece["minus"]))
        except (Misread, OverflowError) as error:
            self._complain(piece[0], str(error))
            return None

    def _still_typing(self, last: re.Match[str]) -> bool:
        if not self._terms or not last["chunk"] or self._query[-1:].isspace():
            return False
        return (
            not self._terms[-1].exact
            and self._terms[-1].words == tuple(words(last["chunk"]))[-len(self._terms[-1].words) :]
        )

    def _complain(self, text: str, reason: str) -> None:
        if len(self._complaints) < 10:
            self._complaints.setdefault(text[:60], reason)


def _terms(text: str, *, exact: bool) -> list[Term]:
    found = tuple(words(text))
    if not found:
        return []
    if exact:
        return [Term(words=found[:MAX_TERMS], exact=True)]
    if len(found) > _LONGEST_CHUNK:  # a sentence in a script without spaces: no one wrote just that before
        return [Term(words=(word,)) for word in found]
    name = split_ticket_key(text.strip(".,;:!?()[]#"))
    key = f"{name[0]}-{name[1]}" if name else None
    if len(found) > 1 and is_cjk(found[0]) != is_cjk(found[-1]):
        return [Term(words=(word,)) for word in found]
    return [Term(words=found, key=key)]


def _distinct(terms: list[Term]) -> tuple[Term, ...]:
    """Without repetitions; of equal ones the last counts, which may be a prefix."""
    last = {term.words: term for term in terms}
    return tuple(last.values())
