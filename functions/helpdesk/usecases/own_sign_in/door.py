"""What admins ask of their desk's people at sign-in, and helping somebody who lost the second factor."""

from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.domain.own_sign_in import DoorPolicy
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.own_sign_in import factor
from helpdesk.usecases.sso.deps import Visitor, tell


def policy(deps: ApiDeps, principal: Principal, desk: str) -> DoorPolicy:
    """Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    return deps.own.policies.fresh_policy(desk)


def put_policy(
    deps: ApiDeps, principal: Principal, desk: str, wanted: DoorPolicy, visitor: Visitor
) -> DoorPolicy:
    """Raises NotFound, Forbidden, and Conflict when it would leave nobody a way in."""
    member_of(principal, desk, Role.ADMIN)
    ways = [one for one in deps.sso.providers.of_desk(desk) if one.enabled and one.tenant is None]
    if wanted.sso_only and not ways:
        raise Conflict("set up an identity provider for the desk's own people first")
    deps.own.policies.put_policy(desk, wanted)
    kind = SignInEventKind.DOOR_CHANGED
    tell(deps.sso.events, kind, visitor, who=principal.email, desk=desk, why=str(wanted))
    return wanted


def reset_factor(deps: ApiDeps, principal: Principal, desk: str, agent: str, visitor: Visitor) -> None:
    """Also signs them out, so that whoever has their session does not set up the next one.

    Raises NotFound, Forbidden.
    """
    member_of(principal, desk, Role.ADMIN)
    member = deps.directory.fresh(desk).agents.get(agent)
    if member is None:
        raise NotFound("There is no such agent.")
    account = member.person.email.strip().lower()
    factor.reset(deps, account)
    deps.own.records.sign_out(account, int(visitor.at.timestamp()))
    deps.accounts.sign_out(account)
    kind = SignInEventKind.SECOND_FACTOR_REMOVED
    tell(deps.sso.events, kind, visitor, who=account, desk=desk, why=f"reset by {principal.email}")
