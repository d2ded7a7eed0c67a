"""Who may look at and change how a desk is set up."""

from helpdesk.domain.errors import Forbidden, NotFound
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.domain.timeline import Actor, ActorKind

_RANK = (Role.AGENT, Role.LEAD, Role.ADMIN)


def member_of(principal: Principal, desk: str, least: Role = Role.AGENT) -> Membership:
    """The membership on the desk. Raises NotFound when there is none, Forbidden below `least`."""
    member = principal.on_desk(desk)
    if member is None or principal.ticket is not None:
        raise NotFound("There is no such desk.")
    if _RANK.index(member.role) < _RANK.index(least):
        raise Forbidden(f"This is for {'admins' if least is Role.ADMIN else 'leads and admins'} of the desk.")
    return member


def acting(principal: Principal, desk: str) -> Actor:
    """The member as whoever did something on the desk. Raises NotFound when they are none."""
    person = member_of(principal, desk).person
    return Actor(kind=ActorKind.AGENT, id=person.id, name=person.name, email=person.email)
