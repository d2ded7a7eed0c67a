"""How much one person, one tenant and one key may ask for in a minute.

Keys are counted exactly. People and tenants are counted in the process and told to the table at every
tenth request: whoever stays below that costs no write, and beyond a limit nobody is counted any more. A
limit can be passed by nine for each process that serves at that moment.
"""

from typing import Final

from helpdesk.domain.people import Principal
from helpdesk.usecases import api_keys
from helpdesk.usecases.api_deps import ApiDeps

PER_PERSON: Final = 600
PER_TENANT: Final = 6000


def admit(deps: ApiDeps, principal: Principal) -> None:
    """Count one request of somebody. Raises TooMany."""
    if principal.key is not None:
        api_keys.admit(deps, principal)
        return
    now = deps.now()
    who = principal.account or principal.email
    deps.own.tally.check(deps.attempts, f"person {who}", now, PER_PERSON)
    for scope in principal.tenants:
        deps.own.tally.check(deps.attempts, f"tenant {scope}", now, PER_TENANT)
