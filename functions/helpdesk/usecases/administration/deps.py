"""What setting up desks works with besides the API's other ports."""

from collections.abc import Callable

import msgspec

from helpdesk.ports import Administration, Mailer
from helpdesk.ports.handovers import Handovers


class AdminDeps(msgspec.Struct, frozen=True, kw_only=True):
    """`sender` is `Name <address>`. `picture` makes a safe, small PNG of any image, or raises Invalid."""

    rows: Administration
    handovers: Handovers
    mailer: Mailer
    sender: str
    deployment: str
    picture: Callable[[bytes], bytes]
