"""A desk's tree of categories."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.catalogue import Category
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import catalogue
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.storing import stored
from tickets_api.views.administration import CategoryTree, CategoryView

blueprint = Blueprint(__name__)

Names = Annotated[dict[str, Annotated[str, Meta(max_length=100)]], Meta(max_length=20)]
Icon = Annotated[str, Meta(max_length=30, pattern="^[a-z0-9-]*$", examples=["laptop"])]


class CategoryInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An id is for ever; name and parent may change. `names` in further languages."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]
    parent: Id | None = None
    names: Names = {}
    icon: Icon = ""


class CategoriesInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole tree, in order. What it leaves out is retired: tickets keep it, nobody can choose it."""

    items: Annotated[tuple[CategoryInput, ...], Meta(max_length=500)]


@blueprint.get("/api/v1/desks/{desk}/categories")
def list_categories(call: Call[ApiDeps], desk: Id) -> Answer[CategoryTree]:
    """The desk's tree of categories."""
    return _answer(catalogue.categories(call.deps, call.principal, desk))


@blueprint.put("/api/v1/desks/{desk}/categories", errors=(Forbidden,), conflict=CategoryTree)
def put_categories(call: Call[ApiDeps], desk: Id, body: CategoriesInput) -> Answer[CategoryTree]:
    """Set the tree (admins). Tickets stay with their category wherever it moves."""
    wanted = tuple(
        Category(
            id=each.id, name=one_line(each.name), parent=each.parent, icon=each.icon,
            names={lang: one_line(name) for lang, name in each.names.items() if name.strip()},
        )
        for each in body.items
    )  # fmt: skip
    tree = stored(
        lambda: catalogue.put_categories(call.deps, call.principal, desk, wanted, expected=call.if_match),
        lambda: _answer(tuple(call.deps.directory.fresh(desk).categories.values())).body,
    )
    return _answer(tree)


def _answer(tree: tuple[Category, ...]) -> Answer[CategoryTree]:
    items = tuple(msgspec.convert(each, CategoryView, from_attributes=True) for each in tree)
    return Answer(body=CategoryTree(items=items), version=version_of(tree))
