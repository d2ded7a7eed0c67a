"""Tickets, clocks and indexes that the search tests are about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.ports import (
    AnyDocument,
    SearchHit,
    SearchIndex,
    SearchRequest,
    SearchScope,
    TicketDocument,
)
from helpdesk.search.index import TicketIndex
from helpdesk.search.meaning import Encoder
from helpdesk.search.objects import ObjectStore
from helpdesk.search.work import Limits

ACME = TenantRef("noord", "acme")
FJELL = TenantRef("noord", "fjell")
GLOBEX = TenantRef("host", "globex")
PREFIXES = {ACME: "ACME", FJELL: "FJELL", GLOBEX: "GLOBEX"}
ANNE = PersonRef(id="anne", name="Anne Visser", email="anne@acme.example")
BOB = PersonRef(id="bob", name="Bob Smit", email="bob@acme.example")
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOORD = SearchScope(desks=frozenset({"noord"}))


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = field(default=datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


def document(
    number: int,
    subject: str,
    text: str = "",
    *,
    scope: TenantRef = ACME,
    requester: PersonRef = ANNE,
    notes: str = "",
    version: int = 1,
    state: str = "open",
    team: str | None = None,
) -> TicketDocument:
    return TicketDocument(
        ref=TicketRef(scope, number),
        key=f"{PREFIXES[scope]}-{number}",
        version=version,
        subject=subject,
        text=text,
        notes=notes,
        state=state,
        priority="normal",
        team=team,
        requester=requester,
        updated_at=datetime(2026, 1, 5, 8, 0, tzinfo=UTC),
    )


def index_on(
    objects: ObjectStore,
    folder: Path,
    clock: Clock,
    *,
    pause: Callable[[int], None] = lambda _: None,
    name: str = "w",
    encoder: Encoder | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> TicketIndex:
    """An index process of its own: own warm copies below `folder`/`name`, own ids."""
    numbers = count(1)
    return TicketIndex(
        objects,
        folder / name,
        now=clock,
        new_id=lambda: f"{name}{next(numbers):06}",
        pause=pause,
        max_age=timedelta(0),
        encoder=encoder,
        limits=limits,
    )


def found(index: SearchIndex, query: str, scope: SearchScope = NOORD, limit: int = 10) -> list[str]:
    """Keys of the tickets that are found, best first."""
    return [key_of(hit.document) for hit in hits(index, query, scope, limit)]


def hits(
    index: SearchIndex, query: str, scope: SearchScope = NOORD, limit: int = 10
) -> tuple[SearchHit, ...]:
    """What is found, best first."""
    return index.search(scope, SearchRequest(query=query, now=NOW, limit=limit)).hits


def key_of(document: AnyDocument) -> str:
    """A ticket's key; another document's id."""
    return document.key if isinstance(document, TicketDocument) else document.id
