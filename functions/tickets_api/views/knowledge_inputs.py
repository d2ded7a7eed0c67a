"""What people send about knowledge. Each bound is also in the OpenAPI document."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from helpdesk.domain.knowledge.articles import ArticleKind, ArticleState, ErrorState, KnownError, Translation
from helpdesk.domain.knowledge.bulletins import BulletinText, Severity
from helpdesk.domain.knowledge.spaces import MOST_CHOSEN, Audience, AudienceKind
from helpdesk.domain.knowledge.tree_checks import MOST_NODES
from helpdesk.domain.knowledge.trees import Node, TreeState
from helpdesk.usecases.knowledge import writing
from helpdesk.usecases.knowledge.bulletins import Announcement
from helpdesk.usecases.knowledge.pictures import MOST as MOST_PICTURES
from helpdesk.usecases.knowledge.pictures import PictureInput
from helpdesk.web.texts import Id, Line, TicketKey, one_line

Language = Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", examples=["nl"])]
Word = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Comment = Annotated[str, Meta(max_length=500)]
Markdown = Annotated[str, Meta(max_length=60_000)]
Remark = Annotated[str, Meta(max_length=1000)]
Session = Annotated[str, Meta(min_length=16, max_length=64, pattern="^[A-Za-z0-9_-]+$")]


class ReadQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`language`: what the reader wants to read; else that of their organisation, of the desk, or any."""

    language: Language | None = None


class ArticleQuery(ReadQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`draft`: the version that is worked on (for the desk)."""

    draft: bool = False


class BulletinQuery(ReadQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`all`: what is over, too (for the desk)."""

    all: bool = False


class CompareQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`against`: the number of the version to compare with."""

    against: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class ReportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days (UTC), both included; at most 92 of them."""

    first: date
    last: date


class AudienceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may read. With “chosen”: people of one of `tenants` and of one of `groups`; empty: of any."""

    kind: AudienceKind
    tenants: Annotated[tuple[Id, ...], Meta(max_length=MOST_CHOSEN)] = ()
    groups: Annotated[tuple[Id, ...], Meta(max_length=MOST_CHOSEN)] = ()

    def audience(self) -> Audience:
        return Audience(kind=self.kind, tenants=self.tenants, groups=self.groups)


class SpaceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A space. `icon`: the name of a Lucide icon. `reviewer`: the agent who looks at what is handed over.

    `languages`: those its articles should be in.
    """

    names: dict[str, Word]
    audience: AudienceInput
    order: Annotated[int, Meta(ge=0, le=1000)] = 0
    icon: Annotated[str, Meta(min_length=1, max_length=31, pattern="^[a-z0-9-]+$")] = "book"
    archived: bool = False
    reviewer: Id | None = None
    languages: Annotated[tuple[Language, ...], Meta(max_length=20)] = ()


class TranslationInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The article in one language. `body` and `workaround` (of known errors) are Markdown."""

    title: Line
    summary: Annotated[str, Meta(max_length=500)] = ""
    body: Markdown = ""
    workaround: Markdown = ""

    def translation(self) -> Translation:
        return Translation(
            title=one_line(self.title), summary=one_line(self.summary), body=self.body,
            workaround=self.workaround,
        )  # fmt: skip


class KnownErrorInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`problem`: the key of the ticket that is to remove the cause."""

    state: ErrorState = ErrorState.OPEN
    problem: TicketKey | None = None


class ArticlePicture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture the article has, or (`upload`) one that was just put there."""

    id: Id
    upload: Id | None = None
    name: Annotated[str, Meta(max_length=200)] = ""


class ContentInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article, whole: what is left out is empty from then on, but for `pictures`."""

    space: Id
    language: Language
    translations: dict[str, TranslationInput]
    kind: ArticleKind = ArticleKind.ARTICLE
    category: Annotated[tuple[Word, ...], Meta(max_length=6)] = ()
    keywords: Annotated[tuple[Word, ...], Meta(max_length=50)] = ()
    reviewer: Id | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    known_error: KnownErrorInput | None = None
    tickets: Annotated[tuple[TicketKey, ...], Meta(max_length=100)] = ()
    pictures: Annotated[tuple[ArticlePicture, ...], Meta(max_length=MOST_PICTURES)] | None = None
    comment: Comment = ""

    def content(self) -> writing.Content:
        error = self.known_error
        return writing.Content(
            space=self.space,
            kind=self.kind,
            language=self.language,
            translations={language: text.translation() for language, text in self.translations.items()},
            category=tuple(map(one_line, self.category)),
            keywords=tuple(dict.fromkeys(map(one_line, self.keywords))),
            reviewer=self.reviewer,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            known_error=KnownError(state=error.state, problem=error.problem) if error else None,
            tickets=tuple(dict.fromkeys(key.upper() for key in self.tickets)),
            pictures=None if self.pictures is None else tuple(map(_picture, self.pictures)),
        )


class NewArticleInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A title, or a solved ticket that the draft is made of (then title and language are the ticket's)."""

    space: Id
    title: Line | None = None
    language: Language = "en"
    kind: ArticleKind = ArticleKind.ARTICLE
    from_ticket: TicketKey | None = None


class ArticleStateInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the article goes; `reviewer`: the agent who is to look at it."""

    state: ArticleState
    reviewer: Id | None = None
    comment: Comment = ""


class RestoreInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number of the version to take up again."""

    restore: Annotated[int, Meta(ge=1, le=100_000)]
    comment: Comment = ""


class TreeInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision tree, whole."""

    space: Id
    names: dict[str, Word]
    start: Id
    nodes: Annotated[tuple[Node, ...], Meta(min_length=1, max_length=MOST_NODES)]
    language: Language = "en"
    state: TreeState = TreeState.DRAFT


class BulletinTextInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In one language; `body` is Markdown."""

    title: Line
    body: Annotated[str, Meta(max_length=5000)] = ""


class BulletinInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bulletin. No `tenants`: for all. No `starts`: now. `incident`: the ticket behind it."""

    texts: dict[str, BulletinTextInput]
    language: Language = "en"
    tenants: Annotated[tuple[Id, ...], Meta(max_length=MOST_CHOSEN)] = ()
    severity: Severity = Severity.INFO
    starts: datetime | None = None
    ends: datetime | None = None
    incident: TicketKey | None = None

    def announcement(self) -> Announcement:
        return Announcement(
            texts={
                language: BulletinText(title=one_line(text.title), body=text.body)
                for language, text in self.texts.items()
            },
            language=self.language,
            tenants=self.tenants,
            severity=self.severity,
            starts=self.starts,
            ends=self.ends,
            incident=self.incident.upper() if self.incident else None,
        )


class VoteInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether it helped. The remark is read by those who write."""

    helpful: bool
    remark: Remark = ""


class SessionVoteInput(VoteInput, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`session`: a random string that the browser keeps, so that each has one vote."""

    session: Session


class EventInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody did: with an article, or where a walk through a tree ended."""

    happened: Literal["opened", "solved", "tree-ended"]
    article: Id | None = None
    tree: Id | None = None
    node: Id | None = None
    language: Language | None = None


class GiveInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The article to give; `language`: another than the requester's."""

    article: Id
    language: Language | None = None


class PictureSize(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large the picture is, in bytes."""

    size: Annotated[int, Meta(ge=1)]


def _picture(given: ArticlePicture) -> PictureInput:
    return PictureInput(id=given.id, upload=given.upload, name=one_line(given.name))
