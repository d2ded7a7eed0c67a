"""Two people at once, and what goes wrong on our side."""

import logging
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Principal
from helpdesk.ports import ScopedStores, TicketWrite
from helpdesk.web.handlers import handler
from tests.fakes import FakeIntakeStore
from tests.functions.desks import ANA, KIM, LARS, Desks
from tests.functions.gateway import Gateway, as_caller, request
from tickets_api.app import app

REF = TicketRef(TenantRef("noord", "acme"), 1)


@pytest.fixture
def house(api: Gateway) -> Gateway:
    """With kim's ticket ACME-1."""
    assert api.post(KIM, "/tickets", {"subject": "x", "text": "y"}).status == 201
    return api


class Broken:
    """Stores that fail in one way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def for_principal(self, principal: Principal) -> ScopedStores:
        raise self.error


class Keeper(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """What the API logs."""
    keeper = Keeper()
    logger = logging.getLogger("tickets-api")
    logger.addHandler(keeper)
    yield keeper.records
    logger.removeHandler(keeper)


def test_a_stale_change_is_told_what_stands_now(house: Gateway) -> None:
    seen = house.get(ANA, "/tickets/ACME-1").headers["ETag"]
    house.put(LARS, "/tickets/ACME-1/assignee", {"agent": "lars"})

    reply = house.put(ANA, "/tickets/ACME-1/assignee", {"agent": "ana"}, If_Match=seen)

    assert (reply.status, reply.json["code"]) == (409, "version-conflict")
    assert reply.json["current"]["assignee"]["id"] == "lars"
    assert reply.json["current"]["version"] == 2
    assert house.get(ANA, "/tickets/ACME-1").json["ticket"]["assignee"]["id"] == "lars"


def test_what_stands_now_is_shown_to_a_requester_as_to_a_requester(house: Gateway) -> None:
    house.put(LARS, "/tickets/ACME-1/assignee", {"agent": "lars"})

    reply = house.post(KIM, "/tickets/ACME-1/messages", {"text": "well?"}, If_Match='"1"')

    assert reply.status == 409
    assert reply.json["current"]["assignee"] == {"id": None, "name": "Lars Vik", "email": None}


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', "*"])
def test_a_change_of_what_was_seen_goes_through(house: Gateway, tag: str) -> None:
    reply = house.put(ANA, "/tickets/ACME-1/state", {"state": "open"}, If_Match=tag)

    assert (reply.status, reply.headers["ETag"]) == (200, '"2"')


def test_without_a_version_a_conflict_is_tried_again(house: Gateway, desks: Desks) -> None:
    desks.memory.before_write.append(lambda: _somebody_writes(desks))

    reply = house.post(ANA, "/tickets/ACME-1/messages", {"text": "hello"})

    assert (reply.status, reply.json["version"]) == (201, 3)


def test_with_a_version_a_conflict_in_the_last_moment_is_one_too(house: Gateway, desks: Desks) -> None:
    desks.memory.before_write.append(lambda: _somebody_writes(desks))

    reply = house.post(ANA, "/tickets/ACME-1/messages", {"text": "hello"}, If_Match='"1"')

    assert (reply.status, reply.json["current"]["version"]) == (409, 2)


def test_doing_what_is_done_changes_nothing(house: Gateway) -> None:
    first = house.put(ANA, "/tickets/ACME-1/assignee", {"agent": "ana"}).json["version"]

    assert house.put(ANA, "/tickets/ACME-1/assignee", {"agent": "ana"}).json["version"] == first


def test_a_ticket_never_becomes_new_again(house: Gateway) -> None:
    house.put(ANA, "/tickets/ACME-1/state", {"state": "open"})

    reply = house.put(ANA, "/tickets/ACME-1/state", {"state": "new"})

    assert (reply.status, reply.json["code"]) == (409, "conflict")
    assert "current" not in reply.json


def test_a_fault_of_ours_is_logged_and_answered_without_its_text(
    desks: Desks, logged: list[logging.LogRecord]
) -> None:
    reply = _asked(desks, Broken(ZeroDivisionError("secret of the house")))

    assert (reply["statusCode"], reply["headers"]["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in reply["body"]
    problem = msgspec.json.decode(reply["body"])
    assert problem["code"] == "internal"
    (record,) = logged
    assert getattr(record, "incident", "") in problem["detail"]
    assert record.exc_info
    assert "secret of the house" in str(record.exc_info[1])


def test_a_service_that_does_not_answer_is_worth_another_try(
    desks: Desks, logged: list[logging.LogRecord]
) -> None:
    reply = _asked(desks, Broken(Unavailable("the table does not answer")))

    assert (reply["statusCode"], reply["headers"]["Retry-After"]) == (503, "5")
    assert len(logged) == 1


def test_a_function_that_cannot_be_wired_says_so_and_stays_up(logged: list[logging.LogRecord]) -> None:
    def unwired() -> object:
        raise KeyError("LOKET_TABLE")

    reply = handler(app, unwired)(request("GET", "/sign-in"), None)

    assert reply["statusCode"] == 500
    assert "LOKET_TABLE" not in reply["body"]
    assert len(logged) == 1


def _asked(desks: Desks, stores: Broken) -> dict[str, Any]:
    deps = msgspec.structs.replace(desks.deps, stores=stores)
    event = request("GET", "/tickets/ACME-1")
    event["requestContext"]["authorizer"] = as_caller(desks, ANA)
    return handler(app, lambda: deps)(event, None)


def _somebody_writes(desks: Desks) -> None:
    store = FakeIntakeStore(desks.memory)
    store.write(TicketWrite(ticket=store.get(REF)))
