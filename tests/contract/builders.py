"""People, places and tickets that the contract tests are about."""

from datetime import UTC, datetime, timedelta

from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.clocks import Clock
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Membership, Person, PersonRef, Principal, Role
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.tickets import Channel, State, Ticket
from helpdesk.domain.timeline import Actor, ActorKind, MessageEntry
from helpdesk.ports import DirectoryEditor

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

ACME = TenantRef("noord", "acme")
ACME_TWO = TenantRef("noord", "acme-2")
GLOBEX = TenantRef("host", "globex")

RULE = Rule(id="all", calendar="office", targets={ClockKind.FIRST_RESPONSE: "PT4H"})

LISA = PersonRef(id="lisa", name="Lisa de Wit", email="lisa@acme.example")
OMAR = PersonRef(id="omar", name="Omar Haddad", email="omar@acme.example")
PIM = PersonRef(id="pim", name="Pim Bos", email="pim@acme.example")
ANA = PersonRef(id="ana", name="Ana Costa", email="ana@noord.example")
MEI = PersonRef(id="mei", name="Mei Lin", email="mei@host.example")


def furnish(editor: DirectoryEditor) -> None:
    """Two desks, three tenants, an agent each."""
    for desk, name in (("noord", "Noord IT"), ("host", "Hostland")):
        editor.put_desk(Desk(id=desk, name=name))
        editor.put_team(desk, Team(id="first-line", name="First line"))
        editor.put_calendar(desk, NamedCalendar(id="office", name="Office", spec=office_hours()))
        editor.put_policy(desk, Policy(id="standard", rules=(RULE,)))
    editor.put_agent("noord", Agent(person=ANA, role=Role.AGENT, teams=("first-line",)))
    editor.put_agent("host", Agent(person=MEI, role=Role.ADMIN))
    editor.put_tenant(tenant(ACME, "ACME"))
    editor.put_tenant(tenant(ACME_TWO, "ACMETWO"))
    editor.put_tenant(tenant(GLOBEX, "GLOBEX"))
    editor.put_person(person(LISA))


def office_hours() -> CalendarSpec:
    return CalendarSpec(zone="Europe/Amsterdam", week={"mon": (("09:00", "17:00"),)})


def tenant(ref: TenantRef, prefix: str, **facts: object) -> Tenant:
    """A tenant that receives mail at support@<id>.example."""
    given: dict[str, object] = {
        "name": prefix.title(),
        "address": f"support@{ref.tenant}.example",
        "policy": "standard",
        "mail_key": "00ff" * 8,
    }
    return Tenant(ref=ref, prefix=prefix, **(given | facts))  # type: ignore[arg-type]


def person(who: PersonRef, scope: TenantRef = ACME, role: Role = Role.REQUESTER) -> Person:
    return Person(scope=scope, id=who.id, name=who.name, emails=(who.email,), role=role)


def agent(who: PersonRef = ANA, desk: str = "noord", role: Role = Role.AGENT) -> Principal:
    return _principal(who, Membership(role=role, desk=desk, person=who))


def requester(who: PersonRef = LISA, scope: TenantRef = ACME, role: Role = Role.REQUESTER) -> Principal:
    return _principal(who, Membership(role=role, desk=scope.desk, tenant=scope.tenant, person=who))


def manager(who: PersonRef = PIM, scope: TenantRef = ACME) -> Principal:
    return requester(who, scope, Role.MANAGER)


def link_to(ref: TicketRef, who: PersonRef = LISA) -> Principal:
    """Who came by a signed link in a mail."""
    membership = Membership(role=Role.REQUESTER, desk=ref.scope.desk, tenant=ref.scope.tenant, person=who)
    return Principal(email=who.email, name=who.name, memberships=(membership,), ticket=ref)


def ticket(
    number: int, scope: TenantRef = ACME, *, created: int = 0, due: int | None = None, **facts: object
) -> Ticket:
    """A ticket made `created` minutes after NOW, whose only promise is due `due` minutes after NOW."""
    at = minutes(created)
    given: dict[str, object] = {
        "key": f"{scope.tenant.upper()}-{number}",
        "subject": f"Printer {number} is on fire",
        "channel": Channel.MAIL,
        "requester": LISA,
        "policy": "standard",
        "state": State.NEW,
        "clocks": (promise(due),) if due is not None else (),
        "created_at": at,
        "updated_at": at,
    }
    return Ticket(ref=TicketRef(scope, number), **(given | facts))  # type: ignore[arg-type]


def promise(due: int) -> Clock:
    return Clock(
        kind=ClockKind.FIRST_RESPONSE,
        policy="standard",
        rule=RULE,
        target="PT4H",
        budget=timedelta(hours=4),
        started_at=NOW,
        running_since=NOW,
        due_at=minutes(due),
    )


def message(entry_id: str, text: str = "It smokes.", at: int = 0) -> MessageEntry:
    by = Actor(kind=ActorKind.REQUESTER, id=LISA.id, name=LISA.name, email=LISA.email)
    return MessageEntry(id=entry_id, at=minutes(at), by=by, text=text)


def delivery(delivery_id: str, ref: TicketRef, at: int = 0) -> Delivery:
    return Delivery(
        id=delivery_id,
        ticket=ref,
        entry="e1",
        kind=DeliveryKind.ACKNOWLEDGEMENT,
        to=LISA.email,
        created_at=minutes(at),
    )


def minutes(count: float) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=count)


def _principal(who: PersonRef, *memberships: Membership) -> Principal:
    return Principal(email=who.email, name=who.name, memberships=memberships)
