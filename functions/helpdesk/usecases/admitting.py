"""How much one person and one tenant may ask for in a minute, of whichever function.

They are counted in the process and told to the table at every tenth request: whoever stays below that costs
no write, and beyond a limit nobody is counted any more. A limit can be passed by nine for each process that
serves at that moment.
"""

from datetime import datetime
from typing import Final

from helpdesk.domain.people import Principal
from helpdesk.ports import Attempts
from helpdesk.usecases.tally import Tally

PER_PERSON: Final = 600
PER_TENANT: Final = 6000


def admit_person(tally: Tally, attempts: Attempts, principal: Principal, now: datetime) -> None:
    """Count one request of a person and of their tenants. Raises TooMany."""
    who = principal.account or principal.email
    tally.check(attempts, f"person {who}", now, PER_PERSON)
    for scope in principal.tenants:
        tally.check(attempts, f"tenant {scope}", now, PER_TENANT)
