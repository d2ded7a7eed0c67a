"""Configuration, and who is who."""

from collections.abc import Callable
from typing import Protocol

from helpdesk.domain.desks import Agent, Desk, DeskConfig, NamedCalendar, Team, Tenant
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.people import Membership, Person
from helpdesk.domain.policies import Policy
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression


class Directory(Protocol):
    """Configuration and who is who, across desks.

    Answers may be up to 60 seconds old, but for "there is none": that is always looked up. `anew`: as it is
    stored at this moment, for those who are about to write.
    """

    def desk(self, desk: str) -> DeskConfig:
        """The desk's whole configuration. Raises NotFound."""
        ...

    def fresh(self, desk: str) -> DeskConfig:
        """The same as it is stored at this moment, for those who edit it. Raises NotFound."""
        ...

    def tenant_of_address(self, address: str, *, anew: bool = False) -> TenantRef | None:
        """The tenant that receives mail at this address (lower case, without plus-detail)."""
        ...

    def tenant_of_prefix(self, prefix: str, *, anew: bool = False) -> TenantRef | None:
        """The tenant whose tickets carry this prefix."""
        ...

    def tenant_of_host(self, host: str, *, anew: bool = False) -> TenantRef | None:
        """The tenant whose portal is opened under this name."""
        ...

    def memberships(self, email: str) -> tuple[Membership, ...]:
        """Everything this address may do anywhere; never cached (sign-in decides on it)."""
        ...

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        """The tenant's requesters and managers."""
        ...

    def phones(self, scope: TenantRef, person: str, *, anew: bool = False) -> tuple[str, ...]:
        """Where somebody can be called back; nowhere, if there is nobody."""
        ...

    def suppressions(self, scope: TenantRef) -> tuple[Suppression, ...]:
        """Addresses that no machine writes to any more, newest first."""
        ...


class DirectoryEditor(Protocol):
    """Writing configuration. Every call is idempotent; ids, addresses, hosts and prefixes stay unique.

    `follow` is written in the same transaction: open tickets are held to the new terms by it. `expected`: the
    `version_of` what the caller has seen; VersionConflict when something else stands there.
    """

    def put_desk(self, desk: Desk, *, expected: int | None = None) -> None: ...
    def put_tenant(
        self, tenant: Tenant, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None:
        """Also its addresses, hosts and prefix. Raises Conflict when another tenant holds one of them."""
        ...

    def put_team(self, desk: str, team: Team, *, expected: int | None = None) -> None: ...
    def put_agent(
        self,
        desk: str,
        agent: Agent,
        follow: Handover | None = None,
        *,
        expected: int | None = None,
        beside: Agent | None = None,
    ) -> None:
        """Also the membership the agent signs in with. `beside`: a member who must be as they were read."""
        ...

    def put_calendar(
        self,
        desk: str,
        calendar: NamedCalendar,
        follow: Recalculation | None = None,
        *,
        expected: int | None = None,
    ) -> None: ...
    def put_policy(
        self, desk: str, policy: Policy, follow: Recalculation | None = None, *, expected: int | None = None
    ) -> None: ...
    def delete_calendar(self, desk: str, calendar: str) -> None: ...
    def delete_policy(self, desk: str, policy: str) -> None: ...
    def change_senders(
        self, desk: str, tenant: str, change: Callable[[SenderRules], SenderRules]
    ) -> SenderRules:
        """Make the lists of a tenant ("": of the desk) what `change` makes of those stored now."""
        ...

    def put_routing(self, desk: str, tenant: str, routing: Routing, *, expected: int | None = None) -> None:
        """The routing rules of a tenant; "": of the desk. Where there are none yet, Routing() is expected."""
        ...

    def put_templates(
        self, desk: str, tenant: str, templates: MailTemplates, *, expected: int | None = None
    ) -> None:
        """The letters of a tenant; "": of the desk. Where there are none yet, MailTemplates() is expected."""
        ...

    def lift_suppression(self, scope: TenantRef, address: str) -> None:
        """Let machines write to this address again."""
        ...

    def put_person(self, person: Person, *, expected: int | None = None) -> None:
        """Also a membership per address. Raises PersonExists when another person of the tenant holds one."""
        ...
