"""Keeping the search index up with the table: what changed, and all of a desk where the index lacks it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from helpdesk.domain.catalogue import path_of
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import HelpdeskError, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.timeline import ActorKind, AnyEntry, ChangeEntry, MessageEntry, NoteEntry
from helpdesk.ports import (
    AnyDocument,
    Directory,
    PageRequest,
    PersonDocument,
    SearchIndex,
    TicketDocument,
    TicketPage,
    TicketStore,
    TicketStory,
)
from helpdesk.ports.knowledge import KnowledgeStore
from helpdesk.usecases.search_articles import article_of, articles_of
from helpdesk.usecases.suggesting.marks import GUESSED

PAGE = 50
"""Tickets read from the table, and committed, in one step of filling."""

_SOLUTION = 2_000


class ArticleRef(msgspec.Struct, frozen=True, order=True):
    """An article by the desk it belongs to."""

    desk: str
    article: str


class PersonKey(msgspec.Struct, frozen=True, order=True):
    """A requester or manager by the tenant that knows them."""

    scope: TenantRef
    person: str


Changed = TicketRef | ArticleRef | PersonKey


class FillableIndex(SearchIndex, Protocol):
    """An index that knows what it still lacks."""

    def unfilled(self, desk: str) -> str | None:
        """Where filling the desk's index from the table has to go on; None when it holds everything."""
        ...

    def fill(self, desk: str, documents: Sequence[AnyDocument], *, at: str, then: str | None) -> None:
        """Add documents read at `at`; filling goes on at `then`, None: that was all of it."""
        ...

    def tidy(self, desk: str) -> bool:
        """A step towards a store without what was deleted a day ago. Returns whether that is done."""
        ...


def nothing_more(desk: str, news: Sequence[TicketDocument]) -> None:
    """Being found is all that happens to a ticket."""


class FeedDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of the index feed; `store` reads across tenants."""

    store: TicketStore
    directory: Directory
    knowledge: KnowledgeStore
    index: FillableIndex
    after: Callable[[str, Sequence[TicketDocument]], None] = nothing_more  # never raises


class _Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far filling has come: the tenant, and the page among its tickets; tenant "": the articles."""

    tenant: str
    page: str | None = None


def feed(deps: FeedDeps, refs: Iterable[Changed]) -> dict[Changed, Exception]:
    """Bring these up to date, in one commit per desk. Returns those that failed, with the reason."""
    failed: dict[Changed, Exception] = {}
    by_desk: dict[str, list[Changed]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        by_desk[desk_of(ref)].append(ref)
    for desk, of_desk in by_desk.items():
        documents: list[AnyDocument] = []
        gone: list[TicketRef] = []
        for ref in of_desk:
            try:
                documents.append(_document(deps, ref))
            except NotFound:
                gone += [ref] if isinstance(ref, TicketRef) else []
            except Exception as error:  # noqa: BLE001 - one that cannot be read must not hold up the others
                failed[ref] = error
        try:
            deps.index.update(desk, documents, gone)
        except Exception as error:  # noqa: BLE001 - the other desks go on
            failed |= dict.fromkeys(of_desk, error)
        else:
            deps.after(desk, [one for one in documents if isinstance(one, TicketDocument)])
    return failed


def fill(deps: FeedDeps, desk: str, go_on: Callable[[], bool]) -> bool:
    """Add what the desk's index lacks, a page at a time while `go_on()`. Returns whether it is complete."""
    while (at := deps.index.unfilled(desk)) is not None:
        if not go_on():
            return False
        documents, then = _read(deps, desk, at)
        deps.index.fill(desk, documents, at=at, then=then)
    return True


def tidy(deps: FeedDeps, desk: str, go_on: Callable[[], bool]) -> bool:
    """Have what was deleted a day ago leave the store, in steps while `go_on()`. Returns whether it did."""
    while go_on():
        if deps.index.tidy(desk):
            return True
    return False


def desk_of(ref: Changed) -> str:
    """The desk whose index it is in."""
    return ref.desk if isinstance(ref, ArticleRef) else ref.scope.desk


def document_of(story: TicketStory, config: DeskConfig | None = None) -> TicketDocument:
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
        open=ticket.open,
        priority=ticket.priority,
        type=ticket.type,
        channel=ticket.channel,
        team=ticket.team,
        assignee=ticket.assignee.id if ticket.assignee else None,
        assignee_name=ticket.assignee.name if ticket.assignee else "",
        requester=ticket.requester,
        participants=ticket.participants,
        category=ticket.category,
        category_path=path_of(config.categories if config else {}, ticket.category),
        service=ticket.service,
        tags=ticket.tags,
        language=ticket.language,
        guessed=_guessed(story.entries),
        solution="" if ticket.open else _solution(messages),
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        due_at=ticket.next_due_at,
    )


def _document(deps: FeedDeps, ref: Changed) -> AnyDocument:
    match ref:
        case TicketRef():
            return document_of(deps.store.story(ref), _config(deps.directory, ref.scope.desk))
        case ArticleRef():
            return article_of(deps.knowledge.published(ref.desk, ref.article))
        case PersonKey():
            people = (one for one in _people(deps.directory, ref.scope) if one.id == ref.person)
            # Who is gone, or is somebody else by now, keeps an empty place: nobody finds it.
            return next(people, PersonDocument(scope=ref.scope, id=ref.person, name="", emails=()))


def _config(directory: Directory, desk: str) -> DeskConfig | None:
    try:
        return directory.desk(desk)
    except NotFound:
        return None


def _guessed(entries: Sequence[AnyEntry]) -> tuple[str, ...]:
    """Fields whose last change was a suggestion that filled itself in: nobody learns from those."""
    last: Mapping[str, ChangeEntry] = {
        entry.field: entry for entry in entries if isinstance(entry, ChangeEntry)
    }
    return tuple(field for field, entry in last.items() if (entry.reason or "").startswith(GUESSED))


def _solution(messages: Sequence[MessageEntry]) -> str:
    """The last thing the desk told the requester."""
    said = [entry.text for entry in messages if entry.by.kind == ActorKind.AGENT and entry.text.strip()]
    return said[-1][:_SOLUTION] if said else ""


def _text(entries: Sequence[MessageEntry | NoteEntry]) -> str:
    """What was written and the names of what was attached; the newest first, as long texts lose their end."""
    parts = []
    for entry in reversed(entries):
        parts += [entry.text, *(attachment.name for attachment in entry.attachments if not attachment.inline)]
    return "\n".join(parts)


def _read(deps: FeedDeps, desk: str, at: str) -> tuple[list[AnyDocument], str | None]:
    """Articles first, then tenant by tenant: its people with the first page of its tickets."""
    place = _place(at)
    tenants = _tenants(deps.directory, desk)
    if not place:
        found: list[AnyDocument] = list(articles_of(deps.knowledge, desk))
        return found, _encode(_Place(tenants[0])) if tenants else None
    scope = TenantRef(desk, place.tenant)
    page = _page(deps.store, scope, place.page)
    people: list[AnyDocument] = [] if place.page else list(_people(deps.directory, scope))
    documents = [*people, *_documents(deps, page, desk)]
    if page.next:
        return documents, _encode(_Place(place.tenant, page.next))
    following = next((tenant for tenant in tenants if tenant > place.tenant), None)
    return documents, _encode(_Place(following)) if following else None


def _tenants(directory: Directory, desk: str) -> list[str]:
    try:
        return sorted(directory.desk(desk).tenants)
    except NotFound:
        return []


def _people(directory: Directory, scope: TenantRef) -> list[PersonDocument]:
    return [
        PersonDocument(scope=scope, id=one.id, name=one.name, emails=one.emails, phones=one.phones)
        for one in directory.people(scope)
    ]


def _page(store: TicketStore, scope: TenantRef, cursor: str | None) -> TicketPage:
    try:
        return store.of_tenant(scope, PageRequest(limit=PAGE, cursor=cursor))
    except Invalid:  # a cursor from before a change of the table: the tenant once more
        return store.of_tenant(scope, PageRequest(limit=PAGE))
    except NotFound:
        return TicketPage(tickets=())


def _documents(deps: FeedDeps, page: TicketPage, desk: str) -> list[TicketDocument]:
    found = []
    config = _config(deps.directory, desk)
    for ticket in page.tickets:
        try:
            found.append(document_of(deps.store.story(ticket.ref), config))
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
