"""A private store with open tickets for the checker's benchmark, every request to it counted."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from helpdesk import observe
from helpdesk.domain import changes
from helpdesk.domain.calendar_specs import CalendarSpec
from helpdesk.domain.changes import Act
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import SYSTEM, MessageEntry
from helpdesk.holiday_days import public_holidays
from helpdesk.ports import TicketWrite
from helpdesk.storage.attempts import TableAttempts
from helpdesk.storage.checker import CrossTenantChecker
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.table import Table
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.check_promises import CheckerDeps
from helpdesk.usecases.deps import home_of
from ops.bench.intake_house import NAMES
from ops.local.cloud import LocalCloud
from ops.local.table import table_of

SCOPE = TenantRef("bench", "acme")
SHARDS = 4
_AGENTS = 40
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class House:
    """The checker as bootstrap wires it. `calls` and `rows` count requests, and rows that queries read."""

    def __init__(self, cloud: LocalCloud, workers: int = 1) -> None:
        self.table: Table = table_of(cloud, NAMES)
        self._dynamodb = cloud.client("dynamodb")
        self.calls: Counter[str] = Counter()
        self.rows = 0
        self.store = CrossTenantChecker(self.table, SHARDS)
        self.now = observe.now()
        self.checker = CheckerDeps(
            store=self.store,
            directory=TableDirectory(self.table, observe.now),
            agreements=Agreements(public_holidays),
            attempts=TableAttempts(self.table),
            redeliver=lambda _: None,
            now=lambda: self.now,
            new_id=observe.new_id,
            workers=workers,
        )
        client = self.table.row._get_connection().connection.client  # noqa: SLF001 - to listen, nothing else
        client.meta.events.register("after-call.dynamodb", self._note)

    def furnish(self) -> None:
        """A desk around the clock, with people to tell."""
        editor = TableDirectoryEditor(self.table)
        editor.put_desk(Desk(id="bench", name="Bench"))
        editor.put_team("bench", Team(id="team", name="Team"))
        for number in range(_AGENTS):
            person = PersonRef(id=f"a{number}", name=f"Agent {number}", email=f"a{number}@bench.example")
            editor.put_agent("bench", Agent(person=person, role=Role.AGENT, teams=("team",)))
        always = CalendarSpec(zone="UTC", week=dict.fromkeys(_DAYS, (("00:00", "24:00"),)))
        editor.put_calendar("bench", NamedCalendar(id="always", name="Always", spec=always))
        targets = {ClockKind.FIRST_RESPONSE: "PT1H", ClockKind.RESOLUTION: "PT100H"}
        rule = Rule(id="all", calendar="always", targets=targets, notify=("assignee",))
        editor.put_policy("bench", Policy(id="usual", rules=(rule,)))
        editor.put_tenant(
            Tenant(
                ref=SCOPE, name="Acme", prefix="ACME", address="support@bench.example", policy="usual",
                mail_key="00" * 32,
            )
        )  # fmt: skip

    def open_due(self, first: int, count: int) -> None:
        """Whole tickets whose warning is due now, 46 minutes after they were opened."""
        agreement = home_of(self.checker.directory, self.checker.agreements, SCOPE).agreement
        act = Act(by=SYSTEM, at=self.now - timedelta(minutes=46), agreement=agreement, new_id=observe.new_id)
        for number in range(first, first + count):
            message = MessageEntry(id=act.new_id(), at=act.at, by=SYSTEM, text="It smokes. " * 20)
            ticket, entries = changes.open_ticket(_ticket(number, act.at), message, act)
            self.store.write(TicketWrite(ticket=ticket, entries=entries))

    def open_later(self, first: int, count: int) -> None:
        """As many rows as open tickets have in the indexes, due some time in the coming days."""
        rows = (self._row(number) for number in range(first, first + count))
        batch: list[dict[str, object]] = []
        for row in rows:
            batch.append({"PutRequest": {"Item": row}})
            if len(batch) == 25:
                self._dynamodb.batch_write_item(RequestItems={NAMES["TableName"]: batch})
                batch = []
        if batch:
            self._dynamodb.batch_write_item(RequestItems={NAMES["TableName"]: batch})

    def _row(self, number: int) -> dict[str, dict[str, str]]:
        ref = TicketRef(SCOPE, number)
        due = instant(self.now + timedelta(hours=1, seconds=number % 200_000))
        pk = ticket_keys.ticket(ref).pk
        row = {
            "pk": pk, "sk": ticket_keys.TICKET_ROW, "kind": "ticket", "body": "{}",
            "work_pk": work_keys.sla_work(work_keys.shard_of(pk, SHARDS)), "work_sk": due,
        }  # fmt: skip
        return {name: {"S": value} for name, value in row.items()}

    def _note(self, parsed: dict[str, object], model: object, **_: object) -> None:
        operation = str(getattr(model, "name", "?"))
        self.calls[operation] += 1
        if operation == "Query":
            self.rows += int(str(parsed.get("ScannedCount", 0)))


def row_sizes(house: House, number: int) -> Iterator[int]:
    """Bytes of a ticket's rows, as the table counts them (names and values)."""
    for row in house.table.partition(ticket_keys.ticket(TicketRef(SCOPE, number)).pk):
        yield sum(len(name) + len(str(*value.values())) for name, value in row.to_dynamodb_dict().items())


def _ticket(number: int, at: datetime) -> Ticket:
    who = f"a{number % _AGENTS}"
    return Ticket(
        ref=TicketRef(SCOPE, number),
        key=f"ACME-{number}",
        subject=f"Printer {number} is on fire",
        channel=Channel.MAIL,
        requester=PersonRef(id="pim", name="Pim", email="pim@acme.example"),
        team="team",
        assignee=PersonRef(id=who, name=who, email=f"{who}@bench.example"),
        policy="usual",
        created_at=at,
        updated_at=at,
    )
