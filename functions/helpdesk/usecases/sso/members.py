"""Who somebody is here that a provider spoke for: a known person, or what newcomers become."""

import msgspec

from helpdesk.domain.desks import Agent
from helpdesk.domain.errors import NotFound, PersonExists, Unauthorized
from helpdesk.domain.people import DESK_ROLES, Person, PersonRef, Role
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports import Directory, DirectoryEditor, NewId
from helpdesk.ports.signing_in import SignInEvents
from helpdesk.usecases.sso.deps import Visitor, tell


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to find or make somebody's membership."""

    directory: Directory
    editor: DirectoryEditor
    events: SignInEvents
    new_id: NewId


def admit_member(deps: Admission, provider: Provider, identity: Identity, visitor: Visitor) -> None:
    """Make sure that they have a membership where the provider counts. Raises Unauthorized."""
    _check_place(deps, provider)
    if any(provider.reaches(member) for member in deps.directory.memberships(identity.email)):
        return
    if provider.newcomers is None:
        raise Unauthorized("nobody here has this address, and newcomers are not let in")
    if provider.newcomers in DESK_ROLES:
        _hire(deps, provider, identity, provider.newcomers)
    else:
        _welcome(deps, provider, identity, provider.newcomers)
    kind, tenant = SignInEventKind.SSO_NEWCOMER, provider.tenant
    why = f"became {provider.newcomers}"
    tell(deps.events, kind, visitor, who=identity.email, desk=provider.desk, tenant=tenant, why=why)


def _check_place(deps: Admission, provider: Provider) -> None:
    try:
        config = deps.directory.desk(provider.desk)
    except NotFound as error:
        raise Unauthorized("the provider's desk is gone") from error
    tenant = config.tenants.get(provider.tenant) if provider.tenant else None
    if provider.tenant and (tenant is None or tenant.suspended):
        raise Unauthorized("the provider's tenant is gone or suspended")


def _hire(deps: Admission, provider: Provider, identity: Identity, role: Role) -> None:
    person = PersonRef(id=deps.new_id(), name=_name(identity), email=identity.email)
    deps.editor.put_agent(provider.desk, Agent(person=person, role=role))


def _welcome(deps: Admission, provider: Provider, identity: Identity, role: Role) -> None:
    scope = provider.scope
    assert scope is not None  # noqa: S101 - check_newcomers: only tenants have requesters
    person = Person(scope=scope, id=deps.new_id(), name=_name(identity), emails=(identity.email,), role=role)
    try:
        deps.editor.put_person(person)
    except PersonExists:
        return  # somebody was faster: then they are known


def _name(identity: Identity) -> str:
    return identity.name or identity.email
