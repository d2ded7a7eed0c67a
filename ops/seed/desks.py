"""The demo's two providers: their people, calendars, policies and customers."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from helpdesk.domain.calendars import CalendarSpec, HolidaySpec
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent, Branding, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.offering.forms import FieldChoice, FieldKind, FormField
from helpdesk.domain.people import Group, Person, PersonRef, Role
from helpdesk.domain.policies import ClockKind, Conditions, Policy, Rule
from helpdesk.ports import Administration, DirectoryEditor

ACME = TenantRef("noord", "acme")
DUINRAND = TenantRef("noord", "duinrand")
FJELL = TenantRef("noord", "fjell")
GLOBEX = TenantRef("host", "globex")

ANA = PersonRef(id="ana", name="Ana Ruiz", email="ana@noord.example")
LARS = PersonRef(id="lars", name="Lars Bakker", email="lars@noord.example")
SOFIE = PersonRef(id="sofie", name="Sofie Haugen", email="sofie@noord.example")
IRIS = PersonRef(id="iris", name="Iris Vermeer", email="iris@noord.example")
MEI = PersonRef(id="mei", name="Mei Tanaka", email="mei@host.example")

AGENTS = {
    "noord": (
        Agent(person=ANA, role=Role.AGENT, teams=("servicedesk",)),
        Agent(person=LARS, role=Role.LEAD, teams=("servicedesk", "network")),
        Agent(person=SOFIE, role=Role.AGENT, teams=("field",)),
        Agent(person=IRIS, role=Role.ADMIN),
    ),
    "host": (
        Agent(person=MEI, role=Role.ADMIN, teams=("platform",)),
        Agent(person=LARS, role=Role.AGENT, teams=("platform",)),  # works for both desks
    ),
}

PEOPLE = (
    Person(scope=ACME, id="pim", name="Pim de Vries", emails=("pim@acme.example",), role=Role.MANAGER),
    Person(scope=ACME, id="noor", name="Noor Haddad", emails=("noor@acme.example",)),
    Person(scope=ACME, id="tom", name="Tom O'Brien", emails=("tom@acme.example",)),
    Person(scope=ACME, id="fatima", name="Fatima El Idrissi", emails=("fatima@acme.example",), vip=True,
           groups=("board",), phones=("+31201234567",)),
    Person(scope=DUINRAND, id="kees", name="Kees Jansen", emails=("kees@duinrand.example",)),
    Person(scope=DUINRAND, id="roos", name="Roos Dam", emails=("roos@duinrand.example",), role=Role.MANAGER),
    Person(scope=FJELL, id="ingrid", name="Ingrid Dahl", emails=("ingrid@fjell.example",)),
    Person(scope=FJELL, id="olav", name="Olav Nilsen", emails=("olav@fjell.example",)),
    Person(scope=GLOBEX, id="liwei", name="李伟", emails=("li.wei@globex.example",)),
    Person(scope=GLOBEX, id="mary", name="Mary Okafor", emails=("mary@globex.example",), role=Role.MANAGER),
)  # fmt: skip

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_CALENDARS = {
    "noord": (
        NamedCalendar(
            id="kantoor",
            name="Office hours, Netherlands",
            spec=CalendarSpec(
                zone="Europe/Amsterdam",
                week=dict.fromkeys(_WEEKDAYS, (("08:00", "17:30"),)),
                holidays=HolidaySpec(country="NL"),
            ),
        ),
        NamedCalendar(
            id="oslo",
            name="Office hours, Norway",
            spec=CalendarSpec(
                zone="Europe/Oslo",
                week=dict.fromkeys(_WEEKDAYS, (("08:00", "11:30"), ("12:00", "16:00"))),
                holidays=HolidaySpec(country="NO"),
            ),
        ),
    ),
    "host": (
        NamedCalendar(
            id="always",
            name="Around the clock",
            spec=CalendarSpec(
                zone="UTC", week=dict.fromkeys((*_WEEKDAYS, "sat", "sun"), (("00:00", "24:00"),))
            ),
        ),
    ),
}

_FIRST, _SOLVE = ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION


def _rules(calendar: str, **targets: tuple[str, str]) -> tuple[Rule, ...]:
    """A rule per priority, from (first response, resolution)."""
    return tuple(
        Rule(
            id=priority,
            name=f"{priority.title()} priority",
            when=Conditions(priority=(priority,)),
            calendar=calendar,
            targets={_FIRST: first, _SOLVE: solve},
        )
        for priority, (first, solve) in targets.items()
    )


_POLICIES = {
    "noord": (
        Policy(
            id="gold",
            name="Gold",
            rules=_rules(
                "kantoor",
                urgent=("PT15M", "PT4H"), high=("PT1H", "PT8H"), normal=("PT2H", "P1D"), low=("PT8H", "P5D"),
            ),
        ),
        Policy(
            id="standard",
            name="Standard",
            rules=_rules(
                "kantoor",
                urgent=("PT1H", "PT8H"), high=("PT2H", "P2D"), normal=("PT4H", "P3D"), low=("P1D", "P5D"),
            ),
        ),
        Policy(
            id="norge",
            name="Standard, Norway",
            rules=_rules(
                "oslo",
                urgent=("PT1H", "PT8H"), high=("PT2H", "P2D"), normal=("PT4H", "P3D"), low=("P1D", "P5D"),
            ),
        ),
    ),
    "host": (
        Policy(
            id="platinum",
            name="Platinum, around the clock",
            # Two minutes to a first answer: a promise one can watch break.
            rules=_rules(
                "always",
                urgent=("PT2M", "PT2H"), high=("PT15M", "PT4H"),
                normal=("PT1H", "PT12H"), low=("PT8H", "PT72H"),
            ),
        ),
    ),
}  # fmt: skip

_DESKS = (Desk(id="noord", name="Noord IT"), Desk(id="host", name="Havn Hosting"))
_TEAMS = {
    "noord": (
        Team(id="servicedesk", name="Service desk"),
        Team(id="network", name="Network"),
        Team(id="field", name="Field service"),
    ),
    "host": (Team(id="platform", name="Platform"),),
}  # fmt: skip


_TENANTS = (
    # whose, name, prefix, address, language, policy, colour
    (ACME, "Acme", "ACME", "support@acme.example", "en", "gold", "#8a2be2"),
    (DUINRAND, "Duinrand", "DUIN", "hulp@duinrand.example", "nl", "standard", "#00695c"),
    (FJELL, "Fjell", "FJELL", "hjelp@fjell.example", "nb", "norge", "#b3261e"),
    (GLOBEX, "Globex", "GLOBEX", "support@globex.example", "en", "platinum", "#0b57d0"),
)


# Names of their own that browsers find on this machine; Duinrand shows itself to whoever has its link.
_HOSTS = {ACME: ("support.acme.localhost",), GLOBEX: ("support.globex.localhost",)}
_OPEN = {DUINRAND}
_NO_LOGOS: Mapping[TenantRef, str] = MappingProxyType({})


_CATEGORIES = {
    "noord": (
        Category(id="workplace", name="Workplace", icon="monitor",
                 names={"nl": "Werkplek", "nb": "Arbeidsplass", "ru": "Рабочее место", "zh": "办公设备"}),
        Category(id="laptop", name="Laptop", parent="workplace", icon="laptop"),
        Category(id="printer", name="Printing", parent="workplace", icon="printer", names={"nl": "Printen"}),
        Category(id="network", name="Network", icon="network",
                 names={"nl": "Netwerk", "nb": "Nettverk", "ru": "Сеть", "zh": "网络"}),
        Category(id="vpn", name="VPN", parent="network", icon="shield"),
        Category(id="wifi", name="Wi-Fi", parent="network", icon="wifi"),
        Category(id="accounts", name="Accounts and access", icon="key",
                 names={"nl": "Accounts en toegang", "nb": "Kontoer og tilgang",
                        "ru": "Учётные записи", "zh": "账户与权限"}),
        Category(id="software", name="Software", icon="app-window",
                 names={"nb": "Programvare", "ru": "Программы", "zh": "软件"}),
    ),
    "host": (
        Category(id="servers", name="Servers", icon="server", names={"nl": "Servers", "zh": "服务器"}),
        Category(id="databases", name="Databases", parent="servers", icon="database", names={"zh": "数据库"}),
        Category(id="domains", name="Domains and certificates", icon="globe", names={"zh": "域名与证书"}),
    ),
}  # fmt: skip
_SERVICES = {
    "noord": (
        Service(id="workplace", name="Managed workplace", description="Laptop, printing and Wi-Fi."),
        Service(id="remote-access", name="Remote access", description="VPN and remote desktops."),
        Service(id="pos", name="Shop tills", tenants=("duinrand",)),
        Service(
            id="new-laptop",
            name="A new laptop",
            names={"nl": "Een nieuwe laptop"},
            orderable=True,
            icon="laptop",
            description="Ready within five working days.",
            helps={"nl": "Klaar binnen vijf werkdagen."},
            fields=(
                FormField(
                    id="size",
                    kind=FieldKind.CHOICE,
                    label="Screen",
                    labels={"nl": "Scherm"},
                    required=True,
                    choices=(
                        FieldChoice(id="small", label="13 inch, light", labels={"nl": "13 inch, licht"}),
                        FieldChoice(id="large", label="16 inch", labels={"nl": "16 inch"}),
                    ),
                ),
                FormField(
                    id="from",
                    kind=FieldKind.DATE,
                    label="Needed from",
                    labels={"nl": "Nodig vanaf"},
                    help="Not before next week.",
                    helps={"nl": "Niet eerder dan volgende week."},
                ),
                FormField(
                    id="agreed",
                    kind=FieldKind.CHECKBOX,
                    label="My manager agrees",
                    required=True,
                    labels={"nl": "Mijn leidinggevende is akkoord"},
                ),
            ),
        ),
        Service(
            id="newcomer",
            name="A new colleague",
            names={"nl": "Een nieuwe collega"},
            orderable=True,
            icon="user-plus",
            description="Account, phone and a place to work.",
            helps={"nl": "Account, telefoon en een werkplek."},
            fields=(
                FormField(
                    id="name",
                    kind=FieldKind.TEXT,
                    label="Name",
                    labels={"nl": "Naam"},
                    required=True,
                ),
                FormField(
                    id="first-day",
                    kind=FieldKind.DATE,
                    label="First day",
                    labels={"nl": "Eerste dag"},
                    required=True,
                ),
                FormField(
                    id="needs",
                    kind=FieldKind.LONG,
                    label="What will they work with?",
                    labels={"nl": "Waar gaat diegene mee werken?"},
                ),
            ),
        ),
    ),
    "host": (Service(id="platform", name="Web platform"), Service(id="backup", name="Backup")),
}


def catalogue(rows: Administration) -> None:
    """What tickets are about, a group of people, and who runs the deployment."""
    for desk, tree in _CATEGORIES.items():
        rows.put_categories(desk, tree)
        rows.put_services(desk, _SERVICES[desk])
    rows.put_groups(ACME, (Group(id="finance", name="Finance"), Group(id="board", name="Board")))
    rows.put_operator(IRIS)


def furnish(editor: DirectoryEditor, logos: Mapping[TenantRef, str] = _NO_LOGOS) -> None:
    """Write all of it, each tenant with a fresh key for its reply addresses. `logos`: keys of files."""
    for desk in _DESKS:
        editor.put_desk(desk)
        for team in _TEAMS[desk.id]:
            editor.put_team(desk.id, team)
        for calendar in _CALENDARS[desk.id]:
            editor.put_calendar(desk.id, calendar)
        for policy in _POLICIES[desk.id]:
            editor.put_policy(desk.id, policy)
        for agent in AGENTS[desk.id]:
            editor.put_agent(desk.id, agent)
    for ref, name, prefix, address, language, agreed, colour in _TENANTS:
        editor.put_tenant(
            Tenant(
                ref=ref,
                name=name,
                prefix=prefix,
                address=address,
                language=language,
                policy=agreed,
                mail_key=secrets.token_hex(32),
                branding=Branding(colour=colour, logo=logos.get(ref)),
                hosts=_HOSTS.get(ref, ()),
                open_look=ref in _OPEN,
            )
        )
    for person in PEOPLE:
        editor.put_person(person)
