"""What requests cost at the store, counted at the client: the lists and the ticket that everybody opens."""

from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.schema import table_request
from helpdesk.storage.scoped import TableStores
from helpdesk.storage.table import Table
from helpdesk.storage.tables import OneTable
from tests.functions.desks import ANA, GIL, KIM, OMAR, Desks, furnish_desks
from tests.functions.gateway import Gateway


class Counted:
    """The API on a table, and the requests to it."""

    def __init__(self, table: Table) -> None:
        desks = Desks()
        furnish_desks(TableDirectoryEditor(table))
        self.calls: Counter[str] = Counter()
        self.api = Gateway(desks)
        desks.deps = replace(
            desks.deps,
            stores=TableStores(OneTable(table), 4),
            directory=TableDirectory(table, lambda: desks.now),
            editor=TableDirectoryEditor(table),
            admin=replace(desks.deps.admin, rows=TableAdministration(table)),
        )
        events = table.row._get_connection().connection.client.meta.events
        events.register("before-call.dynamodb", self._note)

    def _note(self, model: msgspec.Struct, **_: object) -> None:
        self.calls[model.name] += 1  # type: ignore[attr-defined]

    def of(self, who: str, path: str, **query: str) -> dict[str, int]:
        """The requests of a warm call."""
        assert self.api.get(who, path, **query).status == 200
        self.calls.clear()
        assert self.api.get(who, path, **query).status == 200
        return dict(self.calls)


@pytest.fixture(scope="module")
def counted() -> Iterator[Counted]:
    with mock_aws():
        table = Table("round-trips", region="eu-west-1")
        request = {**table_request("round-trips")}
        del request["StreamSpecification"]
        table.row._get_connection().connection.dispatch("CreateTable", request)
        made = Counted(table)
        for number in range(27):
            for who in (KIM, GIL):
                opened = made.api.post(who, "/tickets", {"subject": f"No. {number}", "text": "It hums."})
                assert opened.status == 201
        yield made


def test_a_requesters_list_of_25_is_one_query(counted: Counted) -> None:
    assert counted.of(KIM, "/tickets", view="requested", limit="25") == {"Query": 1}


def test_a_ticket_with_its_story_is_one_query(counted: Counted) -> None:
    assert counted.of(KIM, "/tickets/ACME-1") == {"Query": 1}


def test_where_its_requester_is_called_back_costs_the_desk_a_row_a_minute(counted: Counted) -> None:
    """However often it looks whether something is new."""
    assert counted.of(ANA, "/tickets/ACME-1") == {"Query": 1}
    counted.api.desks.later(seconds=60)
    counted.api.get(KIM, "/tickets/ACME-1")  # the desk is known again, and whose prefix it is
    counted.calls.clear()
    told = [counted.api.get(ANA, "/tickets/ACME-1").json["requester_phones"] for _ in range(4)]
    assert told == [[]] * 4
    assert counted.calls == {"Query": 4, "GetItem": 1}


def test_a_change_of_a_ticket_reads_nothing_of_its_requester(counted: Counted) -> None:
    counted.api.desks.later(seconds=60)
    path, change = "/tickets/ACME-1/notes", {"GetItem": 1, "TransactWriteItems": 1}
    assert counted.api.post(ANA, path, {"text": "Seen."}).status == 201
    counted.calls.clear()
    assert counted.api.post(ANA, path, {"text": "Seen again."}).status == 201
    assert counted.calls == change


def test_who_stands_under_a_ticket_is_read_a_hundred_at_a_time(counted: Counted) -> None:
    keys = [f"ACME-{number}" for number in (2, 3, 4)]
    for key in keys:
        assert (
            counted.api.put(ANA, f"/tickets/{key}/relations/ACME-27", {"relation": "child-of"}).status == 200
        )

    assert counted.of(ANA, "/tickets/ACME-27/announcements") == {"GetItem": 1, "BatchGetItem": 1}


@pytest.mark.parametrize(("who", "desks"), [(ANA, 1), (OMAR, 2)])
def test_a_queue_is_one_query_a_desk(counted: Counted, who: str, desks: int) -> None:
    assert counted.of(who, "/tickets", view="queue", limit="25") == {"Query": desks}
