"""A table that is throttled, contended or away: our own errors, never a raw one where waiting can help."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from botocore.stub import Stubber
from pynamodb.exceptions import PynamoDBException

from helpdesk.domain.errors import DuplicateMail, PersonExists, Unavailable, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import PageRequest, TicketWrite
from helpdesk.storage.intake import CrossTenantIntake
from helpdesk.storage.table import Table
from tests.contract.builders import ACME, LISA, message, person, ticket

PAGE = PageRequest()


@pytest.fixture
def store(table: Table) -> CrossTenantIntake:
    return CrossTenantIntake(table, 1)


@pytest.mark.parametrize(
    "code",
    [
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "InternalServerError",
    ],
)
def test_a_throttled_table_is_unavailable(table: Table, store: CrossTenantIntake, code: str) -> None:
    ref = TicketRef(ACME, 1)
    for operation, ask in (
        ("get_item", lambda: store.get(ref)),
        ("query", lambda: store.story(ref)),
        ("query", lambda: store.queue("noord", PAGE)),
        ("batch_get_item", lambda: store.look_up(ACME, "m@x", (), "")),
        ("update_item", lambda: store.next_number(ACME)),
        ("transact_write_items", lambda: store.write(TicketWrite(ticket=ticket(1)))),
    ):
        with answering(table) as stub:
            stub.add_client_error(operation, code, http_status_code=400)
            with pytest.raises(Unavailable) as refused:
                ask()
        assert refused.value.status == 503


def test_a_table_out_of_reach_is_unavailable() -> None:
    nowhere = Table("away", endpoint="http://127.0.0.1:9", region="eu-west-1", attempts=1)
    with pytest.raises(Unavailable):
        CrossTenantIntake(nowhere, 1).get(TicketRef(ACME, 1))


def test_a_mistake_of_ours_is_not_called_unavailable(table: Table, store: CrossTenantIntake) -> None:
    with answering(table) as stub:
        stub.add_client_error("get_item", "AccessDeniedException", http_status_code=400)
        with pytest.raises(PynamoDBException, match="AccessDenied"):
            store.get(TicketRef(ACME, 1))


@pytest.mark.parametrize(
    ("reasons", "refusal"),
    [
        (["TransactionConflict", "None", "None", "None", "None"], VersionConflict),
        (["None", "TransactionConflict", "None", "None", "None"], Unavailable),
        (["None", "None", "None", "TransactionConflict", "None"], Unavailable),
        (["ThrottlingError", "None", "None", "None", "None"], Unavailable),
        (["None", "None", "None", "None", "ProvisionedThroughputExceeded"], Unavailable),
        (["ConditionalCheckFailed", "ConditionalCheckFailed", "None", "None", "None"], VersionConflict),
        (["None", "ConditionalCheckFailed", "None", "None", "None"], DuplicateMail),
        (["None", "None", "ConditionalCheckFailed", "None", "None"], PersonExists),
        (["None", "None", "None", "ConditionalCheckFailed", "None"], PersonExists),
        (["TransactionConflict", "ConditionalCheckFailed", "None", "None", "None"], DuplicateMail),
    ],
)
def test_why_a_transaction_was_cancelled_decides(
    table: Table, store: CrossTenantIntake, reasons: list[str], refusal: type[Exception]
) -> None:
    change = TicketWrite(
        ticket=ticket(1), marks=("m@x",), person=person(LISA), entries=(message("e1"),)
    )  # rows in this order: ticket, mark, person, login, entry
    with answering(table) as stub:
        stub.add_client_error(
            "transact_write_items",
            "TransactionCanceledException",
            http_status_code=400,
            modeled_fields={"CancellationReasons": [{"Code": code} for code in reasons]},
        )
        stub.add_response("get_item", {})  # a conflict without the old row makes the store look
        with pytest.raises(refusal):
            store.write(change)


def test_calls_are_tried_five_times_before_giving_up() -> None:
    client = Table("x", region="eu-west-1").row._get_connection().connection.client
    retries = getattr(client.meta.config, "retries", None)
    assert retries == {"mode": "standard", "total_max_attempts": 5}


def test_making_a_table_connects_to_nothing() -> None:
    assert Table("x").row._connection is None


@contextmanager
def answering(table: Table) -> Iterator[Stubber]:
    with Stubber(table.row._get_connection().connection.client) as stub:
        yield stub
