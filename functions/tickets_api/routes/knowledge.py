"""Reading knowledge: spaces, articles and trees; signed in, and (public spaces) by anybody."""

import hashlib

from helpdesk.domain.errors import TooMany
from helpdesk.domain.knowledge.feedback import Happening
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge import events, reading, trees
from helpdesk.usecases.knowledge.access import Reader, reader_of
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.sources import source_of
from helpdesk.web.texts import Id
from tickets_api.views.knowledge import (
    ArticleView,
    CardList,
    SpaceList,
    article_view,
    card_view,
    space_view,
)
from tickets_api.views.knowledge_inputs import (
    ArticleQuery,
    EventInput,
    ReadQuery,
    SessionVoteInput,
    VoteInput,
)
from tickets_api.views.knowledge_others import TreeList, TreeView, VoteView, tree_label, tree_view

blueprint = Blueprint(__name__)


@blueprint.get("/api/v1/desks/{desk}/spaces")
def list_spaces(call: Call[ApiDeps], desk: Id, query: ReadQuery) -> SpaceList:
    """List the spaces of knowledge that one may enter."""
    return _spaces(reader_of(call.deps, call.principal, desk, query.language))


@blueprint.get("/api/v1/desks/{desk}/spaces/{space}/articles")
def list_articles(call: Call[ApiDeps], desk: Id, space: Id, query: ReadQuery) -> CardList:
    """List the articles of a space; the desk sees drafts, too."""
    return _cards(call, reader_of(call.deps, call.principal, desk, query.language), space)


@blueprint.get("/api/v1/desks/{desk}/articles/{article}")
def show_article(call: Call[ApiDeps], desk: Id, article: Id, query: ArticleQuery) -> ArticleView:
    """Read an article, as it was published last."""
    reader = reader_of(call.deps, call.principal, desk, query.language)
    return _article(call, reader, article, draft=query.draft)


@blueprint.put("/api/v1/desks/{desk}/articles/{article}/vote", errors=(TooMany,))
def vote(call: Call[ApiDeps], desk: Id, article: Id, body: VoteInput) -> VoteView:
    """Say whether an article helped. One may think again: one's last word counts."""
    reader = reader_of(call.deps, call.principal, desk)
    email = call.principal.email
    events.vote(call.deps, reader, article, email, helpful=body.helpful, remark=body.remark.strip())
    return VoteView(helpful=body.helpful)


@blueprint.get("/api/v1/desks/{desk}/trees")
def list_trees(call: Call[ApiDeps], desk: Id, query: ReadQuery) -> TreeList:
    """List the decision trees that one may walk."""
    reader = reader_of(call.deps, call.principal, desk, query.language)
    return TreeList(items=tuple(tree_label(t, reader.languages) for t in trees.listed(call.deps, reader)))


@blueprint.get("/api/v1/desks/{desk}/trees/{tree}")
def show_tree(call: Call[ApiDeps], desk: Id, tree: Id, query: ReadQuery) -> TreeView:
    """Get a decision tree, to walk it."""
    reader = reader_of(call.deps, call.principal, desk, query.language)
    return _tree(call, reader, tree)


@blueprint.post("/api/v1/desks/{desk}/knowledge-events", status=204, errors=(TooMany,))
def tell_event(call: Call[ApiDeps], desk: Id, body: EventInput) -> None:
    """Count that an article was opened, that it spared a ticket, or where a walk ended. Nobody is named."""
    reader = reader_of(call.deps, call.principal, desk)
    events.happened(
        call.deps, reader, call.principal.email, Happening(body.happened),
        article=body.article, tree=body.tree, node=body.node, language=body.language or "",
    )  # fmt: skip


@blueprint.get("/api/v1/public/{desk}/spaces", public=True)
def list_public_spaces(call: Call[ApiDeps], desk: Id, query: ReadQuery) -> SpaceList:
    """List the spaces that anybody may enter."""
    return _spaces(reader_of(call.deps, None, desk, query.language))


@blueprint.get("/api/v1/public/{desk}/spaces/{space}/articles", public=True)
def list_public_articles(call: Call[ApiDeps], desk: Id, space: Id, query: ReadQuery) -> CardList:
    """List the articles of a public space."""
    return _cards(call, reader_of(call.deps, None, desk, query.language), space)


@blueprint.get("/api/v1/public/{desk}/articles/{article}", public=True)
def show_public_article(call: Call[ApiDeps], desk: Id, article: Id, query: ReadQuery) -> ArticleView:
    """Read an article of a public space."""
    return _article(call, reader_of(call.deps, None, desk, query.language), article)


@blueprint.get("/api/v1/public/{desk}/trees/{tree}", public=True)
def show_public_tree(call: Call[ApiDeps], desk: Id, tree: Id, query: ReadQuery) -> TreeView:
    """Get a decision tree of a public space, to walk it."""
    reader = reader_of(call.deps, None, desk, query.language)
    return _tree(call, reader, tree)


@blueprint.post("/api/v1/public/{desk}/articles/{article}/votes", public=True, status=204, errors=(TooMany,))
def vote_in_public(call: Call[ApiDeps], desk: Id, article: Id, body: SessionVoteInput) -> None:
    """Say whether an article of a public space helped."""
    reader = reader_of(call.deps, None, desk)
    # Who calls the gateway itself can say any address: so its own is counted too, of which a CDN has few.
    source = source_of(call.headers, call.address)
    events.hold_back(call.deps, f"edge {_hash(call.address)}", most=events.MOST_AN_EDGE)
    events.hold_back(call.deps, f"address {_hash(source)}")
    events.vote(call.deps, reader, article, body.session, helpful=body.helpful, remark=body.remark.strip())


def _tree(call: Call[ApiDeps], reader: Reader, tree: str) -> TreeView:
    return tree_view(trees.tree(call.deps, reader, tree), reader.languages, to_desk=reader.works_here)


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _spaces(reader: Reader) -> SpaceList:
    return SpaceList(items=tuple(space_view(space, reader) for space in reader.spaces))


def _cards(call: Call[ApiDeps], reader: Reader, space: str) -> CardList:
    now = call.deps.now()
    found = reading.cards(call.deps, reader, space)
    shown = (card_view(card, reader, now) for card in found)
    return CardList(items=tuple(sorted(shown, key=lambda card: (card.category, card.title.casefold()))))


def _article(call: Call[ApiDeps], reader: Reader, article: str, *, draft: bool = False) -> ArticleView:
    found = reading.article(call.deps, reader, article, draft=draft)
    return article_view(found, reader, reading.picture_links(call.deps, found), call.deps.now())
