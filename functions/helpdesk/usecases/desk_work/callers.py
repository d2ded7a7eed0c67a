"""Who is calling: people of all tenants that the agent's desks serve."""

from typing import Final

from helpdesk.domain.desk_work.callers import Caller, answers, asked, words_of_caller
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_deps import ApiDeps

MOST: Final = 8
_READ: Final = 40
"""Rows of each desk that are looked at; more words narrow them down."""


def callers(deps: ApiDeps, principal: Principal, question: str) -> tuple[Caller, ...]:
    """Up to eight, by name. One Query a desk. Raises Forbidden for people who work for none."""
    if not principal.desks or principal.ticket is not None:
        raise Forbidden("this is for people who work for a desk")
    words = asked(question)
    if not words:
        return ()
    found: dict[tuple[str, str], Caller] = {}
    for desk in sorted(principal.desks):
        for one in deps.desk_work.callers.listed(desk, words[0], _READ):
            if len(words) == 1 or answers(words_of_caller(one), words):
                found.setdefault((str(one.scope), one.id), one)
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), str(one.scope), one.id))[:MOST])
