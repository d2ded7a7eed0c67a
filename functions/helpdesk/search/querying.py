"""From a scope and a parsed query to tantivy's queries. Nothing is ever asked without the scope's filter."""

from collections.abc import Iterable, Sequence

from tantivy import Occur, Query

from helpdesk.ports import SearchScope
from helpdesk.search.languages import possible_stems
from helpdesk.search.parsing import Parsed, Term
from helpdesk.search.schema import (
    KEY,
    NOTE_STEMS,
    NOTE_WORDS,
    NUMBER,
    REQUESTER,
    STEMS,
    SUBJECT_STEMS,
    TENANT,
    WORDS,
    requester_term,
    schema,
)
from helpdesk.search.words import is_cjk

_KEY_BOOST, _NUMBER_BOOST, _EXACT_BOOST, _PREFIX_BOOST, _TYPO_BOOST = 50.0, 10.0, 1.5, 1.0, 0.5
_TIE = 0.1


def scope_filter(scope: SearchScope, desk: str) -> Query | None:
    """What this scope may see in this desk's index; None when that is nothing."""
    if desk in scope.desks:
        return Query.all_query()
    tenants = [ref.tenant for ref in scope.tenants if ref.desk == desk]
    people = [requester_term(ref.tenant, person) for ref, person in scope.requesters if ref.desk == desk]
    allowed = [_any_of(TENANT, tenants)] if tenants else []
    allowed += [_any_of(REQUESTER, people)] if people else []
    return _either(allowed) if allowed else None


class TicketQuery:
    """The queries of one search in one desk's index. Only members of the desk search its notes."""

    def __init__(self, scope: SearchScope, desk: str, parsed: Parsed) -> None:
        self._filter = scope_filter(scope, desk)
        self._parsed = parsed
        notes = desk in scope.desks
        self._in_order = (WORDS, NOTE_WORDS) if notes else (WORDS,)
        self._stemmed = (SUBJECT_STEMS, STEMS, NOTE_STEMS) if notes else (SUBJECT_STEMS, STEMS)

    def strict(self) -> Query | None:
        """Every term must be there. None when nothing can be asked."""
        return self._scoped([(Occur.Must, self._term(term)) for term in self._parsed.terms])

    def loose(self) -> Query | None:
        """At least half of the terms must be there, give or take a letter."""
        terms = [(Occur.Should, self._with_typos(term)) for term in self._parsed.terms]
        return self._scoped(terms, at_least=(len(terms) + 1) // 2) if terms else None

    def _scoped(self, terms: Sequence[tuple[Occur, Query]], at_least: int | None = None) -> Query | None:
        parsed = self._parsed
        if self._filter is None or not (terms or parsed.filters):
            return None
        clauses = [(Occur.Must, _unscored(self._filter))]
        clauses += [(Occur.Must, _unscored(_term(field, value))) for field, value in parsed.filters]
        clauses += [(Occur.MustNot, self._plain(term)) for term in parsed.without]
        if terms:
            clauses.append((Occur.Must, Query.boolean_query(terms, at_least)))
        return Query.boolean_query(clauses)

    def _term(self, term: Term) -> Query:
        found = [self._plain(term)]
        if term.key:
            found.append(Query.boost_query(_term(KEY, term.key), _KEY_BOOST))
        elif len(term.words) == 1 and term.words[0].isdigit():
            found.append(Query.boost_query(_term(NUMBER, term.words[0]), _NUMBER_BOOST))
        if len(term.words) == 1 and not term.exact:
            stems = sorted(possible_stems(term.words[0]))
            found += [_weighed(field, stem) for field in self._stemmed for stem in stems]
        if term.prefix:
            found += [self._beginning(field, term) for field in self._in_order]
        return _either(found)

    def _with_typos(self, term: Term) -> Query:
        if term.exact or len(term.words) > 1 or is_cjk(term.words[0]) or len(term.words[0]) < 4:
            return self._term(term)
        word = term.folded[0]
        distance = 1 if len(word) < 8 else 2
        typos = [
            Query.fuzzy_term_query(schema(), field, word, distance, transposition_cost_one=True, prefix=False)
            for field in self._in_order
        ]
        return _either([self._term(term), *(Query.boost_query(typo, _TYPO_BOOST) for typo in typos)])

    def _plain(self, term: Term) -> Query:
        """The words as they are, in order."""
        phrases = [_phrase(field, term.folded) for field in self._in_order]
        return Query.boost_query(_either(phrases), _EXACT_BOOST)

    def _beginning(self, field: str, term: Term) -> Query:
        if len(term.words) == 1:
            word = term.folded[0]
            begun = Query.fuzzy_term_query(schema(), field, word, 0, transposition_cost_one=True, prefix=True)
        else:
            begun = Query.phrase_prefix_query(schema(), field, list(term.folded))
        return Query.boost_query(begun, _PREFIX_BOOST)


def _term(field: str, value: str) -> Query:
    return Query.term_query(schema(), field, value)


def _weighed(field: str, stem: str) -> Query:
    """A word counts twice where it is in the subject."""
    found = _term(field, stem)
    return Query.boost_query(found, 2.0) if field == SUBJECT_STEMS else found


def _phrase(field: str, words: Sequence[str]) -> Query:
    return _term(field, words[0]) if len(words) == 1 else Query.phrase_query(schema(), field, list(words))


def _any_of(field: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(schema(), field, sorted(values))


def _either(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(list(queries), _TIE)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
