"""A desk's configuration: tenants, teams, agents, calendars and policies, read as one."""

import msgspec

from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.clock_states import ClockEffect
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_config import MailConfig
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Policy


class Branding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a tenant's portal and mail look."""

    colour: str = "#1f5f8b"
    logo: str | None = None
    footer: str = ""


class Tenant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A customer organisation. `mail_key` (hex) signs its reply addresses; it never leaves the back end."""

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


class NamedCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar under the id that policies refer to."""

    id: str
    name: str
    spec: CalendarSpec


class Desk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The desk's own record."""

    id: str
    name: str
    language: str = "en"
    reopen_days: int = 14  # a reply reopens a closed ticket this long, later it opens a new linked one
    clock_behaviour: dict[str, dict[ClockKind, ClockEffect]] | None = None  # by state; None: the default


class DeskConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one desk that use cases need to know, keyed by id."""

    desk: Desk
    tenants: dict[str, Tenant] = {}
    teams: dict[str, Team] = {}
    agents: dict[str, Agent] = {}
    calendars: dict[str, NamedCalendar] = {}
    policies: dict[str, Policy] = {}
    mail: MailConfig = MailConfig()
