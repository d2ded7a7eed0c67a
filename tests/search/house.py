"""A table in memory and a real index beside it, as the feed and the search API see them."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.knowledge.articles import Article, ArticleState, ArticleVersion, Translation
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind, Space
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ActorKind, Attachment, MessageEntry, NoteEntry
from helpdesk.ports import TicketStory, TicketWrite
from helpdesk.ports.knowledge import ArticleWrite
from helpdesk.search.index import TicketIndex
from helpdesk.search.meaning import Encoder
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.search_feed import ArticleRef, FeedDeps
from helpdesk.usecases.tally import Tally
from tests.contract import builders
from tests.contract.builders import LISA, NOW
from tests.fakes import (
    FakeAttempts,
    FakeCheckerStore,
    FakeDirectory,
    FakeDirectoryEditor,
    FakeFeedback,
    FakeKnowledge,
    FakeStores,
    Memory,
)
from tests.fakes.desk_searches import FakeWaves
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


FOR_REQUESTERS = Audience(kind=AudienceKind.REQUESTERS)


@dataclass
class House:
    """Everything at hand."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    encoder: Encoder | None = None

    def __post_init__(self) -> None:
        self.memory = Memory()
        builders.furnish(FakeDirectoryEditor(self.memory))
        self.objects = FakeObjects(now=self.clock)
        self.store = CountingStore(self.memory)
        self.waves = FakeWaves(self.memory.searches)
        self._ids = itertools.count(1)

    def index(self, name: str) -> TicketIndex:
        """The index as one process has it."""
        return index_on(self.objects, self.folder, self.clock, name=name, encoder=self.encoder)

    def feed(self) -> FeedDeps:
        directory = FakeDirectory(self.memory)
        return FeedDeps(
            store=self.store,
            directory=directory,
            knowledge=FakeKnowledge(self.memory.knowledge),
            index=self.index("feed"),
        )

    def search(self) -> SearchDeps:
        return SearchDeps(
            index=self.index("search"),
            directory=FakeDirectory(self.memory),
            knowledge=FakeKnowledge(self.memory.knowledge),
            feedback=FakeFeedback(self.memory.knowledge),
            stores=FakeStores(self.memory),
            attempts=FakeAttempts(),
            tally=Tally(),
            waves=self.waves,
            now=self.clock,
        )

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
        participants: tuple[PersonRef, ...] = (),
        **facts: Any,
    ) -> TicketRef:
        """Open a ticket, or add to it when it is there."""
        ref = TicketRef(scope, number)
        known = self.memory.tickets.get(ref)
        minute = next(self._ids)
        at = NOW + timedelta(minutes=minute)
        ticket = known or builders.ticket(number, scope, created=minute, subject=subject, requester=requester)
        ticket = replace(ticket, participants=(*ticket.participants, *participants), **facts)
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

    def article(
        self,
        place: tuple[str, str, str],
        title: str,
        body: str = "",
        *,
        audience: Audience = FOR_REQUESTERS,
        language: str = "en",
    ) -> ArticleRef:
        """Publish an article in `place` (desk, space, id); the space is made if need be."""
        desk, space, article = place
        store = FakeKnowledge(self.memory.knowledge)
        try:
            store.space(desk, space)
        except NotFound:
            store.put_space(Space(desk=desk, id=space, names={"en": space.title()}, audience=audience))
        made = Article(
            desk=desk, id=article, space=space, state=ArticleState.PUBLISHED, published=1, language=language,
            translations={language: Translation(title=title, body=body)}, owner=LISA,
            created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        note = ArticleVersion(number=1, at=NOW, by=LISA, state=ArticleState.PUBLISHED)
        store.write(ArticleWrite(article=made, note=note, shown=True))
        return ArticleRef(desk, article)

    def erase(self, ref: TicketRef) -> Ticket:
        """As if it had never been."""
        self.memory.entries.pop(ref, None)
        return self.memory.tickets.pop(ref)
