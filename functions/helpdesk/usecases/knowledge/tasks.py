"""What waits for those who keep knowledge: reviews, and articles whose time runs out."""

from datetime import timedelta
from typing import Final

import msgspec

from helpdesk.domain.knowledge.articles import ArticleCard, ArticleState
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of

SOON: Final = timedelta(days=14)
_RECENT: Final = timedelta(days=90)


class Tasks(msgspec.Struct, frozen=True, kw_only=True):
    """`review` waits for this person or anybody. `expiring`, `expired`: shown until soon, or recently."""

    review: tuple[ArticleCard, ...]
    expiring: tuple[ArticleCard, ...]
    expired: tuple[ArticleCard, ...]


def tasks(deps: ApiDeps, principal: Principal, desk: str) -> Tasks:
    """Of the articles one owns or reviews; leads and admins have those of all. Raises NotFound."""
    member = member_of(principal, desk)
    me, all_of_it = member.person.id, member.role is not Role.AGENT
    store, now = deps.knowledge.store, deps.now()
    pairs = {
        pair.working.id: pair for space in store.spaces(desk) for pair in store.cards(desk, space.id)
    }.values()
    review = [
        pair.working
        for pair in pairs
        if pair.working.state is ArticleState.IN_REVIEW and (all_of_it or pair.working.reviewer in {me, None})
    ]
    ending = [
        pair.shown
        for pair in pairs
        if pair.shown and pair.shown.published and pair.shown.valid_until
        if all_of_it or pair.shown.owner.id == me
    ]
    dated = sorted(
        ((card.valid_until, card) for card in ending if card.valid_until), key=lambda d: (d[0], d[1].id)
    )
    return Tasks(
        review=tuple(review),
        expiring=tuple(card for until, card in dated if now < until <= now + SOON),
        expired=tuple(card for until, card in dated if now - _RECENT <= until <= now),
    )
