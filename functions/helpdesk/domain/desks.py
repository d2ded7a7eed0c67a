"""A desk's configuration: tenants, teams, agents, calendars and policies, read as one."""

from datetime import datetime

import msgspec

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_config import MailConfig
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Policy


class Branding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a tenant's portal and mail look. `logo` is the key of a file; `title` "": the tenant's name."""

    colour: str = "#1f5f8b"
    logo: str | None = None
    footer: str = ""
    title: str = ""


class Tenant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A customer organisation. `mail_key` (hex) signs its reply addresses; it never leaves the back end.

    `approve_unknown`: mail of people nobody knows waits until somebody lets them in. `closing_at`: when its
    data may be purged; it is suspended until then, and can be taken back. `hosts`: names its portal has of
    its own; with one, or `open_look`, strangers see its name, colour and logo at the door.
    """

    ref: TenantRef
    name: str
    prefix: str
    address: str  # support address that mail is sent from
    addresses: tuple[str, ...] = ()  # further addresses that mail arrives at
    language: str = "en"
    policy: str
    mail_key: str
    branding: Branding = Branding()
    suspended: bool = False
    languages: tuple[str, ...] = ()  # further ones its people are served in
    approve_unknown: bool = False
    closing_at: datetime | None = None
    hosts: tuple[str, ...] = ()
    open_look: bool = False

    @property
    def all_addresses(self) -> tuple[str, ...]:
        """The one that it writes from first."""
        return (self.address, *self.addresses)

    @property
    def shows_itself(self) -> bool:
        """Whether strangers may see how it looks."""
        return not self.suspended and (self.open_look or bool(self.hosts))


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """A group of agents that tickets are routed to."""

    id: str
    name: str


class Agent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A member of the desk as colleagues see them."""

    person: PersonRef
    role: Role
    teams: tuple[str, ...] = ()
    language: str | None = None  # None: the desk's
    suspended: bool = False


class NamedCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar under the id that policies refer to."""

    id: str
    name: str
    spec: CalendarSpec


class Desk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The desk's own record.

    `fill_from`: from this certainty on (percent) a proposed classification is filled in by itself; None:
    never. `closing_at`: see `Tenant`.
    """

    id: str
    name: str
    language: str = "en"
    reopen_days: int = 14  # a reply reopens a closed ticket this long, later it opens a new linked one
    clock_behaviour: dict[str, dict[ClockKind, ClockEffect]] | None = None  # by state; None: the default
    languages: tuple[str, ...] = ()
    fill_from: int | None = None
    suspended: bool = False
    closing_at: datetime | None = None


class DeskConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one desk that use cases need to know, keyed by id."""

    desk: Desk
    tenants: dict[str, Tenant] = {}
    teams: dict[str, Team] = {}
    agents: dict[str, Agent] = {}
    calendars: dict[str, NamedCalendar] = {}
    policies: dict[str, Policy] = {}
    mail: MailConfig = MailConfig()
    categories: dict[str, Category] = {}
    services: dict[str, Service] = {}
    checks: dict[str, AddressCheck] = {}  # by mail address
