"""A desk's tree of categories and its services, each written as a whole, over what was read of it.

What is left out is retired, not forgotten: also what somebody else added since.
"""

from collections.abc import Sequence

import msgspec

from helpdesk.domain.catalogue import Category, Service, check_services, check_tree
from helpdesk.domain.errors import Invalid
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.administration.rights import setup
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying

LARGEST = 300_000
"""Characters of names in all: a row of the table ends at 400 KB."""


def categories(deps: ApiDeps, principal: Principal, desk: str) -> tuple[Category, ...]:
    """In the order of the tree, retired ones last. Raises NotFound."""
    return tuple(setup(deps, principal, desk, Role.AGENT).categories.values())


def services(deps: ApiDeps, principal: Principal, desk: str) -> tuple[Service, ...]:
    """In their order, retired ones last. Raises NotFound."""
    return tuple(setup(deps, principal, desk, Role.AGENT).services.values())


def put_categories(
    deps: ApiDeps, principal: Principal, desk: str, wanted: tuple[Category, ...],
    *, expected: int | None = None,
) -> tuple[Category, ...]:  # fmt: skip
    """Set the tree; what it leaves out is retired. Raises Invalid naming the place, VersionConflict."""

    def attempt() -> tuple[Category, ...]:
        before = setup(deps, principal, desk).categories
        tree = check_tree(wanted, before)
        _check_names(tree, "categories")
        seen = version_of(tuple(before.values())) if expected is None else expected
        deps.admin.rows.put_categories(desk, tree, expected=seen)
        return tree

    tree = retrying(attempt, once=expected is not None)
    deps.directory.fresh(desk)
    return tree


def put_services(
    deps: ApiDeps, principal: Principal, desk: str, wanted: tuple[Service, ...],
    *, expected: int | None = None,
) -> tuple[Service, ...]:  # fmt: skip
    """The same for services."""

    def attempt() -> tuple[Service, ...]:
        config = setup(deps, principal, desk)
        listed = check_services(wanted, config.services, frozenset(config.tenants))
        _check_names(listed, "services")
        seen = version_of(tuple(config.services.values())) if expected is None else expected
        deps.admin.rows.put_services(desk, listed, expected=seen)
        return listed

    listed = retrying(attempt, once=expected is not None)
    deps.directory.fresh(desk)
    return listed


def _languages(each: Category | Service) -> set[str]:
    found = {*each.names}
    if isinstance(each, Service):
        found |= {*each.helps}
        for field in each.fields:
            found |= {*field.labels, *field.helps}
            found |= {language for choice in field.choices for language in choice.labels}
    return found


def _check_names(items: Sequence[Category | Service], field: str) -> None:
    size = 0
    for place, each in enumerate(items):
        for language in _languages(each):
            try:
                check_languages(language, ())
            except Invalid as error:
                raise Invalid(field=f"{field}[{place}].names", reason=error.reason) from error
        size += len(msgspec.json.encode(each)) + 50
    if size > LARGEST:
        raise Invalid(field=field, reason="all names together are too long")
