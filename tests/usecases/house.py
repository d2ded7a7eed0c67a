"""A small Loket in memory: one desk, two tenants, a clock that tests set, and ways to use it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count

from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Membership, PersonRef, Principal, Role
from helpdesk.domain.policies import ClockKind, Conditions, Policy, Rule
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.holiday_days import public_holidays
from helpdesk.mail.outgoing.letters import Sender
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.check_promises import Checked, CheckerDeps, check
from helpdesk.usecases.deliver import OutboxDeps, Result, deliver
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.notice import Notice, Verdicts
from helpdesk.usecases.intake.receive import Landing, receive
from tests.fakes import (
    FakeAttempts,
    FakeCheckerStore,
    FakeDirectory,
    FakeDirectoryEditor,
    FakeFiles,
    FakeIntakeStore,
    FakeMailer,
    FakeOutboxStore,
    FakeRawMail,
    FakeStores,
    Memory,
)

ACME = TenantRef("noord", "acme")
DUIN = TenantRef("noord", "duinrand")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam
ANA = PersonRef(id="ana", name="Ana Ruiz", email="ana@noord.example")
PASS = Verdicts(virus="PASS", spf="PASS", dkim="PASS", dmarc="PASS")


class House:
    """Everything wired with fakes; `now` is whatever the test says."""

    def __init__(self) -> None:
        self.now = MONDAY
        self.memory = Memory()
        self.mailer, self.files, self.raw = FakeMailer(), FakeFiles(), FakeRawMail()
        self.redelivered: list[Delivery] = []
        self._ids = count(1)
        self._mails = count(1)
        directory, agreements = FakeDirectory(self.memory), Agreements(public_holidays)
        self.intake = IntakeDeps(
            store=FakeIntakeStore(self.memory), directory=directory, raw=self.raw, files=self.files,
            agreements=agreements, now=self._clock, new_id=self.new_id, deployment="test-house",
        )  # fmt: skip
        self.outbox = OutboxDeps(
            store=FakeOutboxStore(self.memory), directory=directory, files=self.files, agreements=agreements,
            mailer=self.mailer, sender=Sender(deployment="test-house", portal_url="https://help.example"),
            region="eu-west-1", now=self._clock, new_id=self.new_id,
        )  # fmt: skip
        self.checker = CheckerDeps(
            store=FakeCheckerStore(self.memory), directory=directory, agreements=agreements,
            attempts=FakeAttempts(), redeliver=self.redelivered.extend, now=self._clock, new_id=self.new_id,
        )  # fmt: skip
        self.api = Deps(
            stores=FakeStores(self.memory), directory=directory, files=self.files, agreements=agreements,
            now=self._clock, new_id=self.new_id,
        )  # fmt: skip
        self.editor = FakeDirectoryEditor(self.memory)
        _furnish(self.editor)

    def new_id(self) -> str:
        """Ids in order, like the real ones."""
        return f"id{next(self._ids):08d}"

    def mail(
        self,
        raw: bytes,
        *to: str,
        sender: str = "pim@acme.example",
        verdicts: Verdicts = PASS,
        key: str | None = None,
    ) -> tuple[Landing, ...]:
        """Let a mail arrive at these envelope recipients, now. The same `key` twice is a redelivery."""
        key = key or f"inbound/{next(self._mails)}"
        self.raw.mails[key] = raw
        notice = Notice(raw=key, received_at=self.now, sender=sender, recipients=to, verdicts=verdicts)
        return receive(self.intake, notice)

    def opened(self, raw: bytes, to: str = "support@acme.example") -> Ticket:
        """Let a mail arrive that opens a ticket, and give the ticket."""
        (landing,) = self.mail(raw, to)
        assert landing.ticket is not None, landing
        return self.ticket(landing.ticket)

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it is stored now."""
        return self.memory.tickets[ref]

    def timeline(self, ref: TicketRef) -> list[AnyEntry]:
        """Its entries in order."""
        return [entry for _, entry in sorted(self.memory.entries[ref].items())]

    def deliveries(self, ref: TicketRef) -> list[Delivery]:
        """What is to be sent, or was, about it."""
        return [delivery for _, delivery in sorted(self.memory.deliveries.get(ref, {}).items())]

    def send_all(self, ref: TicketRef) -> list[Result]:
        """Carry out every delivery of a ticket once."""
        return [deliver(self.outbox, ref, delivery.id) for delivery in self.deliveries(ref)]

    def check(self, at: datetime) -> Checked:
        """Run the checker as if it were `at`."""
        self.now = at
        return check(self.checker, lambda: True)

    def later(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)

    def _clock(self) -> datetime:
        return self.now


def letter(
    subject: str = "Printer dead",
    text: str = "It stopped this morning.",
    *,
    sender: str = "Pim de Vries <pim@acme.example>",
    to: str = "support@acme.example",
    message_id: str | None = "<one@acme.example>",
    headers: Iterable[tuple[str, str]] = (),
) -> bytes:
    """A plain mail, as a person writes it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = "Mon, 16 Nov 2026 10:00:00 +0100"
    if message_id:
        message["Message-ID"] = message_id
    for name, value in headers:
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def agent(person: PersonRef = ANA, desk: str = "noord", role: Role = Role.AGENT) -> Principal:
    """Somebody who works for a desk."""
    return Principal(
        email=person.email,
        name=person.name,
        memberships=(Membership(role=role, desk=desk, person=person),),
    )


def requester(ticket: Ticket, role: Role = Role.REQUESTER) -> Principal:
    """The requester of a ticket, signed in."""
    person, scope = ticket.requester, ticket.ref.scope
    member = Membership(role=role, desk=scope.desk, tenant=scope.tenant, person=person)
    return Principal(email=person.email, name=person.name, memberships=(member,))


def _furnish(editor: FakeDirectoryEditor) -> None:
    editor.put_desk(Desk(id="noord", name="Noord IT", reopen_days=14))
    editor.put_team("noord", Team(id="servicedesk", name="Service desk"))
    editor.put_agent("noord", Agent(person=ANA, role=Role.AGENT, teams=("servicedesk",)))
    weekdays: dict[str, Hours] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("08:00", "17:00"),))
    office = CalendarSpec(zone="Europe/Amsterdam", week=weekdays)
    editor.put_calendar("noord", NamedCalendar(id="office", name="Office hours", spec=office))
    editor.put_policy("noord", Policy(id="standard", rules=_RULES))
    for ref, prefix, address, language in (
        (ACME, "ACME", "support@acme.example", "en"),
        (DUIN, "DUIN", "hulp@duinrand.example", "nl"),
    ):
        editor.put_tenant(
            Tenant(
                ref=ref,
                name=prefix.title(),
                prefix=prefix,
                address=address,
                language=language,
                policy="standard",
                mail_key=f"{prefix}".encode().hex() * 8,
            )
        )


_RULES = (
    Rule(
        id="urgent",
        when=Conditions(priority=("urgent",)),
        calendar="office",
        targets={ClockKind.FIRST_RESPONSE: "PT30M", ClockKind.RESOLUTION: "PT4H"},
    ),
    Rule(
        id="other",
        calendar="office",
        targets={ClockKind.FIRST_RESPONSE: "PT4H", ClockKind.RESOLUTION: "P2D"},
    ),
)
