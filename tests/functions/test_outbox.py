"""The relay and the outbox with real payloads."""

import msgspec
import pytest

from helpdesk.bootstrap import RelayQueues
from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.tickets import Ticket
from helpdesk.messages import of_delivery
from outbox.handler import respond as carry_out
from outbox.relay import respond as relay
from tests.events import load
from tests.fakes import FakeQueue
from tests.functions.queues import Context, batch
from tests.usecases.house import House, letter


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def ticket(house: House) -> Ticket:
    return house.opened(letter())


def message(house: House, ticket: Ticket) -> str:
    return msgspec.json.encode(of_delivery(house.deliveries(ticket.ref)[0])).decode()


def failures(house: House, *bodies: str) -> list[str]:
    answer = carry_out(house.outbox, batch(*bodies), Context())  # type: ignore[arg-type]
    return [str(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]


def test_a_delivery_is_sent_once_though_told_twice(house: House, ticket: Ticket) -> None:
    assert failures(house, message(house, ticket), message(house, ticket)) == []
    assert [mail.to for mail in house.mailer.sent] == [("pim@acme.example",)]
    assert house.mailer.sent[0].tags == {
        "desk": "noord", "tenant": "acme", "number": "1", "delivery": house.deliveries(ticket.ref)[0].id,
    }  # fmt: skip


def test_only_what_failed_comes_back(house: House, ticket: Ticket) -> None:
    house.mailer.down = 1
    gone = '{"desk":"noord","tenant":"acme","number":99,"delivery":"x1"}'

    assert failures(house, message(house, ticket), gone, "{}") == ["m0", "m2"]
    assert house.deliveries(ticket.ref)[0].state is DeliveryState.PENDING


def test_the_relay_passes_on_what_others_wait_for() -> None:
    queues = RelayQueues(outbox=FakeQueue(), index=FakeQueue(), webhooks=FakeQueue())

    assert relay(queues, load("stream-batch")) == {
        "deliveries": 1,
        "tickets": 1,
        "articles": 0,
        "people": 0,
        "events": 1,
    }
    assert isinstance(queues.outbox, FakeQueue)
    assert isinstance(queues.index, FakeQueue)
    assert msgspec.json.decode(queues.outbox.sent[0]) == {
        "desk": "noord", "tenant": "acme", "number": 7, "delivery": "01kdelivery",
    }  # fmt: skip
    assert msgspec.json.decode(queues.index.sent[0]) == {"desk": "noord", "tenant": "acme", "number": 7}


def test_the_relay_never_holds_up_the_stream() -> None:
    queues = RelayQueues(outbox=FakeQueue(down=1), index=FakeQueue(), webhooks=FakeQueue())

    assert relay(queues, load("stream-batch")) == {
        "deliveries": 0,
        "tickets": 1,
        "articles": 0,
        "people": 0,
        "events": 1,
    }
    assert relay(queues, {"Records": [{"dynamodb": {}}, {}]}) == {
        "deliveries": 0,
        "tickets": 0,
        "articles": 0,
        "people": 0,
        "events": 0,
    }
