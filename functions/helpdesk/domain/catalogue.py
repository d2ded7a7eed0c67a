"""What tickets are about: a desk's tree of categories, and the services it offers.

Tickets carry ids, which never change; names, parents and order may. So a category that is renamed or moved
keeps its tickets, and one that is taken out of the tree is kept, retired, for those that have it.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id
from helpdesk.domain.offering.forms import FormField, check_form

MOST: Final = 500
"""Categories, or services, that a desk can choose from; and as many that are retired."""

DEEPEST: Final = 6

T = TypeVar("T")


class Category(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place in the tree. `names`: in further languages. Retired ones cannot be chosen any more.

    `icon`: by which people find it when they report something.
    """

    id: str
    name: str
    parent: str | None = None
    names: dict[str, str] = {}
    retired: bool = False
    icon: str = ""


class Service(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the desk offers; to these tenants, or (none named) to all.

    `orderable`: requesters choose it themselves, by `icon`, and answer `fields`. `helps`: the description in
    further languages.
    """

    id: str
    name: str
    description: str = ""
    names: dict[str, str] = {}
    tenants: tuple[str, ...] = ()
    retired: bool = False
    orderable: bool = False
    icon: str = ""
    helps: dict[str, str] = {}
    fields: tuple[FormField, ...] = ()

    def is_for(self, tenant: str) -> bool:
        """Whether a ticket of this tenant can be about it."""
        return not self.retired and (not self.tenants or tenant in self.tenants)


def lineage(categories: Mapping[str, Category], category: str) -> tuple[Category, ...]:
    """From the root down to `category`; empty when it is not known."""
    found: list[Category] = []
    step = categories.get(category)
    while step is not None and step not in found:
        found.append(step)
        step = categories.get(step.parent) if step.parent else None
    return tuple(reversed(found))


def path_of(categories: Mapping[str, Category], category: str | None) -> str | None:
    """`vpn` -> `network/vpn`, as rules look at it; what is no category of the tree stays as it is."""
    known = lineage(categories, category) if category else ()
    return "/".join(each.id for each in known) if known else category


def category_meant(
    categories: Mapping[str, Category], wanted: str | None, present: str | None = None
) -> str | None:
    """The id of the category meant by an id or a path; while a desk has no tree, whatever was said.

    A retired one stays where it is `present`. Raises Invalid.
    """
    if wanted is None or not categories:
        return wanted
    category = categories.get(wanted.rpartition("/")[2])
    if category is None or (category.retired and category.id != present):
        raise Invalid(field="category", reason=f"“{wanted[:100]}” is no category of this desk")
    return category.id


def check_tree(wanted: Sequence[Category], known: Mapping[str, Category]) -> tuple[Category, ...]:
    """The tree to store: `wanted` in its order, then what it leaves out of `known`, retired.

    Raises Invalid naming the place.
    """
    _check_all(wanted, "categories")
    by_id = {category.id: category for category in wanted}
    for place, category in enumerate(wanted):
        if category.parent is not None and category.parent not in by_id:
            raise Invalid(
                field=f"categories[{place}].parent", reason=f"there is no category “{category.parent[:40]}”"
            )
        _check_depth(category, by_id, f"categories[{place}].parent")
    siblings: set[tuple[str | None, str]] = set()
    for place, category in enumerate(wanted):
        named = (category.parent, category.name.casefold())
        if named in siblings:
            raise Invalid(
                field=f"categories[{place}].name",
                reason=f"“{category.name}” is there twice beside each other",
            )
        siblings.add(named)
    gone = (each for each in known.values() if each.id not in by_id)
    retired = tuple(replace(each, parent=None, retired=True) for each in gone)
    return (*(replace(each, retired=False) for each in wanted), *_few(retired))


def check_services(
    wanted: Sequence[Service], known: Mapping[str, Service], tenants: frozenset[str]
) -> tuple[Service, ...]:
    """The same for services. Raises Invalid naming the place."""
    _check_all(wanted, "services")
    names: set[str] = set()
    for place, service in enumerate(wanted):
        check_form(service.fields, f"services[{place}].fields")
        if service.name.casefold() in names:
            raise Invalid(field=f"services[{place}].name", reason=f"“{service.name}” is there twice")
        names.add(service.name.casefold())
        for tenant in service.tenants:
            if tenant not in tenants:
                raise Invalid(
                    field=f"services[{place}].tenants", reason=f"there is no organisation “{tenant[:40]}”"
                )
    ids = {service.id for service in wanted}
    retired = tuple(replace(each, retired=True) for each in known.values() if each.id not in ids)
    return (*(replace(each, retired=False) for each in wanted), *_few(retired))


def _few(retired: tuple[T, ...]) -> tuple[T, ...]:
    if len(retired) > MOST:
        raise Invalid(field="", reason=f"more than {MOST} are retired: bring old ones back by renaming them")
    return retired


def _check_all(wanted: Sequence[Category | Service], field: str) -> None:
    if len(wanted) > MOST:
        raise Invalid(field=field, reason=f"a desk has at most {MOST}")
    seen: set[str] = set()
    for place, each in enumerate(wanted):
        check_id(each.id, f"{field}[{place}].id")
        if each.id in seen:
            raise Invalid(field=f"{field}[{place}].id", reason=f"“{each.id}” is there twice")
        if not each.name.strip():
            raise Invalid(field=f"{field}[{place}].name", reason="is empty")
        seen.add(each.id)


def _check_depth(category: Category, by_id: Mapping[str, Category], field: str) -> None:
    depth, step = 1, category
    while step.parent is not None:
        depth += 1
        if depth > DEEPEST:
            circle = len(lineage(by_id, category.id)) < depth
            reason = "goes round in a circle" if circle else f"is more than {DEEPEST} deep"
            raise Invalid(field=field, reason=reason)
        step = by_id[step.parent] if step.parent in by_id else replace(step, parent=None)
