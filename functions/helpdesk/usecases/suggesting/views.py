"""Views: searches that agents keep for themselves, or leads for their desk."""

import msgspec

from helpdesk.domain.errors import Conflict, Forbidden, NotFound
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.views import MOST, View
from helpdesk.usecases.api_deps import ApiDeps

_LEADS = frozenset({Role.LEAD, Role.ADMIN})


class ViewInput(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a view."""

    name: str
    query: str
    sort: str = ""
    icon: str = ""
    shared: bool = False
    position: int = 0


def views_of(deps: ApiDeps, principal: Principal, desk: str) -> tuple[View, ...]:
    """The caller's own, and the desk's. Raises NotFound for those who do not work for it."""
    me, _ = _member(principal, desk)
    mine = [one for one in deps.searching.views.views(desk) if one.shared or one.owner == me]
    return tuple(sorted(mine, key=lambda one: (not one.shared, one.position, one.name.casefold(), one.id)))


def add_view(deps: ApiDeps, principal: Principal, desk: str, given: ViewInput) -> View:
    """Raises Forbidden when an agent shares one, Conflict when there are too many."""
    me, leads = _member(principal, desk)
    _may_share(given.shared, leads=leads)
    there = [one for one in deps.searching.views.views(desk) if one.shared is given.shared]
    if len([one for one in there if given.shared or one.owner == me]) >= MOST:
        raise Conflict(f"at most {MOST} views can be kept: delete one first")
    return deps.searching.views.put(
        View(desk=desk, id=deps.new_id(), owner=me, **msgspec.structs.asdict(given))
    )


def change_view(deps: ApiDeps, principal: Principal, desk: str, view: str, given: ViewInput) -> View:
    """Raises NotFound, also for another's; Forbidden as `add_view` does."""
    _, leads = _member(principal, desk)
    known = _own(deps, principal, desk, view)
    _may_share(given.shared or known.shared, leads=leads)
    return deps.searching.views.put(msgspec.structs.replace(known, **msgspec.structs.asdict(given)))


def delete_view(deps: ApiDeps, principal: Principal, desk: str, view: str) -> None:
    """Raises as `change_view` does."""
    _, leads = _member(principal, desk)
    _may_share(_own(deps, principal, desk, view).shared, leads=leads)
    deps.searching.views.delete(desk, view)


def _own(deps: ApiDeps, principal: Principal, desk: str, view: str) -> View:
    found = next((one for one in views_of(deps, principal, desk) if one.id == view), None)
    if found is None:
        raise NotFound("there is no such view")
    return found


def _member(principal: Principal, desk: str) -> tuple[str, bool]:
    member = principal.on_desk(desk) if principal.ticket is None else None
    if member is None:
        raise NotFound("there is no such desk")
    return member.person.id, member.role in _LEADS


def _may_share(shared: bool, *, leads: bool) -> None:
    if shared and not leads:
        raise Forbidden("Only leads and admins change views that the desk shares.")
