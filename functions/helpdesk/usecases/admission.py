"""Every signed-in request of the API is counted before it is looked at: keys exactly, people as they come."""

from helpdesk.domain.people import Principal
from helpdesk.usecases import api_keys
from helpdesk.usecases.admitting import admit_person
from helpdesk.usecases.api_deps import ApiDeps


def admit(deps: ApiDeps, principal: Principal) -> None:
    """Count one request of somebody. Raises TooMany."""
    if principal.key is not None:
        api_keys.admit(deps, principal)
    else:
        admit_person(deps.own.tally, deps.attempts, principal, deps.now())
