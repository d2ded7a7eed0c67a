"""What the desk does with knowledge besides writing: trees, bulletins, giving, and what came of it."""

from helpdesk.domain.errors import Forbidden, VersionConflict
from helpdesk.domain.knowledge.bulletins import Bulletin
from helpdesk.domain.knowledge.trees import Tree
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge import bulletins, events, giving, report, trees
from helpdesk.usecases.knowledge.access import wanted
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, TicketKey, one_line
from tickets_api.views.knowledge_inputs import (
    BulletinInput,
    BulletinQuery,
    GiveInput,
    ReportQuery,
    TreeInput,
)
from tickets_api.views.knowledge_others import (
    BulletinList,
    BulletinView,
    RemarkView,
    TreeView,
    VotesView,
    bulletin_view,
    tree_view,
)

blueprint = Blueprint(__name__)


@blueprint.put("/api/v1/desks/{desk}/trees/{tree}", errors=(Forbidden,), conflict=TreeView)
def put_tree(call: Call[ApiDeps], desk: Id, tree: Id, body: TreeInput) -> Answer[TreeView]:
    """Make a decision tree, or change it (leads and admins). What is wrong is said with the node's id."""
    made = Tree(
        desk=desk,
        id=tree,
        space=body.space,
        names={language: one_line(name) for language, name in body.names.items()},
        language=body.language,
        state=body.state,
        start=body.start,
        nodes=body.nodes,
    )
    try:
        stored = trees.put(call.deps, call.principal, made, call.if_match)
    except VersionConflict as conflict:
        current = conflict.current
        seen = tree_view(current) if isinstance(current, Tree) else None
        raise VersionConflict(conflict.detail, current=seen) from conflict
    return Answer(body=tree_view(stored), version=stored.version)


@blueprint.get("/api/v1/desks/{desk}/bulletins")
def list_bulletins(call: Call[ApiDeps], desk: Id, query: BulletinQuery) -> BulletinList:
    """List what is wrong right now, for oneself; the desk sees what is to come, too."""
    found = bulletins.listed(call.deps, call.principal, desk, everything=query.all)
    return BulletinList(items=tuple(_bulletin(call, one, query.language) for one in found))


@blueprint.post("/api/v1/desks/{desk}/bulletins")
def publish_bulletin(call: Call[ApiDeps], desk: Id, body: BulletinInput) -> Answer[BulletinView]:
    """Tell tenants what is wrong, before they ask."""
    made = bulletins.publish(call.deps, call.principal, desk, body.announcement())
    return Answer(body=_bulletin(call, made), version=made.version)


@blueprint.put("/api/v1/desks/{desk}/bulletins/{bulletin}", conflict=BulletinView)
def change_bulletin(call: Call[ApiDeps], desk: Id, bulletin: Id, body: BulletinInput) -> Answer[BulletinView]:
    """Say it otherwise, to others, or until another time."""
    try:
        made = bulletins.change(
            call.deps, call.principal, desk, bulletin, body.announcement(), expected=call.if_match
        )
    except VersionConflict as conflict:
        raise _seen(call, conflict) from conflict
    return Answer(body=_bulletin(call, made), version=made.version)


@blueprint.put("/api/v1/desks/{desk}/bulletins/{bulletin}/closure", conflict=BulletinView)
def close_bulletin(call: Call[ApiDeps], desk: Id, bulletin: Id) -> Answer[BulletinView]:
    """It is over."""
    try:
        made = bulletins.close(call.deps, call.principal, desk, bulletin, call.if_match)
    except VersionConflict as conflict:
        raise _seen(call, conflict) from conflict
    return Answer(body=_bulletin(call, made), version=made.version)


@blueprint.get("/api/v1/desks/{desk}/articles/{article}/votes")
def show_votes(call: Call[ApiDeps], desk: Id, article: Id) -> VotesView:
    """How many an article helped, and what they said."""
    votes = events.votes(call.deps, call.principal, desk, article)
    remarks = (RemarkView(helpful=one.helpful, remark=one.remark, at=one.at) for one in votes.remarks)
    return VotesView(yes=votes.yes, no=votes.no, remarks=tuple(remarks))


@blueprint.get("/api/v1/desks/{desk}/knowledge-report", errors=(Forbidden,))
def show_report(call: Call[ApiDeps], desk: Id, query: ReportQuery) -> report.Report:
    """What was searched and not found, which articles spared tickets, and what helps (leads and admins)."""
    return report.report(call.deps, call.principal, desk, query.first, query.last)


@blueprint.post("/api/v1/tickets/{key}/articles", errors=(Forbidden,))
def give_article(call: Call[ApiDeps], key: TicketKey, body: GiveInput) -> giving.Given:
    """Get what to write into an answer so that it gives an article; the ticket's timeline remembers it."""
    return giving.give(call.deps, call.principal, key, body.article, body.language)


def _bulletin(call: Call[ApiDeps], one: Bulletin, language: str | None = None) -> BulletinView:
    languages = wanted(call.deps, call.principal, one.desk, language)
    to_desk = call.principal.on_desk(one.desk) is not None
    return bulletin_view(one, languages, to_desk=to_desk)


def _seen(call: Call[ApiDeps], conflict: VersionConflict) -> VersionConflict:
    current = conflict.current
    seen = _bulletin(call, current) if isinstance(current, Bulletin) else None
    return VersionConflict(conflict.detail, current=seen)
