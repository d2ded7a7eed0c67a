"""Decision trees: questions with choices that lead to an article, an answer or a prefilled ticket."""

import enum

import msgspec

from helpdesk.domain.tickets import Priority


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One way on from a question: what it says by language, and the node it leads to."""

    labels: dict[str, str]
    to: str


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="question", tag_field="is"):
    """Something to ask. Yes and no are two choices like any others."""

    id: str
    texts: dict[str, str]
    choices: tuple[Choice, ...]


class ArticleEnd(msgspec.Struct, frozen=True, kw_only=True, tag="article", tag_field="is"):
    """It ends with an article of the desk."""

    id: str
    article: str


class AnswerEnd(msgspec.Struct, frozen=True, kw_only=True, tag="answer", tag_field="is"):
    """It ends with a text (Markdown) by language."""

    id: str
    texts: dict[str, str]


class TicketEnd(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="ticket", tag_field="is"):
    """It ends with a ticket that is filled in already; what is None stays open."""

    id: str
    subjects: dict[str, str]
    texts: dict[str, str] = {}
    category: str | None = None
    priority: Priority | None = None
    team: str | None = None


Node = Question | ArticleEnd | AnswerEnd | TicketEnd
End = ArticleEnd | AnswerEnd | TicketEnd


class TreeState(enum.StrEnum):
    """Only what is published can be walked by its audience."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Tree(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A decision tree of a space, and so for its audience. `version` counts its writes."""

    desk: str
    id: str
    space: str
    names: dict[str, str]
    language: str = "en"
    state: TreeState = TreeState.DRAFT
    start: str
    nodes: tuple[Node, ...]
    version: int = 0


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """Where one stands: the node, and the choices (their positions) that led there."""

    node: Node
    path: tuple[int, ...]
