"""Decision trees: seen by the audience of their space once published, kept by leads and admins."""

from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.knowledge.tree_checks import articles_of, check_tree
from helpdesk.domain.knowledge.trees import Tree, TreeState
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.knowledge.access import Reader


def listed(deps: ApiDeps, reader: Reader) -> tuple[Tree, ...]:
    """Those the reader may walk; for the desk all of them."""
    if not reader.spaces:
        return ()
    return tuple(tree for tree in deps.knowledge.store.trees(reader.desk) if _may_walk(reader, tree))


def tree(deps: ApiDeps, reader: Reader, name: str) -> Tree:
    """Raises NotFound."""
    found = deps.knowledge.store.tree(reader.desk, name) if reader.spaces else None
    if found is None or not _may_walk(reader, found):
        raise NotFound("there is no such decision tree")
    return found


def put(deps: ApiDeps, principal: Principal, wanted: Tree, expected: int | None) -> Tree:
    """Make it, or put it in place of version `expected` (None: of whatever stands there).

    Raises NotFound, Forbidden, Invalid naming the node, VersionConflict.
    """
    member_of(principal, wanted.desk, Role.LEAD)
    store = deps.knowledge.store
    _check_links(deps, check_tree(wanted))
    try:
        stored: Tree | None = store.tree(wanted.desk, wanted.id)
    except NotFound:
        stored = None
    there = stored.version if stored else 0
    if expected is not None and expected != there:
        raise VersionConflict("the tree was changed while you had it open", current=stored)
    return store.put_tree(replace(wanted, version=there))


def _check_links(deps: ApiDeps, wanted: Tree) -> None:
    try:
        deps.knowledge.store.space(wanted.desk, wanted.space)
    except NotFound as error:
        raise Invalid(field="space", reason="there is no such space") from error
    for article, node in articles_of(wanted).items():
        try:
            deps.knowledge.store.article(wanted.desk, article)
        except NotFound as error:
            raise Invalid(field=f"nodes.{node}.article", reason="there is no such article") from error


def _may_walk(reader: Reader, one: Tree) -> bool:
    inside = any(space.id == one.space for space in reader.spaces)
    return inside and (reader.works_here or one.state is TreeState.PUBLISHED)
