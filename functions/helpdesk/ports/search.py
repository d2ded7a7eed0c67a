"""Full-text search: what the index holds, who may find it, and what it answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef

Kind = Literal["ticket", "article", "person"]
Sort = Literal["", "updated", "created", "due"]


class SearchScope(msgspec.Struct, frozen=True, kw_only=True):
    """What a search may return: whole desks, whole tenants, or the tickets somebody takes part in.

    `requesters` name people by id or by address. `spaces` are (desk, space) whose articles may be read: no
    other part of the scope opens an article. There is no way to search without a scope; an empty one finds
    nothing.
    """

    desks: frozenset[str] = frozenset()
    tenants: frozenset[TenantRef] = frozenset()
    requesters: frozenset[tuple[TenantRef, str]] = frozenset()
    spaces: frozenset[tuple[str, str]] = frozenset()


class TicketDocument(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is", tag="ticket"
):
    """A ticket as the index knows it. `guessed`: fields nobody but a suggestion filled in."""

    ref: TicketRef
    key: str
    version: int
    subject: str
    text: str  # messages
    notes: str = ""  # desk only
    state: str
    open: bool = True
    priority: str
    type: str = "incident"
    channel: str = ""
    team: str | None = None
    assignee: str | None = None
    assignee_name: str = ""
    requester: PersonRef
    participants: tuple[PersonRef, ...] = ()
    category: str | None = None
    category_path: str | None = None
    service: str | None = None
    tags: tuple[str, ...] = ()
    language: str = "en"
    guessed: tuple[str, ...] = ()
    solution: str = ""  # the last answer of an agent, once it is done
    created_at: datetime | None = None
    updated_at: datetime
    due_at: datetime | None = None


class ArticleText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article in one language, without markup."""

    title: str
    text: str = ""


class ArticleDocument(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is", tag="article"
):
    """An article as its readers see it; without `texts` nobody finds it (it was archived)."""

    desk: str
    id: str
    version: int
    space: str
    texts: dict[str, ArticleText]
    language: str = "en"  # of the original
    category: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    updated_at: datetime


class PersonDocument(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is", tag="person"
):
    """A tenant's requester or manager; found by the desk alone."""

    scope: TenantRef
    id: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...] = ()


AnyDocument = TicketDocument | ArticleDocument | PersonDocument


class NotUnderstood(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a query that was searched as words, or left out, and why."""

    text: str
    reason: str


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`me` are (desk, agent) that "assignee:me" means; `now` is what "due<2h" counts from."""

    query: str
    now: datetime
    limit: int = 20
    offset: int = 0
    sort: Sort = ""
    me: frozenset[tuple[str, str]] = frozenset()
    languages: tuple[str, ...] = ()  # of articles, the wanted ones first
    facets: bool = True


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """One found document. Marks are [start, end) in UTF-16 units, as browsers count."""

    document: AnyDocument
    title: str
    language: str = ""
    snippet: str
    score: float
    title_marks: tuple[tuple[int, int], ...] = ()
    snippet_marks: tuple[tuple[int, int], ...] = ()


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Best first. `facets`: how many of all found have which value. `loose`: too few had every word."""

    hits: tuple[SearchHit, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = {}
    not_understood: tuple[NotUnderstood, ...] = ()
    loose: bool = False


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """A text to find others for. `unfinished`: its last word is still being typed. `kind` narrows."""

    title: str = ""
    text: str = ""
    kind: Kind = "ticket"
    unfinished: bool = False
    limit: int = 10
    now: datetime
    exclude: frozenset[TicketRef] = frozenset()
    since: datetime | None = None  # tickets made since
    languages: tuple[str, ...] = ()  # asked for; then comes the text's own
    otherwise: tuple[str, ...] = ()


class SimilarHit(msgspec.Struct, frozen=True, kw_only=True):
    """A document like the text, and why: words both have, closeness in meaning (-1 to 1; None: not known)."""

    document: AnyDocument
    score: float
    words: tuple[str, ...] = ()
    closeness: float | None = None
    language: str = ""
    passage: str = ""  # of an article: the sentence that answers


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """How a text that no index holds is like the asked one."""

    words: tuple[str, ...] = ()
    closeness: float | None = None


class LabelGuess(msgspec.Struct, frozen=True, kw_only=True):
    """A value for a field, how sure we are (0 to 1), and the tickets it is based on, nearest first."""

    value: str
    confidence: float
    based_on: tuple[tuple[str, str], ...] = ()  # key, subject


class SearchIndex(Protocol):
    """Full-text search, one index per desk."""

    def search(self, scope: SearchScope, asked: SearchRequest) -> SearchAnswer:
        """A broken query is searched as plain words; never raises for what people type."""
        ...

    def count(
        self, scope: SearchScope, asked: Sequence[SearchRequest]
    ) -> tuple[tuple[int, tuple[NotUnderstood, ...]], ...]:
        """How many documents have every word of each query, without looking at them."""
        ...

    def similar(self, scope: SearchScope, asked: Likeness) -> tuple[SimilarHit, ...]:
        """What is like a text, best first, by words and, where vectors are at hand, by meaning."""
        ...

    def compare(self, asked: Likeness, texts: Sequence[tuple[str, str]]) -> tuple[Match | None, ...]:
        """The same for (title, text) pairs of no index; None for those that are not like it."""
        ...

    def guesses(
        self, scope: SearchScope, asked: Likeness, fields: Sequence[str]
    ) -> dict[str, tuple[LabelGuess, ...]]:
        """For each field the likeliest values, judged by the tickets most like the text."""
        ...

    @property
    def by_meaning(self) -> bool:
        """Whether meaning is at hand; else words alone decide."""
        ...

    def update(self, desk: str, documents: Sequence[AnyDocument], gone: Sequence[TicketRef] = ()) -> None:
        """Add or replace documents of one desk and drop `gone`, in one commit. Older versions never win."""
        ...
