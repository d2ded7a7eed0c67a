"""From a verified address to who that is here, and what they may do."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from helpdesk.domain.errors import NotFound, Unauthorized
from helpdesk.domain.people import Membership, Principal
from helpdesk.ports import Directory, TokenKeys


class AuthorizerDeps(msgspec.Struct, frozen=True, kw_only=True):
    """What `authorizer` works with. Tokens are for `client_id` and by `issuer`, or they are not ours."""

    directory: Directory
    keys: TokenKeys
    issuer: str
    client_id: str
    now: Callable[[], datetime]


def principal_of(directory: Directory, email: str) -> Principal:
    """Whoever has this address. Raises Unauthorized when it belongs to nobody, or to nobody any more."""
    address = email.strip().lower()
    memberships = tuple(m for m in directory.memberships(address) if _counts(directory, m))
    if not memberships:
        raise Unauthorized("nobody here has this address")
    name = next((m.person.name for m in memberships if m.person.name.strip()), address)
    return Principal(email=address, name=name, memberships=memberships)


def _counts(directory: Directory, membership: Membership) -> bool:
    """Whether the desk, and the tenant if it is in one, are still there and not suspended."""
    try:
        config = directory.desk(membership.desk)
    except NotFound:
        return False
    if membership.tenant is None:
        return True
    tenant = config.tenants.get(membership.tenant)
    return tenant is not None and not tenant.suspended
