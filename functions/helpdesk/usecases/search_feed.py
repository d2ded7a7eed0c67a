"""Keeping the search index up with the table: what changed, and all of a desk where the index lacks it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from helpdesk.domain.errors import HelpdeskError, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.timeline import MessageEntry, NoteEntry
from helpdesk.ports import (
    Directory,
    PageRequest,
    SearchIndex,
    TicketDocument,
    TicketPage,
    TicketStore,
    TicketStory,
)

PAGE = 50
"""Tickets read from the table, and committed, in one step of filling."""


class FillableIndex(SearchIndex, Protocol):
    """An index that knows what it still lacks."""

    def unfilled(self, desk: str) -> str | None:
        """Where filling the desk's index from the table has to go on; None when it holds everything."""
        ...

    def fill(self, desk: str, documents: Sequence[TicketDocument], *, at: str, then: str | None) -> None:
        """Add documents read at `at`; filling goes on at `then`, None: that was all of it."""
        ...


class FeedDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of the index feed; `store` reads across tenants."""

    store: TicketStore
    directory: Directory
    index: FillableIndex


class _Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far filling has come: the tenant, and the page among its tickets."""

    tenant: str
    page: str | None = None


def feed(deps: FeedDeps, refs: Iterable[TicketRef]) -> dict[TicketRef, Exception]:
    """Bring these tickets up to date, in one commit per desk. Returns those that failed, with the reason."""
    failed: dict[TicketRef, Exception] = {}
    by_desk: dict[str, list[TicketRef]] = defaultdict(list)
    for ref in sorted(set(refs)):
        by_desk[ref.scope.desk].append(ref)
    for desk, of_desk in by_desk.items():
        documents: list[TicketDocument] = []
        gone: list[TicketRef] = []
        for ref in of_desk:
            try:
                documents.append(document_of(deps.store.story(ref)))
            except NotFound:
                gone.append(ref)
            except Exception as error:  # noqa: BLE001 - one ticket that cannot be read must not hold up the others
                failed[ref] = error
        try:
            deps.index.update(desk, documents, gone)
        except Exception as error:  # noqa: BLE001 - the other desks go on
            failed |= dict.fromkeys(of_desk, error)
    return failed


def fill(deps: FeedDeps, desk: str, go_on: Callable[[], bool]) -> bool:
    """Add what the desk's index lacks, a page at a time while `go_on()`. Returns whether it is complete."""
    while (at := deps.index.unfilled(desk)) is not None:
        if not go_on():
            return False
        documents, then = _read(deps, desk, at)
        deps.index.fill(desk, documents, at=at, then=then)
    return True


def document_of(story: TicketStory) -> TicketDocument:
    """A ticket with all that was written about it, as the index wants it."""
    ticket = story.ticket
    messages = [entry for entry in story.entries if isinstance(entry, MessageEntry)]
    notes = [entry for entry in story.entries if isinstance(entry, NoteEntry)]
    return TicketDocument(
        ref=ticket.ref,
        key=ticket.key,
        version=ticket.version,
        subject=ticket.subject,
        text=_text(messages),
        notes=_text(notes),
        state=ticket.state,
        priority=ticket.priority,
        team=ticket.team,
        assignee=ticket.assignee.id if ticket.assignee else None,
        requester=ticket.requester,
        updated_at=ticket.updated_at,
    )


def _text(entries: Sequence[MessageEntry | NoteEntry]) -> str:
    """What was written and the names of what was attached; the newest first, as long texts lose their end."""
    parts = []
    for entry in reversed(entries):
        parts += [entry.text, *(attachment.name for attachment in entry.attachments if not attachment.inline)]
    return "\n".join(parts)


def _read(deps: FeedDeps, desk: str, at: str) -> tuple[list[TicketDocument], str | None]:
    place = _place(at)
    tenants = _tenants(deps.directory, desk)
    if not place:
        return [], _encode(_Place(tenants[0])) if tenants else None
    page = _page(deps.store, TenantRef(desk, place.tenant), place.page)
    if page.next:
        return _documents(deps.store, page), _encode(_Place(place.tenant, page.next))
    following = next((tenant for tenant in tenants if tenant > place.tenant), None)
    return _documents(deps.store, page), _encode(_Place(following)) if following else None


def _tenants(directory: Directory, desk: str) -> list[str]:
    try:
        return sorted(directory.desk(desk).tenants)
    except NotFound:
        return []


def _page(store: TicketStore, scope: TenantRef, cursor: str | None) -> TicketPage:
    try:
        return store.of_tenant(scope, PageRequest(limit=PAGE, cursor=cursor))
    except Invalid:  # a cursor from before a change of the table: the tenant once more
        return store.of_tenant(scope, PageRequest(limit=PAGE))
    except NotFound:
        return TicketPage(tickets=())


def _documents(store: TicketStore, page: TicketPage) -> list[TicketDocument]:
    found = []
    for ticket in page.tickets:
        try:
            found.append(document_of(store.story(ticket.ref)))
        except HelpdeskError:  # erased in between, or unreadable: its own messages will tell
            continue
    return found


def _place(at: str) -> _Place | None:
    try:
        return msgspec.json.decode(at, type=_Place) if at else None
    except msgspec.DecodeError:
        return None


def _encode(place: _Place) -> str:
    return msgspec.json.encode(place).decode()
