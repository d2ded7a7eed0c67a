"""What kind of work a text is: values for a ticket's fields, with the tickets they are taken from."""

from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.people import Principal
from helpdesk.ports import LabelGuess, SearchScope
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.suggesting.drafts import Draft, likeness, place_of

FIELDS = ("category", "priority", "service", "team", "language")


def classify(deps: SearchDeps, principal: Principal, draft: Draft) -> dict[str, tuple[LabelGuess, ...]]:
    """Raises Forbidden for those who do not work for the desk; else as `suggest` does."""
    place = place_of(principal, draft)
    if not place.inside:
        raise Forbidden("Only the desk classifies tickets.")
    if draft.empty:
        return dict.fromkeys(FIELDS, ())
    asked = likeness(deps, principal, draft, "ticket", 10)
    desk = place.scope.desk
    guesses = deps.index.guesses(SearchScope(desks=frozenset({desk})), asked, FIELDS)
    return still_there(guesses, deps.directory.desk(desk), place.scope.tenant)


def still_there(
    guesses: dict[str, tuple[LabelGuess, ...]], config: DeskConfig, tenant: str
) -> dict[str, tuple[LabelGuess, ...]]:
    """Without what cannot be chosen any more; a desk that keeps no list of categories may have any."""
    open_to = {
        "team": set(config.teams),
        "category": {one.id for one in config.categories.values() if not one.retired},
        "service": {one.id for one in config.services.values() if one.is_for(tenant)},
    }
    lists = {"team": config.teams, "category": config.categories, "service": config.services}
    return {
        field: tuple(one for one in found if not lists.get(field) or one.value in open_to[field])
        for field, found in guesses.items()
    }
