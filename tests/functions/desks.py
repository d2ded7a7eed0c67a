"""Two desks with three competing customers, their people, and an API to call as any of them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from msgspec.structs import replace

from helpdesk.adapters.pictures import small_png
from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person, PersonRef, Role
from helpdesk.domain.policies import ClockKind, Conditions, Policy, Rule
from helpdesk.holiday_days import public_holidays
from helpdesk.ports import DirectoryEditor
from helpdesk.usecases.administration.deps import AdminDeps
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.api_deps import ApiDeps, SignInSettings
from helpdesk.usecases.desk_work.deps import DeskWork
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.knowledge.deps import KnowledgeDeps
from helpdesk.usecases.privacy.deps import PrivacyDesk
from helpdesk.usecases.push.deps import PushDesk
from helpdesk.usecases.suggesting.deps import Searching
from helpdesk.usecases.templates_deps import LetterPost
from helpdesk.usecases.webhooks.deps import WebhookSetup
from tests.fakes import (
    FakeAccounts,
    FakeAdministration,
    FakeApiKeys,
    FakeAttempts,
    FakeAudit,
    FakeBulletins,
    FakeCaller,
    FakeCallers,
    FakeDirectory,
    FakeDirectoryEditor,
    FakeFeedback,
    FakeFiles,
    FakeIntakeStore,
    FakeKnowledge,
    FakeMailer,
    FakeRawMail,
    FakeReadyTexts,
    FakeStores,
    FakeWebhooks,
    Memory,
)
from tests.fakes.desk_searches import FakeViews, FakeWaves
from tests.fakes.handovers import FakeHandovers
from tests.fakes.privacy import FakePrivacyJobs
from tests.fakes.push import FakePush, FakePushDevices
from tests.functions.doors import fake_doors

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam

ANA, LARS, MEI, OMAR = "ana@noord.example", "lars@noord.example", "mei@host.example", "omar@work.example"
PIM, KIM, DORA, GIL = "pim@acme.example", "kim@acme.example", "dora@duinrand.example", "gil@globex.example"

_AGENTS = (
    ("noord", "ana", "Ana Ruiz", ANA, Role.AGENT),
    ("noord", "lars", "Lars Vik", LARS, Role.LEAD),
    ("noord", "omar-n", "Omar Said", OMAR, Role.AGENT),
    ("host", "omar-h", "Omar Said", OMAR, Role.AGENT),
    ("host", "mei", "Mei Lin", MEI, Role.ADMIN),
)
_TENANTS = (
    ("noord", "acme", "ACME", "support@acme.example", "en"),
    ("noord", "duinrand", "DUIN", "hulp@duinrand.example", "nl"),
    ("host", "globex", "GLOBEX", "support@globex.example", "zh"),
)
_PEOPLE = (
    ("noord", "acme", "pim", "Pim de Vries", PIM, Role.MANAGER),
    ("noord", "acme", "kim", "Kim Bakker", KIM, Role.REQUESTER),
    ("noord", "duinrand", "dora", "Dora Smit", DORA, Role.REQUESTER),
    ("host", "globex", "gil", "Gil Ma", GIL, Role.REQUESTER),
)
_TARGETS = {ClockKind.FIRST_RESPONSE: "PT4H", ClockKind.RESOLUTION: "P2D"}
_RULES = (
    Rule(
        id="urgent",
        when=Conditions(priority=("urgent",)),
        calendar="office",
        targets={ClockKind.FIRST_RESPONSE: "PT30M"},
    ),
    Rule(id="other", calendar="office", targets=_TARGETS),
)


class Desks:
    """The house in memory. `now` is whatever the test says."""

    def __init__(self) -> None:
        self.now = MONDAY
        self.memory = Memory()
        self.accounts = FakeAccounts()
        self.files = FakeFiles()
        self.editor = FakeDirectoryEditor(self.memory)
        self.directory = FakeDirectory(self.memory)
        self.raw = FakeRawMail()
        self.mailer = FakeMailer()
        self.caller = FakeCaller()
        self.audit = FakeAudit()
        self.privacy = FakePrivacyJobs()
        self.webhooks = FakeWebhooks()
        self.devices, self.push = FakePushDevices(), FakePush()
        self.doors = fake_doors()
        self._ids = count(1)
        self.deps = ApiDeps(
            stores=FakeStores(self.memory),
            directory=self.directory,
            files=self.files,
            agreements=Agreements(public_holidays),
            now=lambda: self.now,
            new_id=lambda: f"id{next(self._ids):08d}",
            accounts=self.accounts,
            attempts=FakeAttempts(),
            api_keys=FakeApiKeys(self.memory),
            new_secret=lambda: f"secret{next(self._ids):08d}",
            editor=self.editor,
            sso=self.doors.sso,
            own=self.doors.own,
            letter_post=LetterPost(mailer=self.mailer, portal_url="https://help.example"),
            push=PushDesk(devices=self.devices, push=self.push),
            audit=self.audit,
            privacy=PrivacyDesk(jobs=self.privacy, exports=self.files),
            webhooks=WebhookSetup(hooks=self.webhooks, caller=self.caller),
            intake=self._intake(),
            searching=Searching(views=FakeViews(self.memory.searches), waves=FakeWaves(self.memory.searches)),
            knowledge=KnowledgeDeps(
                store=FakeKnowledge(self.memory.knowledge),
                bulletins=FakeBulletins(self.memory.knowledge),
                feedback=FakeFeedback(self.memory.knowledge),
                portal_url="https://help.example",
            ),
            desk_work=DeskWork(texts=FakeReadyTexts(self.memory), callers=FakeCallers(self.memory)),
            admin=self._admin(),
            sign_in=SignInSettings(region="eu-west-1", client_id="portal", url="https://sign-in.example/"),
        )
        furnish_desks(self.editor)

    def _admin(self) -> AdminDeps:
        return AdminDeps(
            rows=FakeAdministration(self.memory), handovers=FakeHandovers(self.memory), mailer=self.mailer,
            sender="Loket <no-reply@loket.example>", deployment="test-desks", picture=small_png,
        )  # fmt: skip

    def _intake(self) -> IntakeDeps:
        return IntakeDeps(
            store=FakeIntakeStore(self.memory), directory=self.directory, raw=self.raw, files=self.files,
            agreements=Agreements(public_holidays), now=lambda: self.now,
            new_id=lambda: f"id{next(self._ids):08d}", deployment="test-desks",
        )  # fmt: skip

    def promote(self, email: str, desk: str = "noord") -> None:
        """Make this agent an admin of the desk."""
        agents = self.directory.desk(desk).agents.values()
        (agent,) = (one for one in agents if one.person.email == email)
        self.editor.put_agent(desk, replace(agent, role=Role.ADMIN))

    def later(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)


def furnish_desks(editor: DirectoryEditor) -> None:
    hours: tuple[tuple[str, str], ...] = (("08:00", "17:00"),)
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), hours)
    office = CalendarSpec(zone="Europe/Amsterdam", week=week)
    for desk, name in (("noord", "Noord IT"), ("host", "Host & Co")):
        editor.put_desk(Desk(id=desk, name=name))
        editor.put_team(desk, Team(id="first", name="First line"))
        editor.put_calendar(desk, NamedCalendar(id="office", name="Office hours", spec=office))
        editor.put_policy(desk, Policy(id="standard", rules=_RULES))
    for desk, person, name, email, role in _AGENTS:
        ref = PersonRef(id=person, name=name, email=email)
        editor.put_agent(desk, Agent(person=ref, role=role, teams=("first",)))
    for desk, tenant, prefix, address, language in _TENANTS:
        editor.put_tenant(
            Tenant(
                ref=TenantRef(desk, tenant), name=tenant.title(), prefix=prefix, address=address,
                language=language, policy="standard", mail_key="00" * 32,
            )
        )  # fmt: skip
    for desk, tenant, person, name, email, role in _PEOPLE:
        scope = TenantRef(desk, tenant)
        editor.put_person(Person(scope=scope, id=person, name=name, emails=(email,), role=role))
