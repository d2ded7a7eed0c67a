"""Rows as they lie in the table, and what those who listen to its stream make of them."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from helpdesk.domain.catalogue import Service
from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.errors import TooLarge
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText
from helpdesk.domain.knowledge.trees import AnswerEnd, Tree
from helpdesk.ports import TicketWrite
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.checker import CrossTenantChecker
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import limits as limit_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import Key, instant
from helpdesk.storage.row import Row
from helpdesk.storage.schema import EXPIRES, HASH_KEY, INDEXES, RANGE_KEY, table_request
from helpdesk.storage.stream import DeliveryPending, TicketChanged, read_image
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import index_keys
from tests.contract.builders import ACME, ANA, NOW, delivery, message, minutes, ticket
from tests.contract.houses import House

REF = TicketRef(ACME, 1)


def test_the_model_is_of_the_tables_shape() -> None:
    attributes = set(Row.get_attributes())
    assert attributes >= {HASH_KEY, RANGE_KEY, EXPIRES, "kind", "body", "version"}
    assert set(Row._indexes) == set(INDEXES)
    for index in table_request("x")["GlobalSecondaryIndexes"]:
        assert {key["AttributeName"] for key in index["KeySchema"]} <= attributes


def test_listeners_hear_of_tickets_entries_and_pending_deliveries(house: House, table: Table) -> None:
    house.intake.write(
        TicketWrite(
            ticket=ticket(1), entries=(message("e1"),), deliveries=(delivery("d1", REF),), marks=("m@x",)
        )
    )
    house.outbox.count_automatic("a@x", "s", NOW)

    assert read_image(image(table, ticket_keys.ticket(REF))) == TicketChanged(REF)
    assert read_image(image(table, ticket_keys.entry(REF, "e1"))) == TicketChanged(REF)
    assert read_image(image(table, ticket_keys.delivery(REF, "d1"))) == DeliveryPending(REF, "d1")
    assert read_image(image(table, mail_keys.mark(ACME, "m@x"))) is None
    assert read_image(image(table, ticket_keys.sequence(ACME))) is None
    assert read_image(image(table, desk_keys.desk("noord"))) is None
    assert read_image(image(table, limit_keys.automatic_answer("a@x", "s", NOW))) is None
    assert read_image({}) is None


def test_listeners_hear_nothing_of_a_settled_delivery(house: House, table: Table) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), deliveries=(delivery("d1", REF),)))
    house.outbox.settle(replace(delivery("d1", REF), state=DeliveryState.STOPPED, reason="loop"))
    assert read_image(image(table, ticket_keys.delivery(REF, "d1"))) is None


def test_what_is_counted_is_forgotten_by_itself(house: House, table: Table) -> None:
    house.outbox.count_automatic("a@x", "s", NOW)
    row = image(table, limit_keys.automatic_answer("a@x", "s", NOW))
    assert int(str(row[EXPIRES]["N"])) > minutes(7 * 24 * 60).timestamp()
    assert row["kind"] == {"S": "automatic"}


def test_a_closed_ticket_is_in_no_index_of_open_ones() -> None:
    closed = ticket(1, state="closed", assignee=ANA)
    assert set(index_keys(closed, 4)) == {"requester", "tenant"}
    assert set(index_keys(replace(closed, state="open", next_action_at=NOW), 4)) == set(INDEXES)


def test_due_work_is_read_page_by_page_only_as_far_as_it_is_asked_for(
    house: House, table: Table, calls: list[str]
) -> None:
    with table.row.batch_write() as batch:
        for number in range(1, 251):
            batch.save(
                table.row(
                    *ticket_keys.ticket(TicketRef(ACME, number)),
                    kind="ticket",
                    work_pk=work_keys.sla_work(0),
                    work_sk=instant(minutes(-number)),
                )
            )
    calls.clear()
    checker = CrossTenantChecker(table, 1)
    due = iter(checker.due(NOW, 1000))
    first = [next(due).ref.number for _ in range(100)]
    assert calls == ["Query"]
    assert first + [one.ref.number for one in due] == list(range(250, 0, -1))
    assert calls == ["Query"] * 3


def image(table: Table, key: Key) -> Mapping[str, Mapping[str, object]]:
    """The row as a stream record carries it."""
    connection = table.row._get_connection().connection
    name = table.row.Meta.table_name
    asked = {"TableName": name, "Key": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}}
    found: Mapping[str, Mapping[str, object]] = connection.dispatch("GetItem", asked)["Item"]
    return found


def test_what_no_row_can_hold_is_told_and_not_sent(house: House, table: Table, calls: list[str]) -> None:
    """The table would refuse it too, with an error that nobody could tell from a fault of ours."""
    long = {f"{first}{second}": "я" * 5000 for first in "abcdef" for second in "abcdefgh"}
    texts = {language: BulletinText(title="T", body=body) for language, body in long.items()}
    bulletin = Bulletin(
        desk="noord", id="b", texts=texts, starts=NOW, by=ANA, created_at=NOW, updated_at=NOW
    )  # fmt: skip
    writes = (
        lambda: house.knowledge.put_tree(
            Tree(desk="noord", id="t", space="s", names={"en": "T"}, start="a",
                 nodes=(AnswerEnd(id="a", texts=long),))
        ),
        lambda: house.bulletins.put_bulletin(bulletin),
        lambda: TableAdministration(table).put_services(
            "noord", (Service(id="s", name="S", helps=long),)
        ),
    )  # fmt: skip

    for write in writes:
        with pytest.raises(TooLarge, match="at most 396 KB"):
            write()
    assert "PutItem" not in calls
    assert "TransactWriteItems" not in calls
