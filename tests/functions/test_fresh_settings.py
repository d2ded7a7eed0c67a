"""What somebody saved is there at once for whoever looks at settings, and counts for every change.

Processes of the API remember desks for a minute; which of them answers is chance.
"""

from typing import Any, NamedTuple

import pytest

from tests.functions.access.callers import EVERYBODY
from tests.functions.access.matrix import MATRIX
from tests.functions.administration_cases import LOGO, SERVICES, TREE
from tests.functions.desks import ANA, KIM, LARS, Desks
from tests.functions.gateway import Gateway, request
from tests.functions.processes import another_process

NOORD = "/desks/noord"
ACME = f"{NOORD}/tenants/acme"
NIGHTS = {"name": "Nights", "spec": {"zone": "UTC", "week": {"mon": [["00:00", "06:00"]]}}}
GOLD = {"rules": [{"id": "all", "calendar": "office", "targets": {"resolution": "PT8H"}}]}
NEW = {"subject": "x", "text": "y"}
BO = {"name": "Bo Ek", "email": "bo@noord.example", "role": "agent"}


class Saved(NamedTuple):
    """What is saved by one process, and what is looked at in another."""

    path: str
    body: Any
    seen: str


SAVED = [
    Saved(f"{NOORD}/agents/ana", {"suspended": True}, f"{NOORD}/agents"),
    Saved(f"{NOORD}/agents/ana", {"teams": []}, f"{NOORD}/teams"),
    Saved(f"{NOORD}/teams/second", {"name": "Second line"}, f"{NOORD}/teams"),
    Saved(f"{NOORD}/teams/second", {"name": "Second line"}, f"{NOORD}/agents"),
    Saved(NOORD, {"name": "Noord"}, "/desks"),
    Saved(NOORD, {"name": "Noord"}, NOORD),
    Saved(ACME, {"name": "Acme Ltd"}, f"{NOORD}/tenants"),
    Saved(ACME, {"name": "Acme Ltd"}, ACME),
    Saved(f"{ACME}/logo", LOGO, f"{ACME}/logo"),
    Saved(f"{NOORD}/categories", TREE, f"{NOORD}/categories"),
    Saved(f"{NOORD}/services", SERVICES, f"{NOORD}/services"),
    Saved(f"{NOORD}/calendars/nights", NIGHTS, f"{NOORD}/calendars"),
    Saved(f"{NOORD}/policies/gold", GOLD, f"{NOORD}/policies"),
    Saved(f"{NOORD}/clock-behaviour", {"states": {"waiting-other": {"resolution": "pause"}}},
          f"{NOORD}/clock-behaviour"),
    Saved(f"{NOORD}/senders", {"block": ["evil.example"]}, f"{NOORD}/senders"),
    Saved(f"{NOORD}/routing", {"rules": [{"id": "vip", "name": "VIP", "set": {"team": "first"}}]},
          f"{NOORD}/routing"),
    Saved(f"{NOORD}/door", {"second_factor": True}, f"{NOORD}/door"),
]  # fmt: skip


@pytest.fixture
def both(desks: Desks) -> tuple[Gateway, Gateway]:
    """Two processes, both of which know the desk as it was."""
    desks.promote(LARS)
    (one, first), (other, second) = another_process(desks), another_process(desks)
    first.desk("noord")
    second.desk("noord")
    return one, other


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: f"{saved.path} {saved.seen}")
def test_what_one_process_saved_another_one_shows(both: tuple[Gateway, Gateway], saved: Saved) -> None:
    one, other = both
    before = other.get(LARS, saved.seen).json
    assert one.put(LARS, saved.path, saved.body).status == 200

    assert other.get(LARS, saved.seen).json == one.get(LARS, saved.seen).json != before


def test_a_ticket_goes_to_who_works_there_now(both: tuple[Gateway, Gateway]) -> None:
    one, other = both
    assert one.post(KIM, "/tickets", NEW).status == 201
    assert one.put(LARS, f"{NOORD}/agents/ana", {"suspended": True}).status == 200
    assert one.put(LARS, f"{NOORD}/agents/bo", BO).status == 200

    refused = other.put(LARS, "/tickets/ACME-1/assignee", {"agent": "ana"})
    assert (refused.status, refused.json["field"]) == (422, "agent")
    assert other.put(LARS, "/tickets/ACME-1/assignee", {"agent": "bo"}).status == 200
    note = {"text": "Have a look.", "mentions": ["bo"]}
    assert other.post(LARS, "/tickets/ACME-1/notes", note).status == 201


def test_a_ticket_goes_to_a_team_that_is_there_now(both: tuple[Gateway, Gateway]) -> None:
    one, other = both
    assert one.post(KIM, "/tickets", NEW).status == 201
    assert one.put(LARS, f"{NOORD}/teams/second", {"name": "Second line"}).status == 200
    assert other.put(LARS, "/tickets/ACME-1/team", {"team": "second"}).status == 200
    assert other.put(LARS, "/tickets/ACME-1/team", {"team": "first"}).status == 200

    assert one.call(LARS, "DELETE", f"{NOORD}/teams/second").status == 204
    assert other.put(LARS, "/tickets/ACME-1/team", {"team": "second"}).status == 422


def test_what_is_ordered_is_on_offer_now(both: tuple[Gateway, Gateway]) -> None:
    one, other = both
    vpn = {"items": [{"id": "vpn", "name": "VPN", "orderable": True}]}
    assert one.put(LARS, f"{NOORD}/services", vpn).status == 200
    assert one.put(LARS, f"{NOORD}/categories", TREE).status == 200
    order = NEW | {"service": "vpn", "category": "network"}
    assert other.post(KIM, "/tickets", order).status == 201
    assert other.put(ANA, "/tickets/ACME-1/classification", {"service": "vpn"}).status == 200

    assert one.put(LARS, f"{NOORD}/services", {"items": []}).status == 200
    assert other.post(KIM, "/tickets", order).status == 422


def test_a_reviewer_is_somebody_who_works_there_now(both: tuple[Gateway, Gateway]) -> None:
    one, other = both
    space = {"names": {"en": "Office"}, "audience": {"kind": "requesters"}}
    assert one.put(LARS, f"{NOORD}/agents/bo", BO).status == 200

    assert other.put(LARS, f"{NOORD}/spaces/office", space | {"reviewer": "bo"}).status == 200


DUINRAND = f"{NOORD}/tenants/duinrand"


@pytest.mark.parametrize(
    ("taken", "field", "freed"),
    [
        ({"hosts": ["help.acme.example"]}, "hosts[0]", {"hosts": []}),
        ({"addresses": ["it@acme.example"]}, "addresses[0]", {"addresses": []}),
    ],
)
def test_a_name_that_was_given_up_just_now_is_free(
    both: tuple[Gateway, Gateway], taken: dict[str, list[str]], field: str, freed: dict[str, list[str]]
) -> None:
    one, other = both
    assert one.put(LARS, ACME, taken).status == 200
    refused = other.put(LARS, DUINRAND, taken)
    assert (refused.status, refused.json["field"]) == (422, field)

    assert one.put(LARS, ACME, freed).status == 200
    assert other.put(LARS, DUINRAND, taken).status == 200
    assert one.put(LARS, ACME, taken).json["field"] == field


REMEMBERING = {
    "/me": "names and colours of what one belongs to: asked at every start, by everybody",
    "/tickets": "names, and the calendars that say what is left of a promise",
    "/tickets/{key}": "the same",
    "/tickets/{key}/clocks": "the same",
    "/callers": "names of organisations",
    "/offers": "what people of a portal choose from; who orders is held to what is offered by then",
    "/desks/{desk}/tenants/{tenant}/logo": "by people of a portal, at every start",
    "/desks/{desk}/spaces": "the languages that somebody reads",
    "/desks/{desk}/spaces/{space}/articles": "the same",
    "/desks/{desk}/articles/{article}": "the same",
    "/desks/{desk}/trees": "the same",
    "/desks/{desk}/trees/{tree}": "the same",
    "/desks/{desk}/bulletins": "the same",
    "/desks/{desk}/knowledge-tasks": "the same",
    "/desks/{desk}/knowledge-report": "the same",
}
"""What may be a minute old, and why that is borne. All else is settings: read as they are stored."""


def test_only_what_is_read_all_the_time_may_be_a_minute_old(house: Gateway) -> None:
    gateway, directory = another_process(house.desks)
    found = set()
    for case in MATRIX:
        if case.method == "GET" and "200" in case.heard:
            who = EVERYBODY[case.heard.split().index("200")]
            assert gateway.get(who, case.path, **(case.given or {})).status == 200
            if directory.decided_on_what_is_kept:
                found.add(request("GET", case.path)["resource"].removeprefix("/api/v1"))

    assert found == set(REMEMBERING)
