"""Every permission there is, by name: what it lets one do, who has it by role, and whether a key can have it.

The one table: routes are checked by it, API keys are made of it, docs/security.md shows it, tests read it.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from helpdesk.domain.people import DESK_ROLES, Role

_ALL: Final = frozenset(Role)
_LEADS: Final = frozenset({Role.LEAD, Role.ADMIN})
_ADMINS: Final = frozenset({Role.ADMIN})
_OPERATORS: Final = frozenset({Role.OPERATOR})
_SETTERS: Final = frozenset({Role.ADMIN, Role.OPERATOR})
_LEAST_FIRST: Final = (Role.AGENT, Role.LEAD, Role.ADMIN)


class Permission(msgspec.Struct, frozen=True):
    """`roles` have it, each within its reach; `for_keys`: an API key can be given it."""

    what: str
    roles: frozenset[Role]
    for_keys: bool = True


PERMISSIONS: Final[dict[str, Permission]] = {
    "ticket.read": Permission("List and read tickets and their files", _ALL),
    "ticket.open": Permission("Open tickets", _ALL),
    "ticket.write": Permission("Answer tickets; change state, priority and classification", _ALL),
    "ticket.assign": Permission("Give tickets to agents and teams", DESK_ROLES),
    "ticket.merge": Permission("Merge tickets", DESK_ROLES),
    "ticket.link": Permission("Link tickets with one another", DESK_ROLES),
    "ticket.search": Permission("Search tickets", _ALL, for_keys=False),
    "view.edit": Permission("Keep searches", DESK_ROLES),
    "wave.decide": Permission("See waves of alike tickets, and make an incident of one", DESK_ROLES),
    "note.write": Permission("Write notes that only the desk reads", DESK_ROLES),
    "presence.tell": Permission("See who else is on a ticket, and be seen there", DESK_ROLES, for_keys=False),
    "caller.find": Permission("Find people of the desk's tenants by name, address or phone", DESK_ROLES),
    "text.edit": Permission("Change the desk's ready-made texts", _LEADS),
    "link.revoke": Permission("Take back the links in a ticket's mails", _ALL),
    "desk.read": Permission("See who works for a desk, its teams, calendars and policies", DESK_ROLES),
    "clock.read": Permission("Have a ticket's promises explained", DESK_ROLES),
    "sla.try": Permission("Try policies on made-up tickets, and read holiday files", DESK_ROLES),
    "sla.preview": Permission("See what a change of calendars or policies would move", _LEADS),
    "sla.edit": Permission("Change calendars, policies and what states do to clocks", _ADMINS),
    "desk.edit": Permission("Say how a desk works; operators also make and suspend desks", _SETTERS),
    "desk.close": Permission("Close desks, and take that back", _OPERATORS, for_keys=False),
    "tenant.edit": Permission("Onboard, change and close tenants; test their addresses", _ADMINS),
    "team.edit": Permission("Change teams", _ADMINS),
    "agent.edit": Permission("Change who works for a desk, and as what", _ADMINS, for_keys=False),
    "category.edit": Permission("Change categories and services", _ADMINS),
    "person.read": Permission("Find people of the desk's tenants, and their groups", DESK_ROLES),
    "person.edit": Permission("Change people; their role, groups and standing as a lead", DESK_ROLES),
    "person.merge": Permission("Make one of two people, and two of them again", _LEADS),
    "person.export": Permission("Export all that is kept about a person", _ADMINS, for_keys=False),
    "person.erase": Permission("Erase a person", _ADMINS, for_keys=False),
    "privacy.read": Permission("See which exports, erasures and deletions are under way", _ADMINS),
    "group.edit": Permission("Change a tenant's groups", _LEADS),
    "sender.approve": Permission("Let unknown senders in, or block them", _LEADS),
    "quarantine.list": Permission("List a desk's quarantined mail", DESK_ROLES),
    "quarantine.read": Permission("Read quarantined mail", _LEADS),
    "quarantine.decide": Permission("Let quarantined mail in, block its sender, or delete it", _LEADS),
    "mail.read": Permission("See who may write in, letters, routing and unreachable addresses", _LEADS),
    "mail.edit": Permission("Change who may write in, and which addresses are reachable", _LEADS),
    "mail.setup": Permission("Change letters and routing", _ADMINS),
    "self.edit": Permission("Look after one's own sessions, second factor and notices", _ALL, for_keys=False),
    "sso.edit": Permission("Set up single sign-on, and what is asked at sign-in", _ADMINS, for_keys=False),
    "webhook.edit": Permission("Set up webhooks, and read what was told to them", _ADMINS, for_keys=False),
    "knowledge.read": Permission("Read knowledge, say whether it helped, walk decision trees", _ALL),
    "knowledge.write": Permission(
        "Write articles and hand them to review; leads and admins publish", DESK_ROLES
    ),
    "knowledge.give": Permission("Give articles to requesters", DESK_ROLES),
    "knowledge.setup": Permission("Change spaces, their audiences, and decision trees", _LEADS),
    "knowledge.report": Permission("See what was searched, found and solved", _LEADS),
    "bulletin.read": Permission("Read bulletins", _ALL),
    "bulletin.write": Permission("Publish bulletins, and close them", DESK_ROLES),
    "audit.read": Permission("See who changed what, and who came in", _ADMINS),
    "key.edit": Permission("Make and revoke API keys", _ADMINS, for_keys=False),
    "self.read": Permission("See who one is; look up time zones and holidays", _ALL),
    "house.read": Permission("Read mail that no desk is known for", _ADMINS, for_keys=False),
}


def role_for(permissions: Iterable[str]) -> Role:
    """The least role of a desk that has all of them: a key works as one of these, within its permissions."""
    wanted = [PERMISSIONS[name].roles for name in permissions]
    return next(role for role in _LEAST_FIRST if all(role in roles for roles in wanted))
