"""Ready-made texts: everybody of the desk uses them, its leads write them."""

from helpdesk.domain.desk_work.texts import MOST_TEXTS, ReadyText, check_text
from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.domain.ids import is_id
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of


def ready_texts(deps: ApiDeps, principal: Principal, desk: str) -> tuple[ReadyText, ...]:
    """The desk's texts by name. Raises NotFound."""
    member_of(principal, desk)
    found = deps.desk_work.texts.of_desk(desk)
    return tuple(sorted(found, key=lambda text: (text.name.casefold(), text.id)))


def put_text(deps: ApiDeps, principal: Principal, desk: str, text: ReadyText) -> ReadyText:
    """Write one, or change it. Raises NotFound, Forbidden, Invalid, Conflict when there are too many."""
    member_of(principal, desk, Role.LEAD)
    checked = check_text(text)
    known = deps.desk_work.texts.of_desk(desk)
    if len(known) >= MOST_TEXTS and all(each.id != text.id for each in known):
        raise Conflict(f"a desk has at most {MOST_TEXTS} texts: delete one first")
    deps.desk_work.texts.put(desk, checked)
    return checked


def delete_text(deps: ApiDeps, principal: Principal, desk: str, text: str) -> None:
    """Remove one; doing it twice is doing it once. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.LEAD)
    if not is_id(text):
        raise NotFound("There is no such text.")
    deps.desk_work.texts.delete(desk, text)
