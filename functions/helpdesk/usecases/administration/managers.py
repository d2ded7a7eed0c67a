"""Managers of an organisation, named when it is set up: they are only added there."""

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person, Role
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration.names import ADDRESS
from helpdesk.usecases.api_deps import ApiDeps


class ManagerWish(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may see all tickets of the tenant."""

    email: str
    name: str = ""


def checked_manager(wish: ManagerWish, place: int) -> ManagerWish:
    """With the address as it is kept. Raises Invalid naming the field."""
    email = wish.email.strip().lower()
    if not ADDRESS.fullmatch(email):
        raise Invalid(field=f"managers[{place}].email", reason=f"“{wish.email[:80]}” is no mail address")
    return replace(wish, email=email)


def appoint(deps: ApiDeps, scope: TenantRef, manager: ManagerWish) -> None:
    """Make them one of its managers, if they are not; who is not known is made. Raises VersionConflict."""
    email = manager.email
    known = next((m for m in deps.directory.memberships(email) if m.scope == scope), None)
    person = deps.admin.rows.person(scope, known.person.id) if known else None
    if person is None:
        made = Person(scope=scope, id=deps.new_id(), name=manager.name.strip(), emails=(email,))
        deps.editor.put_person(replace(made, role=Role.MANAGER), expected=version_of(None))
    elif person.role is not Role.MANAGER:
        deps.editor.put_person(replace(person, role=Role.MANAGER), expected=version_of(person))
