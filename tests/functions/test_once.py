"""Requests that are sent again: a device that lost the answer asks twice and is heard once."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict
from helpdesk.usecases import opening, tickets
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.once import AlreadyDone, OnceStores, once_of
from tests.functions.desks import ANA, DORA, KIM, LARS, PIM, Desks
from tests.functions.gateway import Gateway

KEY = "3f0c1b2e-0c4f-4b6e-9d1a-2f7a7a1c0001"
OTHER_KEY = "3f0c1b2e-0c4f-4b6e-9d1a-2f7a7a1c0002"
NEW = {"subject": "x", "text": "y"}


@pytest.fixture
def house(api: Gateway) -> Gateway:
    """With kim's ticket ACME-1."""
    assert api.post(KIM, "/tickets", NEW).status == 201
    return api


def said(house: Gateway, text: str) -> int:
    """How often the timeline of ACME-1 has this text."""
    return [entry.get("text") for entry in house.get(ANA, "/tickets/ACME-1").json["timeline"]].count(text)


def test_the_same_answer_sent_twice_is_written_and_mailed_once(house: Gateway) -> None:
    version = house.get(ANA, "/tickets/ACME-1").json["ticket"]["version"]
    sending = {"if_match": f'"{version}"', "idempotency_key": KEY}

    first = house.post(ANA, "/tickets/ACME-1/messages", {"text": "On my way"}, **sending)
    again = house.post(ANA, "/tickets/ACME-1/messages", {"text": "On my way"}, **sending)

    assert (first.status, again.status) == (201, 201)
    assert again.json == first.json
    assert said(house, "On my way") == 1
    timeline = house.get(ANA, "/tickets/ACME-1").json["timeline"]
    assert [len(entry["deliveries"]) for entry in timeline if entry.get("text") == "On my way"] == [1]


def test_the_answer_to_the_second_shows_what_stands_now(house: Gateway) -> None:
    house.put(ANA, "/tickets/ACME-1/state", {"state": "solved"}, idempotency_key=KEY)
    house.put(LARS, "/tickets/ACME-1/state", {"state": "open"})

    again = house.put(ANA, "/tickets/ACME-1/state", {"state": "solved"}, idempotency_key=KEY)

    assert again.status == 200
    assert again.json["state"] == "open"


def test_a_ticket_is_opened_once(house: Gateway) -> None:
    first = house.post(KIM, "/tickets", NEW, idempotency_key=KEY)
    again = house.post(KIM, "/tickets", NEW, idempotency_key=KEY)

    assert again.json["key"] == first.json["key"]
    assert again.headers["Location"] == first.headers["Location"]
    assert len(house.get(KIM, "/tickets", view="requested").json["items"]) == 2


@pytest.mark.parametrize("kind", ["messages", "notes"])
def test_without_a_key_or_with_another_one_it_counts_again(house: Gateway, kind: str) -> None:
    for headers in ({}, {}, {"idempotency_key": KEY}, {"idempotency_key": OTHER_KEY}):
        assert house.post(ANA, f"/tickets/ACME-1/{kind}", {"text": "Again"}, **headers).status == 201

    assert said(house, "Again") == 4


def test_a_key_names_one_request(house: Gateway) -> None:
    house.post(ANA, "/tickets/ACME-1/notes", {"text": "One"}, idempotency_key=KEY)

    other = house.post(ANA, "/tickets/ACME-1/notes", {"text": "Two"}, idempotency_key=KEY)

    assert (other.status, other.json["code"]) == (409, "conflict")
    assert said(house, "Two") == 0


def test_keys_are_everybodys_own(house: Gateway) -> None:
    house.post(ANA, "/tickets/ACME-1/messages", {"text": "Mine"}, idempotency_key=KEY)

    assert house.post(LARS, "/tickets/ACME-1/messages", {"text": "Mine"}, idempotency_key=KEY).status == 201
    assert house.post(PIM, "/tickets/ACME-1/messages", {"text": "Mine"}, idempotency_key=KEY).status == 201
    assert house.post(DORA, "/tickets/ACME-1/messages", {"text": "Mine"}, idempotency_key=KEY).status == 404
    assert said(house, "Mine") == 3


@pytest.mark.parametrize("key", ["short", "x" * 129, "with a blank in it", "ünïcode-ünïcode"])
def test_what_is_no_key_is_refused(house: Gateway, key: str) -> None:
    refused = house.post(ANA, "/tickets/ACME-1/notes", {"text": "One"}, idempotency_key=key)

    assert (refused.status, refused.json["field"]) == (422, "Idempotency-Key")
    assert said(house, "One") == 0


def test_two_at_the_same_moment_are_one(desks: Desks) -> None:
    """The second looks before the first has written, and writes after it."""
    kim = principal_of(desks.directory, KIM)
    once = once_of(kim, KEY, b"the request", desks.deps.now)
    deps = replace(desks.deps, stores=OnceStores(desks.deps.stores, once))
    new = opening.NewTicket(subject="x", text="y")
    first: list[str] = []

    desks.memory.before_write = [lambda: first.append(opening.open_ticket(deps, kim, new).key)]

    with pytest.raises(AlreadyDone) as done:
        opening.open_ticket(deps, kim, new)

    assert done.value.ticket.key == first[0]
    assert len(desks.memory.tickets) == 1
    other = replace(deps, stores=OnceStores(desks.deps.stores, replace(once, fingerprint="another")))
    with pytest.raises(Conflict):
        tickets.add_message(other, kim, first[0], "hello")
