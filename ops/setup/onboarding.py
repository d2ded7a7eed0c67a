"""Making desks, tenants and operators with rights on the table itself: for who runs the deployment."""

import secrets

import msgspec
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, Desk, Tenant
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef, check_id, check_tenant_id
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.versions import version_of
from helpdesk.ports import Administration, Directory, DirectoryEditor
from helpdesk.ports.privacy import PrivacyJobs
from helpdesk.usecases.administration.desks import as_admin
from helpdesk.usecases.administration.tenants import TenantWish, furnished
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.privacy.asking import check_never_deleted


class Onboarded(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant as it is now. `made`: it was not there before."""

    tenant: Tenant
    made: bool


def onboard(
    directory: Directory, editor: DirectoryEditor, jobs: PrivacyJobs, scope: TenantRef, wish: TenantWish
) -> Onboarded:
    """Make or change a tenant; the same again changes nothing. Raises Invalid, NotFound, Conflict."""
    check_tenant_id(scope.tenant, "tenant")
    if scope.tenant not in directory.fresh(scope.desk).tenants:
        check_never_deleted(jobs, scope)
    return retrying(lambda: _onboard(directory, editor, scope, wish))


def _onboard(directory: Directory, editor: DirectoryEditor, scope: TenantRef, wish: TenantWish) -> Onboarded:
    config = directory.fresh(scope.desk)
    before = config.tenants.get(scope.tenant)
    wanted = furnished(config, scope, wish, new_key=lambda: secrets.token_hex(32))
    if wanted != before:
        editor.put_tenant(wanted, expected=version_of(before))
    return Onboarded(tenant=wanted, made=before is None)


def make_desk(
    directory: Directory, editor: DirectoryEditor, jobs: PrivacyJobs, desk: Desk, admin: PersonRef | None
) -> bool:
    """Make a desk with a first admin, or rename it; whether it was made. Raises Invalid, Conflict."""
    check_id(desk.id, "desk")
    try:
        directory.fresh(desk.id)
    except NotFound:
        if admin is None:
            raise Invalid(field="admin", reason="say who is to be the desk's first admin") from None
        check_never_deleted(jobs, TenantRef(desk.id, ""))
        editor.put_desk(desk, expected=version_of(None))
        editor.put_agent(desk.id, Agent(person=admin, role=Role.ADMIN))
        return True
    retrying(lambda: _rename(directory, editor, desk, admin))
    return False


def _rename(directory: Directory, editor: DirectoryEditor, desk: Desk, admin: PersonRef | None) -> None:
    before = directory.fresh(desk.id)
    added = as_admin(before, admin) if admin else None
    # Written even when nothing changed: that lists desks made before there was a list.
    renamed = replace(before.desk, name=desk.name, language=desk.language)
    editor.put_desk(renamed, expected=version_of(before.desk))
    if added:
        editor.put_agent(desk.id, added, expected=version_of(before.agents.get(added.person.id)))


def add_operator(rows: Administration, email: str, name: str) -> PersonRef:
    """Let an address run the deployment. Raises Invalid."""
    address = email.strip().lower()
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
        raise Invalid(field="email", reason=f"“{email[:80]}” is no mail address")
    person = PersonRef(id="operator", name=name.strip() or address, email=address)
    rows.put_operator(person)
    return person
