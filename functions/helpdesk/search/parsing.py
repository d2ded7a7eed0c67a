"""What people type into the search box: words, "exact phrases", -without, state:open. Nothing is an error."""

import re

import msgspec

from helpdesk.domain.ids import split_ticket_key
from helpdesk.search.schema import FILTERS
from helpdesk.search.words import fold, is_cjk, words

MAX_LENGTH = 1_000
MAX_TERMS = 32
"""What a person types is shorter; what is pasted says enough in its first words."""

_LONGEST_CHUNK = 6
_PIECE = re.compile(r'(?P<minus>-?)(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')


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
    """A query taken apart. `filters` are (field, value) pairs that must all hold."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()


def parse(query: str) -> Parsed:
    """Whatever does not follow the syntax is searched as words."""
    terms: list[Term] = []
    without: list[Term] = []
    filters: list[tuple[str, str]] = []
    pieces = list(_PIECE.finditer(query[:MAX_LENGTH]))
    for piece in pieces:
        text = piece["phrase"] if piece["phrase"] is not None else piece["chunk"]
        if piece["field"] in FILTERS and text:
            filters.append((piece["field"], text.lower()))
            continue
        if piece["field"]:
            text = f"{piece['field']}:{text}"
        found = _terms(text, exact=piece["phrase"] is not None)
        (without if piece["minus"] else terms).extend(found)
    if without and not terms and not filters:  # "-5 °C" alone: somebody looks for that
        terms, without = without, []
    if terms and pieces[-1]["chunk"] and not query[:MAX_LENGTH][-1:].isspace() and not terms[-1].exact:
        terms[-1] = msgspec.structs.replace(terms[-1], prefix=True)
    return Parsed(
        terms=_distinct(terms)[:MAX_TERMS], without=_distinct(without)[:MAX_TERMS], filters=tuple(filters[:8])
    )


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
