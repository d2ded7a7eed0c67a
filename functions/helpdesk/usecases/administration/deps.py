"""What setting up desks works with besides the API's other ports."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from helpdesk.ports import Administration, Mailer


class ConfigChange(msgspec.Struct, frozen=True, kw_only=True):
    """One change of how something is set up: who, when, what, and how it was and is (JSON; "": not there)."""

    at: datetime
    by: str
    desk: str
    what: str  # "tenant acme", "categories"
    before: str
    after: str


class AdminDeps(msgspec.Struct, frozen=True, kw_only=True):
    """`sender` is `Name <address>`. `picture` makes a safe, small PNG of whatever image it is given, or
    raises Invalid. `note` is told of every change.
    """

    rows: Administration
    mailer: Mailer
    sender: str
    deployment: str
    picture: Callable[[bytes], bytes]
    note: Callable[[ConfigChange], None]
