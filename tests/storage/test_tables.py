"""Which rights each call of a scoped store uses, and how long a session serves."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.ports import PageRequest, Session, TicketWrite
from helpdesk.scoped_rights import KEPT, ScopedRights
from helpdesk.storage.row import Credentials
from helpdesk.storage.scoped import TableStores
from helpdesk.storage.table import Table
from helpdesk.storage.tables import SessionTables
from tests.contract import builders
from tests.contract.houses import REGION, Clock, House

OWN = "own"


class FakeSessions:
    """Hands out sessions whose access key says whom they are for."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: list[str] = []

    def of_desk(self, desk: str) -> Session:
        return self._session(desk)

    def of_tenant(self, scope: TenantRef) -> Session:
        return self._session(str(scope))

    def _session(self, place: str) -> Session:
        self.asked.append(place)
        expires = self.clock() + timedelta(hours=1)
        return Session(access_key=place, secret_key="s", token="t", expires=expires)


class Rights:
    """Stores over a table, and under whose rights each of their calls went out."""

    def __init__(self, own: Table, clock: Clock) -> None:
        self.used: list[tuple[str, str]] = []
        self.sessions = FakeSessions(clock)
        self._undo: list[Callable[[], None]] = []
        self._own = own
        self._watch(own, OWN)
        self.tables = SessionTables(own, ScopedRights(self._bind, self.sessions, clock))
        self.stores = TableStores(self.tables, 3)

    def _bind(self, session: Session) -> Table:
        credentials = Credentials(session.access_key, session.secret_key, session.token)
        table = Table(self._own.row.Meta.table_name, credentials=credentials, region=REGION)
        self._watch(table, credentials.access_key)
        return table

    def _watch(self, table: Table, whose: str) -> None:
        events: Any = table.row._get_connection().connection.client.meta.events

        def note(model: Any, **_: object) -> None:
            self.used.append((model.name, whose))

        events.register("before-call.dynamodb", note)
        self._undo.append(lambda: events.unregister("before-call.dynamodb", note))

    def close(self) -> None:
        for undo in self._undo:
            undo()


@pytest.fixture
def rights(house: House, table: Table) -> Iterator[Rights]:
    made = Rights(table, house.clock)
    yield made
    made.close()


ACME, ACME_TWO, GLOBEX = builders.ACME, builders.ACME_TWO, builders.GLOBEX
PAGE = PageRequest()


@pytest.mark.parametrize(
    ("who", "place"),
    [
        (builders.agent(), "noord"),
        (builders.requester(), "noord/acme"),
        (builders.manager(), "noord/acme"),
        (builders.link_to(builders.ticket(1).ref), "noord/acme"),
    ],
    ids=["agent", "requester", "manager", "link"],
)
def test_tickets_are_read_and_written_under_the_rights_of_the_scope_alone(
    house: House, rights: Rights, who: Principal, place: str
) -> None:
    made = house.intake.write(TicketWrite(ticket=builders.ticket(1, requester=builders.LISA)))
    rights.used.clear()
    store = rights.stores.for_principal(who).tickets

    store.get(made.ref)
    store.story(made.ref)
    store.write(TicketWrite(ticket=made, entries=(builders.message("e1"),)))
    if not who.ticket:
        store.next_number(ACME)

    assert {whose for _, whose in rights.used} == {place}
    assert rights.sessions.asked == [place]


def test_lists_are_read_under_the_rights_of_the_scope_alone(rights: Rights) -> None:
    agent = rights.stores.for_principal(builders.agent())
    agent.tickets.queue("noord", PAGE)
    agent.tickets.assigned_to("noord", "ana", PAGE)
    agent.tickets.of_tenant(ACME, PAGE)
    agent.quarantine.list("noord", PAGE)
    assert {whose for _, whose in rights.used} == {"noord"}

    rights.used.clear()
    rights.stores.for_principal(builders.manager()).tickets.of_tenant(ACME, PAGE)
    rights.stores.for_principal(builders.requester()).tickets.of_requester(ACME, "lisa", PAGE)
    assert {whose for _, whose in rights.used} == {"noord/acme"}


def test_a_conflict_is_looked_into_under_the_same_rights(house: House, rights: Rights) -> None:
    made = house.intake.write(TicketWrite(ticket=builders.ticket(1)))
    house.intake.write(TicketWrite(ticket=made))
    rights.used.clear()

    with pytest.raises(VersionConflict):
        rights.stores.for_principal(builders.agent()).tickets.write(TicketWrite(ticket=made))
    assert {whose for _, whose in rights.used} == {"noord"}


def test_only_somebody_met_for_the_first_time_takes_the_functions_own_rights(rights: Rights) -> None:
    new = builders.person(builders.OMAR)
    rights.stores.for_principal(builders.agent()).tickets.write(
        TicketWrite(ticket=builders.ticket(1, requester=builders.OMAR), person=new)
    )

    assert rights.used == [("TransactWriteItems", OWN)]


def test_a_session_serves_until_shortly_before_its_end(rights: Rights) -> None:
    for at in (0, 49, 51, 60):
        rights.sessions.clock.at = builders.minutes(at)
        rights.tables.of_tenant(ACME)

    assert rights.sessions.asked == ["noord/acme", "noord/acme"]


def test_no_scope_is_served_with_the_session_of_another(rights: Rights) -> None:
    tables = [
        rights.tables.of_tenant(ACME),
        rights.tables.of_tenant(ACME_TWO),
        rights.tables.of_desk("noord"),
        rights.tables.of_tenant(GLOBEX),
    ]

    assert len({id(table) for table in tables}) == 4
    assert rights.sessions.asked == ["noord/acme", "noord/acme-2", "noord", "host/globex"]


def test_a_process_keeps_only_so_many_clients(house: House, table: Table) -> None:
    sessions = FakeSessions(house.clock)
    tables = ScopedRights(lambda _: table, sessions, house.clock)

    for number in range(KEPT + 1):
        tables.of_tenant(TenantRef("noord", f"t{number}"))
    tables.of_tenant(TenantRef("noord", f"t{KEPT}"))
    tables.of_tenant(TenantRef("noord", "t0"))

    assert sessions.asked[-1] == "noord/t0"
    assert len(sessions.asked) == KEPT + 2
