"""What is shown of decision trees, bulletins, votes, and articles that are given."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText, Severity
from helpdesk.domain.knowledge.languages import choose, pick
from helpdesk.domain.knowledge.trees import AnswerEnd, Node, TicketEnd, Tree, TreeState
from helpdesk.domain.people import PersonRef
from helpdesk.usecases.knowledge.rendering import to_html


class TreeLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A decision tree in a list."""

    id: str
    space: str
    name: str
    state: TreeState
    version: int


class TreeList(msgspec.Struct, frozen=True, kw_only=True):
    """The decision trees one may walk."""

    items: tuple[TreeLabel, ...]


class TreeView(msgspec.Struct, frozen=True, kw_only=True):
    """A decision tree, whole: it is walked by the reader's own device.

    `html` has the answers' texts, by node and language, ready to show.
    """

    id: str
    space: str
    name: str
    names: dict[str, str]
    language: str
    state: TreeState
    start: str
    nodes: tuple[Node, ...]
    html: dict[str, dict[str, str]]
    version: int


class BulletinView(msgspec.Struct, frozen=True, kw_only=True):
    """A bulletin in the reader's language. What is null is for the desk's eyes."""

    id: str
    title: str
    html: str
    language: str
    severity: Severity
    starts: datetime
    ends: datetime | None
    closed_at: datetime | None
    updated_at: datetime
    version: int
    texts: dict[str, BulletinText] | None
    original: str | None
    tenants: tuple[str, ...] | None
    incident: str | None
    by: PersonRef | None


class BulletinList(msgspec.Struct, frozen=True, kw_only=True):
    """Bulletins by when they start."""

    items: tuple[BulletinView, ...]


class RemarkView(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader said about an article; nobody knows who."""

    helpful: bool
    remark: str
    at: datetime


class VotesView(msgspec.Struct, frozen=True, kw_only=True):
    """How many an article helped, and what they said, newest first."""

    yes: int
    no: int
    remarks: tuple[RemarkView, ...]


class VoteView(msgspec.Struct, frozen=True, kw_only=True):
    """One's own vote."""

    helpful: bool


def tree_label(tree: Tree, languages: tuple[str, ...]) -> TreeLabel:
    name = pick(tree.names, (*languages, tree.language))
    return TreeLabel(id=tree.id, space=tree.space, name=name, state=tree.state, version=tree.version)


def tree_view(tree: Tree, languages: tuple[str, ...] = (), *, to_desk: bool = True) -> TreeView:
    return TreeView(
        id=tree.id,
        space=tree.space,
        name=pick(tree.names, (*languages, tree.language)),
        names=tree.names,
        language=tree.language,
        state=tree.state,
        start=tree.start,
        nodes=tree.nodes if to_desk else tuple(map(_without_team, tree.nodes)),
        html={
            node.id: {language: to_html(text) for language, text in node.texts.items()}
            for node in tree.nodes
            if isinstance(node, AnswerEnd)
        },
        version=tree.version,
    )


def _without_team(node: Node) -> Node:
    """How the desk is divided is for its own eyes, as on a ticket."""
    return replace(node, team=None) if isinstance(node, TicketEnd) else node


def bulletin_view(bulletin: Bulletin, languages: tuple[str, ...], *, to_desk: bool) -> BulletinView:
    language = choose(bulletin.texts, (*languages, bulletin.language))
    text = bulletin.texts[language]
    return BulletinView(
        id=bulletin.id,
        title=text.title,
        html=to_html(text.body),
        language=language,
        severity=bulletin.severity,
        starts=bulletin.starts,
        ends=bulletin.ends,
        closed_at=bulletin.closed_at,
        updated_at=bulletin.updated_at,
        version=bulletin.version,
        texts=bulletin.texts if to_desk else None,
        original=bulletin.language if to_desk else None,
        tenants=bulletin.tenants if to_desk else None,
        incident=bulletin.incident if to_desk else None,
        by=bulletin.by if to_desk else None,
    )
