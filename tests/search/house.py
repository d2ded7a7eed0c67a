"""A table in memory and a real index beside it, as the feed and the search API see them."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ActorKind, Attachment, MessageEntry, NoteEntry
from helpdesk.ports import TicketStory, TicketWrite
from helpdesk.search.index import TicketIndex
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.search_feed import FeedDeps
from tests.contract import builders
from tests.contract.builders import LISA, NOW
from tests.fakes import FakeCheckerStore, FakeDirectory, FakeDirectoryEditor, Memory
from tests.search.fake_objects import FakeObjects
from tests.search.things import Clock, index_on


class CountingStore(FakeCheckerStore):
    """Counts what is read; a ref in `broken` cannot be."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self.broken: set[TicketRef] = set()
        self.read: list[TicketRef] = []

    def story(self, ref: TicketRef) -> TicketStory:
        self.read.append(ref)
        if ref in self.broken:
            raise ConnectionError("the table does not answer")
        return super().story(ref)


@dataclass
class House:
    """Everything at hand."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.memory = Memory()
        builders.furnish(FakeDirectoryEditor(self.memory))
        self.objects = FakeObjects(now=self.clock)
        self.store = CountingStore(self.memory)
        self._ids = itertools.count(1)

    def index(self, name: str) -> TicketIndex:
        """The index as one process has it."""
        return index_on(self.objects, self.folder, self.clock, name=name)

    def feed(self) -> FeedDeps:
        directory = FakeDirectory(self.memory)
        return FeedDeps(store=self.store, directory=directory, index=self.index("feed"))

    def search(self) -> SearchDeps:
        return SearchDeps(index=self.index("search"), directory=FakeDirectory(self.memory))

    def write(
        self,
        scope: TenantRef,
        number: int,
        subject: str,
        text: str = "",
        *,
        note: str = "",
        attachment: str = "",
        requester: PersonRef = LISA,
    ) -> TicketRef:
        """Open a ticket, or add to it when it is there."""
        ref = TicketRef(scope, number)
        known = self.memory.tickets.get(ref)
        minute = next(self._ids)
        at = NOW + timedelta(minutes=minute)
        ticket = known or builders.ticket(number, scope, created=minute, subject=subject, requester=requester)
        by = Actor(kind=ActorKind.REQUESTER, id=requester.id, name=requester.name)
        files = (Attachment(id="1", name=attachment, type="text/plain", size=1, sha256="0"),)
        entries: list[MessageEntry | NoteEntry] = []
        if text:
            id_ = f"{next(self._ids):026}"
            entries.append(
                MessageEntry(id=id_, at=at, by=by, text=text, attachments=files if attachment else ())
            )
        if note:
            entries.append(NoteEntry(id=f"{next(self._ids):026}", at=at, by=by, text=note))
        self.store.write(TicketWrite(ticket=ticket, entries=tuple(entries)))
        return ref

    def erase(self, ref: TicketRef) -> Ticket:
        """As if it had never been."""
        self.memory.entries.pop(ref, None)
        return self.memory.tickets.pop(ref)
