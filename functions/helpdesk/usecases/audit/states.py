"""What a request may change, as it stands now: the desk's configuration, and what is kept beside it."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, is_id
from helpdesk.domain.people import Person
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.usecases.api_deps import ApiDeps

# The subject and what was asked name them; ids of people stay out of texts that erasing has to go through.
_NAMED_ELSEWHERE: Final = frozenset({"scope", "id", "merged", "merged_into"})

State = Mapping[str, object]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Whose state: what stands in the request's path, and what it says. `desk` "": of none."""

    desk: str
    permission: str
    subject: Mapping[str, str]
    body: object


def state_of(deps: ApiDeps, place: Place) -> State:
    """By name, ready to be compared with itself a moment later."""
    if not place.desk:
        return {}
    beside = _BESIDE.get(place.permission)
    return _config(deps, place.desk) | (beside(deps, place) if beside else {})


def _config(deps: ApiDeps, desk: str) -> dict[str, object]:
    try:
        return msgspec.structs.asdict(deps.directory.fresh(desk))
    except NotFound:
        return {}


def _person(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"person": _facts(deps, place, place.subject.get("person"))}


def _merge(deps: ApiDeps, place: Place) -> dict[str, object]:
    gone = getattr(place.body, "gone", None) or place.subject.get("person")  # merged, or made two again
    record = deps.admin.rows.merge_of(_scope(place), gone) if isinstance(gone, str) and is_id(gone) else None
    kept = getattr(place.body, "kept", None) or (record.kept.id if record else None)
    moved = _moved(record) if record else None
    return {"gone": _facts(deps, place, gone), "kept": _facts(deps, place, kept), "merge": moved}


def _moved(record: PersonMerge) -> dict[str, object]:
    facts: dict[str, object] = {"tickets": record.tickets, "done": record.done}
    return facts | ({"returned": record.returned, "apart": record.apart} if record.undone_at else {})


def _groups(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"groups": {group.id: group for group in deps.admin.rows.groups(_scope(place))}}


def _doors(deps: ApiDeps, place: Place) -> dict[str, object]:
    providers = deps.sso.providers.of_desk(place.desk)
    return {"door": deps.own.policies.fresh_policy(place.desk), "sso": {one.id: one for one in providers}}


def _webhooks(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"webhooks": {hook.id: hook for hook in deps.webhooks.hooks.of_desk(place.desk)}}


def _keys(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"keys": {key.id: key for key in deps.api_keys.of_desk(place.desk)}}


def _texts(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"texts": {text.id: text for text in deps.desk_work.texts.of_desk(place.desk)}}


def _views(deps: ApiDeps, place: Place) -> dict[str, object]:
    return {"views": {view.id: view for view in deps.searching.views.views(place.desk)}}


def _knowledge(deps: ApiDeps, place: Place) -> dict[str, object]:
    store = deps.knowledge.store
    spaces, trees = store.spaces(place.desk), store.trees(place.desk)
    return {"spaces": {space.id: space for space in spaces}, "trees": {tree.id: tree for tree in trees}}


_BESIDE: Final[Mapping[str, Callable[[ApiDeps, Place], dict[str, object]]]] = {
    "person.edit": _person,
    "person.merge": _merge,
    "group.edit": _groups,
    "sso.edit": _doors,
    "webhook.edit": _webhooks,
    "key.edit": _keys,
    "text.edit": _texts,
    "view.edit": _views,
    "knowledge.setup": _knowledge,
}


def _facts(deps: ApiDeps, place: Place, person: object) -> dict[str, object] | None:
    if not isinstance(person, str) or not is_id(person):
        return None
    found = deps.admin.rows.person(_scope(place), person)
    return None if found is None else _plain(found)


def _plain(person: Person) -> dict[str, object]:
    facts = msgspec.structs.asdict(person).items()
    return {name: value for name, value in facts if name not in _NAMED_ELSEWHERE}


def _scope(place: Place) -> TenantRef:
    return TenantRef(place.desk, place.subject["tenant"])
