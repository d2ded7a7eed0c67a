"""What the fakes of all stores share: the table as plain dictionaries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desk_work.presence import Presence
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Group, Membership, Person
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports import PageRequest, TicketPage
from helpdesk.storage import cursors
from helpdesk.storage.keys import tickets as keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.pages import size_of
from tests.fakes.desk_searches import KeptSearches
from tests.fakes.knowledge import Shelf


@dataclass
class Memory:
    """The shared state. `before_write` runs, once each, ahead of the next write: another writer's chance."""

    tickets: dict[TicketRef, Ticket] = field(default_factory=dict)
    entries: dict[TicketRef, dict[str, AnyEntry]] = field(default_factory=dict)
    deliveries: dict[TicketRef, dict[str, Delivery]] = field(default_factory=dict)
    marks: dict[Key, TicketRef] = field(default_factory=dict)
    fingerprints: dict[Key, str] = field(default_factory=dict)
    suppressions: dict[Key, Suppression] = field(default_factory=dict)
    sequences: dict[TenantRef, int] = field(default_factory=dict)
    people: dict[tuple[TenantRef, str], Person] = field(default_factory=dict)
    logins: dict[Key, Membership] = field(default_factory=dict)
    configs: dict[str, DeskConfig] = field(default_factory=dict)
    addresses: dict[Key, TenantRef] = field(default_factory=dict)
    hosts: dict[Key, TenantRef] = field(default_factory=dict)
    prefixes: dict[Key, TenantRef] = field(default_factory=dict)
    quarantine: dict[Key, QuarantinedMail] = field(default_factory=dict)
    api_keys: dict[Key, ApiKey] = field(default_factory=dict)
    automatic: list[tuple[str, str, datetime]] = field(default_factory=list)
    recalculations: dict[str, Recalculation] = field(default_factory=dict)
    handovers: dict[tuple[str, str], Handover] = field(default_factory=dict)
    postponed: dict[TicketRef, tuple[datetime, int]] = field(default_factory=dict)
    swept: dict[str, datetime] = field(default_factory=dict)
    texts: dict[Key, ReadyText] = field(default_factory=dict)
    presence: dict[Key, Presence] = field(default_factory=dict)
    knowledge: Shelf = field(default_factory=Shelf)
    searches: KeptSearches = field(default_factory=KeptSearches)
    groups: dict[TenantRef, tuple[Group, ...]] = field(default_factory=dict)
    merges: dict[tuple[TenantRef, str], PersonMerge] = field(default_factory=dict)
    before_write: list[Callable[[], object]] = field(default_factory=list)

    def let_others_write(self) -> None:
        """Run what a test has put into `before_write`."""
        waiting, self.before_write = self.before_write, []
        for write in waiting:
            write()


def page_of(
    tickets: Iterable[tuple[str, Ticket]],
    partition: str,
    within: str,
    page: PageRequest,
    *,
    newest_first: bool,
) -> TicketPage:
    """One page of `tickets`, each given with its place in the partition."""
    start = cursors.decode(page.cursor, partition, within)
    rows = sorted(((place, keys.ticket(t.ref), t) for place, t in tickets), reverse=newest_first)
    if start is not None:
        last = (start.place, Key(start.pk, start.sk))
        rows = [row for row in rows if (row[:2] < last if newest_first else row[:2] > last)]
    limit = size_of(page)
    cursor = None
    if len(rows) > limit:
        place, key, _ = rows[limit - 1]
        cursor = cursors.encode(cursors.Position(partition, place, key.pk, key.sk))
    return TicketPage(tickets=tuple(ticket for _, _, ticket in rows[:limit]), next=cursor)
