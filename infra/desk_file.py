"""A desk written down as one JSON file: what a new deployment is given, and changed by later."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

import msgspec

from helpdesk.domain.calendars import Calendar
from helpdesk.domain.decoding import to_struct
from helpdesk.domain.desks import Agent, Branding, Desk, DeskConfig, NamedCalendar, Team, Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, check_id, check_prefix
from helpdesk.domain.people import DESK_ROLES, Person, Role
from helpdesk.domain.policies import Policy
from helpdesk.domain.policy_reading import check_policy
from helpdesk.holiday_days import public_holidays
from helpdesk.ports import DirectoryEditor

T = TypeVar("T")


class TenantLine(msgspec.Struct, frozen=True, kw_only=True):
    """A customer organisation; the key that signs its reply addresses is made, not written down."""

    id: str
    name: str
    prefix: str
    address: str
    addresses: tuple[str, ...] = ()
    language: str = "en"
    policy: str
    branding: Branding = Branding()
    suspended: bool = False


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """A requester or manager of one of the desk's tenants. Others get known by writing."""

    tenant: str
    id: str
    name: str
    emails: tuple[str, ...]
    role: Role = Role.REQUESTER
    language: str | None = None
    phones: tuple[str, ...] = ()
    vip: bool = False


class DeskFile(msgspec.Struct, frozen=True, kw_only=True):
    """All of a desk."""

    desk: Desk
    teams: tuple[Team, ...] = ()
    calendars: tuple[NamedCalendar, ...]
    policies: tuple[Policy, ...]
    agents: tuple[Agent, ...]
    tenants: tuple[TenantLine, ...] = ()
    people: tuple[PersonLine, ...] = ()


def read_desk_file(content: bytes) -> DeskFile:
    """Read and check everything, before anything is written. Raises Invalid naming the place."""
    try:
        raw = msgspec.json.decode(content)
    except msgspec.DecodeError as error:
        raise Invalid(field="", reason=f"this is not JSON: {error}") from error
    file = to_struct(raw, DeskFile)
    check_id(file.desk.id, "desk.id")
    _each(file.calendars, "calendars", lambda made: Calendar(made.spec, public_holidays))
    calendars = _ids((made.id for made in file.calendars), "calendars")
    _each(file.policies, "policies", lambda made: check_policy(made, calendars))
    _check_agents(file, _ids((made.id for made in file.teams), "teams"))
    _check_tenants(file, _ids((made.id for made in file.policies), "policies"))
    return file


def furnish(
    file: DeskFile, editor: DirectoryEditor, known: DeskConfig | None, new_key: Callable[[], str]
) -> None:
    """Write it; what is there already is replaced, but a tenant keeps its key. Nothing is deleted."""
    desk = file.desk.id
    editor.put_desk(file.desk)
    for team in file.teams:
        editor.put_team(desk, team)
    for calendar in file.calendars:
        editor.put_calendar(desk, calendar)
    for policy in file.policies:
        editor.put_policy(desk, policy)
    for agent in file.agents:
        editor.put_agent(desk, agent)
    for line in file.tenants:
        present = known.tenants.get(line.id) if known else None
        editor.put_tenant(_tenant(desk, line, present.mail_key if present else new_key()))
    for person in file.people:
        editor.put_person(_person(desk, person))


def _tenant(desk: str, line: TenantLine, mail_key: str) -> Tenant:
    given = msgspec.structs.asdict(line)
    return Tenant(ref=TenantRef(desk, given.pop("id")), mail_key=mail_key, **given)


def _person(desk: str, line: PersonLine) -> Person:
    given = msgspec.structs.asdict(line)
    return Person(scope=TenantRef(desk, given.pop("tenant")), **given)


def _check_agents(file: DeskFile, teams: Collection[str]) -> None:
    _ids((agent.person.id for agent in file.agents), "agents")
    for place, agent in enumerate(file.agents):
        if agent.role not in DESK_ROLES:
            raise Invalid(field=f"agents[{place}].role", reason="use agent, lead or admin")
        for team in set(agent.teams) - set(teams):
            raise Invalid(field=f"agents[{place}].teams", reason=f"there is no team “{team}”")
    if not any(agent.role is Role.ADMIN for agent in file.agents):
        raise Invalid(field="agents", reason="at least one must be admin")


def _check_tenants(file: DeskFile, policies: Collection[str]) -> None:
    tenants = _ids((line.id for line in file.tenants), "tenants")
    for place, line in enumerate(file.tenants):
        check_prefix(line.prefix, f"tenants[{place}].prefix")
        if line.policy not in policies:
            raise Invalid(field=f"tenants[{place}].policy", reason=f"there is no policy “{line.policy}”")
    for place, person in enumerate(file.people):
        check_id(person.id, f"people[{place}].id")
        if person.tenant not in tenants:
            raise Invalid(field=f"people[{place}].tenant", reason=f"there is no tenant “{person.tenant}”")
        if not person.emails or person.role in DESK_ROLES:
            raise Invalid(field=f"people[{place}]", reason="needs emails, and a role of requester or manager")


def _ids(ids: Iterable[str], field: str) -> frozenset[str]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        check_id(name, f"{field}[{place}].id")
        if name in seen:
            raise Invalid(field=f"{field}[{place}].id", reason=f"“{name}” is there twice")
        seen.add(name)
    return frozenset(seen)


def _each(items: Iterable[T], field: str, check: Callable[[T], object]) -> None:
    for place, item in enumerate(items):
        try:
            check(item)
        except Invalid as error:
            raise error.under(f"{field}[{place}]") from error
