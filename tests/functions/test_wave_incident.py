"""A wave becomes one incident: the others stand under it, both sides say so, and once is enough."""

from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.waves import Wave, WaveTicket
from tests.contract.builders import NOW
from tests.functions.desks import ANA, DORA, KIM, LARS, PIM, Desks
from tests.functions.gateway import Gateway

ACME = TenantRef("noord", "acme")
INCIDENT = "/desks/noord/waves/storm/incident"


@pytest.fixture
def wave(desks: Desks, api: Gateway) -> Gateway:
    places = [(PIM, "acme"), (KIM, "acme"), (DORA, "duinrand")]
    opened = [(TenantRef("noord", tenant), open_ticket(api, who, tenant)) for who, tenant in places]
    tickets = [
        WaveTicket(
            ref=TicketRef(scope, int(key.partition("-")[2])), key=key, subject="Mail is down", created_at=NOW
        )
        for scope, key in [*opened, (ACME, "ACME-999")]
    ]
    desks.deps.searching.waves.put(
        Wave(desk="noord", id="storm", tickets=tuple(tickets), words=("mail",), updated_at=NOW)
    )
    return api


def open_ticket(api: Gateway, who: str, tenant: str) -> str:
    where = {"desk": "noord", "tenant": tenant}
    reply = api.post(who, "/tickets", {"subject": "Mail is down", "text": "Nothing comes.", "tenant": where})
    assert reply.status == 201, reply.text
    return str(reply.json["key"])


def relations(api: Gateway, key: str) -> set[tuple[str, str]]:
    links: list[dict[str, Any]] = api.get(ANA, f"/tickets/{key}").json["ticket"]["links"]
    return {(link["relation"], link["key"]) for link in links}


def notes(api: Gateway, key: str) -> list[str]:
    timeline = api.get(ANA, f"/tickets/{key}").json["timeline"]
    return [entry["text"] for entry in timeline if entry["kind"] == "note"]


def test_the_others_stand_under_the_incident_and_what_is_gone_is_named(wave: Gateway) -> None:
    first, second, other = (one["key"] for one in tickets_of(wave) if one["key"] != "ACME-999")
    made = wave.put(ANA, INCIDENT, {"key": first})

    assert made.status == 200, made.text
    assert set(made.json["linked"]) == {second, other}
    assert made.json["left"] == ["ACME-999"]
    assert (made.json["wave"]["state"], made.json["bulletin"]["incident"]) == ("incident", first)
    assert wave.get(ANA, "/desks/noord/waves").json["items"] == []

    wave.put(LARS, INCIDENT, {"key": first})  # once more adds nothing
    assert relations(wave, first) == {("parent-of", second), ("parent-of", other)}
    assert relations(wave, second) == {("child-of", first)}
    assert relations(wave, other) == {("child-of", first)}  # the desk; another organisation must not see it
    part = f"Part of {first}: Mail is down"
    assert notes(wave, second) == notes(wave, other) == [part]
    assert set(notes(wave, first)) == {f"Also concerns {key}: Mail is down" for key in (second, other)}
    assert len(notes(wave, first)) == 2
    assert first not in wave.get(DORA, f"/tickets/{other}").text


def test_what_comes_while_they_are_linked_stands_under_it_too(desks: Desks, wave: Gateway) -> None:
    first, *others = (one["key"] for one in tickets_of(wave) if one["key"] != "ACME-999")
    late = open_ticket(wave, KIM, "acme")
    store = desks.deps.searching.waves
    seen = store.wave

    def grows(desk: str, wave: str) -> Wave:
        """Read, and then there is one more."""
        found = seen(desk, wave)
        if all(one.key != late for one in found.tickets):
            ref = TicketRef(ACME, int(late.partition("-")[2]))
            more = WaveTicket(ref=ref, key=late, subject="Mail is down", created_at=NOW)
            store.put(replace(found, tickets=(*found.tickets, more)))
        return found

    store.wave = grows  # type: ignore[method-assign]
    made = wave.put(ANA, INCIDENT, {"key": first})

    assert set(made.json["linked"]) == {*others, late}
    assert relations(wave, late) == {("child-of", first)}
    assert made.json["wave"]["state"] == "incident"


def test_only_a_ticket_of_the_desk_becomes_the_incident(wave: Gateway) -> None:
    for key in ("GLOBEX-1", "ACME-998", "nonsense"):
        assert wave.put(ANA, INCIDENT, {"key": key}).status in {404, 422}
    assert wave.put(KIM, INCIDENT, {"key": "ACME-1"}).status == 404
    assert tickets_of(wave)  # nothing was decided


def tickets_of(api: Gateway) -> list[dict[str, str]]:
    (found,) = api.get(ANA, "/desks/noord/waves").json["items"]
    return list(found["tickets"])
