"""A webhook: where to tell which events of a desk, and the secret that signs what is told."""

import base64
from datetime import datetime
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid

EVENTS: Final[dict[str, str]] = {
    "ticket.opened": "A ticket was opened, by mail, in the portal or by the desk",
    "ticket.changed": "State, priority, assignee, team or another field of a ticket changed",
    "message.added": "Somebody wrote something that both sides read",
    "note.added": "Somebody of the desk wrote a note",
    "promise.changed": "A promise was warned about, broken, kept or moved",
    "mail.failed": "A mail about a ticket bounced or was complained about",
}
"""What can be told, by name. https://github.com/standard-webhooks/standard-webhooks: full-stop delimited."""

MOST_HOOKS: Final = 20
LONGEST_URL: Final = 2000
_SECRET_MARK: Final = "whsec_"  # noqa: S105 - what every secret begins with


class Webhook(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One subscription. `tenants` empty: all of the desk's. `stopped`: why Loket itself calls it no more.

    The secret is kept readable, because every message is signed with it; it is shown once.
    """

    desk: str
    id: str
    name: str
    url: str
    events: tuple[str, ...]
    tenants: tuple[str, ...] = ()
    secret: str
    enabled: bool = True
    stopped: str = ""
    created_at: datetime
    created_by: str
    version: int = 0  # counts its writes; 0 was never stored

    @property
    def called(self) -> bool:
        """Whether events are told to it."""
        return self.enabled and not self.stopped

    def wants(self, event: str, tenant: str) -> bool:
        """Whether this event of that tenant is told to it."""
        return self.called and event in self.events and (not self.tenants or tenant in self.tenants)


def write_secret(random: str) -> str:
    """Random text as a Standard Webhooks secret."""
    return _SECRET_MARK + base64.b64encode(random.encode()).decode()


def read_secret(secret: str) -> bytes:
    """The bytes that sign."""
    return base64.b64decode(secret.removeprefix(_SECRET_MARK))


def check_events(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, each once and in the table's order. Raises Invalid."""
    for at, name in enumerate(names):
        if name not in EVENTS:
            raise Invalid(field=f"events[{at}]", reason=f"“{name[:40]}” is no event: use {', '.join(EVENTS)}")
    if not names:
        raise Invalid(field="events", reason="name at least one")
    return tuple(name for name in EVENTS if name in names)
