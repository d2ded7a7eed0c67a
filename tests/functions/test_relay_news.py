"""What the relay makes of rows that were written, and of rows that are gone."""

from typing import Any

import msgspec

from helpdesk.bootstrap import RelayQueues
from outbox.relay import respond
from tests.fakes import FakeQueue

PERSON = {"pk": {"S": "noord/acme#PEOPLE"}, "sk": {"S": "PERSON#lisa"}, "kind": {"S": "person"}}
TICKET = {"pk": {"S": "noord/acme#TICKET#7"}, "sk": {"S": "TICKET"}, "kind": {"S": "ticket"}}
ENTRY = {"pk": {"S": "noord/acme#TICKET#8"}, "sk": {"S": "ENTRY#01k"}, "kind": {"S": "entry"}}
LISA = {"desk": "noord", "tenant": "acme", "person": "lisa"}


def written(image: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {"eventName": "MODIFY", "dynamodb": {"NewImage": image, "OldImage": image}}


def removed(image: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {"eventName": "REMOVE", "dynamodb": {"OldImage": image}}


def told_to_the_index(*records: dict[str, Any]) -> list[object]:
    queues = RelayQueues(outbox=FakeQueue(), index=(index := FakeQueue()), webhooks=FakeQueue())
    respond(queues, {"Records": list(records)})
    return [msgspec.json.decode(body) for body in index.sent]


def test_a_changed_person_is_told_once() -> None:
    assert told_to_the_index(written(PERSON), written(PERSON)) == [LISA]


def test_people_and_tickets_that_are_gone_are_told_too() -> None:
    assert told_to_the_index(removed(PERSON), removed(TICKET)) == [
        {"desk": "noord", "tenant": "acme", "number": 7},
        LISA,
    ]


def test_other_rows_that_go_say_nothing() -> None:
    assert told_to_the_index(removed(ENTRY)) == []
    assert told_to_the_index(removed({**PERSON, "sk": {"S": "GROUPS"}})) == []
    assert told_to_the_index(written({**PERSON, "pk": {"S": "noord#PEOPLE"}})) == []
