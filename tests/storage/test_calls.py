"""How many calls each thing costs; the clock of a benchmark wobbles, these do not."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import PageRequest, TicketWrite
from helpdesk.storage.table import Table
from tests.contract.builders import (
    ACME,
    LISA,
    NOW,
    OMAR,
    agent,
    delivery,
    message,
    minutes,
    person,
    requester,
    ticket,
)
from tests.contract.houses import SHARDS, House


def test_a_new_mail_costs_three_calls(house: House, calls: list[str]) -> None:
    house.intake.look_up(ACME, "m@x", [f"r{i}@x" for i in range(200)], OMAR.email)
    number = house.intake.next_number(ACME)
    new = ticket(number, requester=OMAR)
    house.intake.write(
        TicketWrite(
            ticket=new,
            entries=(message("e1"),),
            deliveries=(delivery("d1", new.ref),),
            marks=("m@x",),
            person=person(OMAR),
        )
    )
    assert calls == ["BatchGetItem", "UpdateItem", "TransactWriteItems"]


def test_reading_and_listing_cost_one_call_each(house: House, calls: list[str]) -> None:
    for number in range(1, 4):
        house.intake.write(TicketWrite(ticket=ticket(number), entries=(message("e1"),)))
    calls.clear()
    own = house.stores.for_principal(requester()).tickets
    own.get(TicketRef(ACME, 1))
    own.story(TicketRef(ACME, 1))
    own.of_requester(ACME, LISA.id, PageRequest(limit=3))
    house.stores.for_principal(agent()).tickets.queue("noord", PageRequest(limit=2))
    assert calls == ["GetItem", "Query", "Query", "Query"]


def test_what_is_out_of_reach_costs_nothing(house: House, calls: list[str]) -> None:
    store = house.stores.for_principal(agent(desk="host")).tickets
    for ask in (store.get, store.story):
        with pytest.raises(NotFound):
            ask(TicketRef(ACME, 1))
    assert calls == []


def test_settling_costs_one_call(house: House, calls: list[str]) -> None:
    new = ticket(1)
    house.intake.write(TicketWrite(ticket=new, deliveries=(delivery("d1", new.ref),)))
    calls.clear()
    house.outbox.settle(replace(delivery("d1", new.ref), state=DeliveryState.SENT), ["a@x", "b@x"])
    assert calls == ["TransactWriteItems"]


def test_what_is_due_costs_a_query_a_shard(house: House, calls: list[str]) -> None:
    for number in range(1, 10):
        house.intake.write(TicketWrite(ticket=ticket(number, next_action_at=NOW)))
    calls.clear()
    assert len(list(house.checker.due(NOW, 9))) == 9
    assert calls == ["Query"] * SHARDS


def test_a_conflict_brings_what_stands_without_another_read(house: House, calls: list[str]) -> None:
    stored = house.intake.write(TicketWrite(ticket=ticket(1)))
    house.intake.write(TicketWrite(ticket=stored))
    calls.clear()
    with pytest.raises(Exception, match="somebody else"):
        house.intake.write(TicketWrite(ticket=stored))
    assert calls == ["TransactWriteItems"]


def test_the_directory_is_asked_once_a_minute(house: House, calls: list[str]) -> None:
    def ask() -> None:
        house.directory.desk("noord")
        house.directory.tenant_of_address("support@acme.example")
        house.directory.tenant_of_prefix("ACME")

    ask()
    first = list(calls)
    house.clock.at = minutes(0.9)
    ask()
    assert calls == first == ["Query", "GetItem", "GetItem"]
    house.clock.at = minutes(1)
    ask()
    assert len(calls) == 6


def test_what_is_not_there_is_asked_for_each_time(house: House, calls: list[str]) -> None:
    for _ in range(2):
        assert house.directory.tenant_of_address("nobody@x.example") is None
    assert calls == ["GetItem", "GetItem"]


def test_memberships_are_always_asked_for(house: House, calls: list[str]) -> None:
    house.directory.memberships(LISA.email)
    house.directory.memberships(LISA.email)
    assert calls == ["Query", "Query"]


def test_lists_read_index_partitions_of_their_scope_alone(house: House, table: Table) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1, due=5, assignee=LISA, next_action_at=NOW)))
    row = table.row.get("noord/acme#TICKET#1", "TICKET")
    assert row.queue_pk == "noord#OPEN"
    assert row.assignee_pk == "noord#AGENT#lisa"
    assert row.requester_pk == "noord/acme#REQUESTER#lisa"
    assert row.tenant_pk == "noord/acme#TICKETS"
    assert row.work_pk.startswith("WORK#SLA#")
