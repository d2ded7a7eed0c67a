"""From a verified address, or a mail's signed link, to who that is here, and what they may do."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from helpdesk.domain import ticket_links
from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import NotFound, Unauthorized
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.domain.ticket_links import LinkClaim
from helpdesk.ports import ApiKeys, Directory, Stores, TokenKeys
from helpdesk.ports.signing_in import DoorPolicies, OwnSignIns, SignInEvents, SsoProviders
from helpdesk.usecases.deps import desk_with


class AuthorizerDeps(msgspec.Struct, frozen=True, kw_only=True):
    """What `authorizer` works with. Tokens are for `client_id` and by `issuer`, or they are not ours.

    `saml_client`: the client for whom the pool's SAML providers speak; "": there are none.
    """

    stores: Stores
    api_keys: ApiKeys
    directory: Directory
    sso: SsoProviders
    records: OwnSignIns
    policies: DoorPolicies
    events: SignInEvents
    keys: TokenKeys
    issuer: str
    client_id: str
    saml_client: str = ""
    now: Callable[[], datetime]


def principal_of(directory: Directory, email: str) -> Principal:
    """Whoever has this address. Raises Unauthorized when it belongs to nobody, or to nobody any more."""
    address = email.strip().lower()
    known = [m for m in directory.memberships(address) if not m.suspended]
    operator = any(m.role is Role.OPERATOR for m in known)
    memberships = tuple(m for m in known if m.role is not Role.OPERATOR and _counts(directory, m))
    if not memberships and not operator:
        raise Unauthorized("nobody here has this address")
    name = next((m.person.name for m in known if m.person.name.strip()), address)
    return Principal(email=address, name=name, memberships=memberships, operator=operator)


def link_principal(deps: AuthorizerDeps, token: str) -> Principal:
    """Whom a mail's link lets in: its requester, to that one ticket. Raises Unauthorized.

    The ticket is read only once the signature holds, through stores that reach nothing else.
    """
    claim = ticket_links.read_link(token)
    tenant = _tenant(deps.directory, claim.ref.scope) if claim else None
    if claim is None or tenant is None or not ticket_links.is_genuine(token, claim, tenant.mail_key):
        raise Unauthorized("the link is none of ours")
    bearer = _bearer_of(claim)
    try:
        ticket = deps.stores.for_principal(bearer).tickets.get(claim.ref)
    except NotFound as error:
        raise Unauthorized("the link's ticket is gone") from error
    person = ticket_links.holds(claim, ticket, deps.now())
    if person is None:
        raise Unauthorized("the link has expired, was revoked, or its ticket is somebody else's now")
    scope = claim.ref.scope
    if any(m.suspended for m in deps.directory.memberships(person.email) if m.scope == scope):
        raise Unauthorized("the link's person is suspended")
    member = Membership(role=Role.REQUESTER, desk=scope.desk, tenant=scope.tenant, person=person)
    name = person.name.strip() or person.email
    return replace(bearer, email=person.email, name=name, memberships=(member,))


def _bearer_of(claim: LinkClaim) -> Principal:
    return Principal(email="", name="", memberships=(), ticket=claim.ref)


def _counts(directory: Directory, membership: Membership) -> bool:
    """Whether the desk, and the tenant if it is in one, are still there and not suspended."""
    if membership.scope is not None:
        return _tenant(directory, membership.scope) is not None
    try:
        return not directory.desk(membership.desk).desk.suspended
    except NotFound:
        return False


def _tenant(directory: Directory, scope: TenantRef) -> Tenant | None:
    """The tenant, unless it is gone, or it or its desk is suspended."""
    try:
        config = desk_with(directory, scope)
    except NotFound:
        return None
    tenant = config.tenants.get(scope.tenant)
    return None if tenant is None or tenant.suspended or config.desk.suspended else tenant
