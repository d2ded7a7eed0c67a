"""Many rows at once: a hundred a request, and what the table leaves unprocessed is asked for again."""

from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import TicketWrite
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.table import Table
from tests.contract.builders import ACME, agent, ticket
from tests.contract.houses import House

KEYS = ("pk", "sk")


@pytest.fixture
def half_done(table: Table) -> Iterator[list[int]]:
    """Of each batch the table answers half, as when the answer would be larger than 16 MB."""
    sizes: list[int] = []
    events = table.row._get_connection().connection.client.meta.events

    def halve(parsed: dict[str, Any], **_: object) -> None:
        ((name, items),) = parsed["Responses"].items()
        sizes.append(len(items))
        done = (len(items) + 1) // 2
        left = [{key: item[key] for key in KEYS} for item in items[done:]]
        parsed["Responses"] = {name: items[:done]}
        parsed["UnprocessedKeys"] = {name: {"Keys": left, "ConsistentRead": True}} if left else {}

    events.register("after-call.dynamodb.BatchGetItem", halve)
    yield sizes
    events.unregister("after-call.dynamodb.BatchGetItem", halve)


def test_what_is_left_unprocessed_is_asked_for_again(house: House, half_done: list[int]) -> None:
    refs = [TicketRef(ACME, number) for number in range(1, 9)]
    for number in range(1, 9):
        house.intake.write(TicketWrite(ticket=ticket(number)))

    found = house.stores.for_principal(agent()).tickets.get_all(refs)

    assert set(found) == set(refs)
    assert half_done == [8, 4, 2, 1]


def test_a_hundred_are_asked_for_at_once(house: House, table: Table, calls: list[str]) -> None:
    house.intake.write(TicketWrite(ticket=ticket(7)))
    calls.clear()
    keys = [ticket_keys.ticket(TicketRef(ACME, number)) for number in range(1, 252)]

    assert [key.pk for key in table.get_all([*keys, *keys])] == [keys[6].pk]
    assert calls == ["BatchGetItem"] * 3
