"""From a scope and a parsed query to tantivy's queries. Nothing is ever asked without the scope's filter."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from tantivy import FieldType, Occur, Query

from helpdesk.ports import SearchScope
from helpdesk.search.conditions import DESK_ONLY, ME, Between, Condition, OneOf
from helpdesk.search.languages import possible_stems
from helpdesk.search.parsing import Parsed, Term
from helpdesk.search.schema import (
    ASSIGNEE,
    CATEGORY,
    CATEGORY_ID,
    CREATED,
    FAR,
    FROM,
    KEY,
    KIND,
    NOTE_STEMS,
    NOTE_WORDS,
    NUMBER,
    PARTY,
    SPACE,
    STEMS,
    SUBJECT_STEMS,
    TENANT,
    UNTIL,
    WORDS,
    party_term,
    schema,
)
from helpdesk.search.words import is_cjk

_KEY_BOOST, _NUMBER_BOOST, _EXACT_BOOST, _PREFIX_BOOST, _TYPO_BOOST = 50.0, 10.0, 1.5, 1.0, 0.5
_TIE = 0.1


def scope_filter(scope: SearchScope, desk: str, now: datetime) -> Query | None:
    """What this scope may see in this desk's index at this moment; None when that is nothing."""
    allowed = _tickets_and_people(scope, desk)
    spaces = [space for of_desk, space in scope.spaces if of_desk == desk]
    if spaces:
        allowed.append(_all(_term(KIND, "article"), _any_of(SPACE, spaces), _valid(now)))
    return either(allowed) if allowed else None


def among(kinds: Collection[str]) -> Query:
    """Documents of these kinds."""
    return _any_of(KIND, kinds)


class IndexQuery:
    """The queries of one search in one desk's index. Only members of the desk search its notes."""

    def __init__(
        self,
        scope: SearchScope,
        desk: str,
        parsed: Parsed,
        *,
        now: datetime,
        me: Collection[tuple[str, str]] = (),
    ) -> None:
        self._filter = scope_filter(scope, desk, now)
        self._parsed = parsed
        self._inside = desk in scope.desks
        self._me = tuple(person for of_desk, person in me if of_desk == desk)
        self._in_order = (WORDS, NOTE_WORDS) if self._inside else (WORDS,)
        self._stemmed = (SUBJECT_STEMS, STEMS, NOTE_STEMS) if self._inside else (SUBJECT_STEMS, STEMS)

    def strict(self) -> Query | None:
        """Every term must be there. None when nothing can be asked."""
        return self._scoped([(Occur.Must, self._term(term)) for term in self._parsed.terms])

    def loose(self) -> Query | None:
        """At least half of the terms must be there, give or take a letter."""
        terms = [(Occur.Should, self._with_typos(term)) for term in self._parsed.terms]
        return self._scoped(terms, at_least=(len(terms) + 1) // 2) if terms else None

    def _scoped(self, terms: Sequence[tuple[Occur, Query]], at_least: int | None = None) -> Query | None:
        parsed = self._parsed
        if self._filter is None or not (terms or parsed.conditions):
            return None
        clauses = [(Occur.Must, unscored(self._filter))]
        clauses += [self._clause(condition) for condition in parsed.conditions]
        clauses += [(Occur.MustNot, self._plain(term)) for term in parsed.without]
        if terms:
            clauses.append((Occur.Must, Query.boolean_query(terms, at_least)))
        return Query.boolean_query(clauses)

    def _clause(self, condition: Condition) -> tuple[Occur, Query]:
        if not self._inside and condition.field in DESK_ONLY:
            return Occur.Must, Query.empty_query()
        holds = self._one_of(condition) if isinstance(condition, OneOf) else _between(condition)
        return (Occur.MustNot, holds) if condition.negative else (Occur.Must, unscored(holds))

    def _one_of(self, condition: OneOf) -> Query:
        values = {value.strip("/") for value in condition.values}
        if condition.field == ASSIGNEE and ME in values:
            values = (values - {ME}) | set(self._me)
        if not values:
            return Query.empty_query()
        if condition.field == CATEGORY:
            return either([_any_of(CATEGORY, values), _any_of(CATEGORY_ID, values)])
        return _any_of(condition.field, values)

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
        return either(found)

    def _with_typos(self, term: Term) -> Query:
        if term.exact or len(term.words) > 1 or is_cjk(term.words[0]) or len(term.words[0]) < 4:
            return self._term(term)
        word = term.folded[0]
        distance = 1 if len(word) < 8 else 2
        typos = [
            Query.fuzzy_term_query(schema(), field, word, distance, transposition_cost_one=True, prefix=False)
            for field in self._in_order
        ]
        return either([self._term(term), *(Query.boost_query(typo, _TYPO_BOOST) for typo in typos)])

    def _plain(self, term: Term) -> Query:
        """The words as they are, in order."""
        phrases = [_phrase(field, term.folded) for field in self._in_order]
        return Query.boost_query(either(phrases), _EXACT_BOOST)

    def _beginning(self, field: str, term: Term) -> Query:
        if len(term.words) == 1:
            begun = beginning(field, term.folded[0])
        else:
            begun = Query.phrase_prefix_query(schema(), field, list(term.folded))
        return Query.boost_query(begun, _PREFIX_BOOST)


def beginning(field: str, word: str) -> Query:
    """Words that begin like this."""
    return Query.fuzzy_term_query(schema(), field, word, 0, transposition_cost_one=True, prefix=True)


def made_since(moment: datetime) -> Query:
    """Tickets that came after this."""
    return Query.range_query(schema(), CREATED, FieldType.Integer, int(moment.timestamp()), FAR)


def either(queries: Sequence[Query]) -> Query:
    """What one of the queries finds."""
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(list(queries), _TIE)


def unscored(query: Query) -> Query:
    """The same, without a say in the order."""
    return Query.const_score_query(query, 0.0)


def _tickets_and_people(scope: SearchScope, desk: str) -> list[Query]:
    if desk in scope.desks:
        return [among(("ticket", "person"))]
    tenants = [ref.tenant for ref in scope.tenants if ref.desk == desk]
    people = [party_term(ref.tenant, name) for ref, name in scope.requesters if ref.desk == desk]
    tickets = _term(KIND, "ticket")
    allowed = [_all(tickets, _any_of(TENANT, tenants))] if tenants else []
    return [*allowed, *([_all(tickets, _any_of(PARTY, people))] if people else [])]


def _valid(now: datetime) -> Query:
    at = int(now.timestamp())
    return _all(
        Query.range_query(schema(), FROM, FieldType.Integer, 0, at),
        Query.range_query(schema(), UNTIL, FieldType.Integer, at + 1, FAR),
    )


def _between(condition: Between) -> Query:
    if condition.missing:
        there = Query.range_query(schema(), condition.field, FieldType.Integer, 0, FAR)
        return Query.boolean_query([(Occur.Must, _term(KIND, "ticket")), (Occur.MustNot, there)])
    lower = 0 if condition.lower is None else max(0, condition.lower)
    upper = FAR if condition.upper is None else max(0, condition.upper)
    return Query.range_query(
        schema(), condition.field, FieldType.Integer, lower, upper, include_upper=condition.upper is None
    )


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


def _all(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
