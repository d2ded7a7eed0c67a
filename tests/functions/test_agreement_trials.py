"""Trials of a policy, and why a ticket is due when it is; what moves a promise by hand."""

import pytest

from tests.functions.agreements import RULE
from tests.functions.desks import ANA, KIM, LARS, Desks
from tests.functions.gateway import Gateway


def test_friday_at_half_past_four_is_due_on_monday_and_it_says_why(api: Gateway) -> None:
    body = {"tenant": "acme", "opened_at": "2026-11-20T16:30", "priority": "high"}
    tried = api.post(ANA, "/desks/noord/trials", body).json
    first = next(c for c in tried["clocks"] if c["clock"] == "first-response")

    assert tried["opened_at"] == "2026-11-20T15:30:00Z"
    assert tried["zone"] == "Europe/Amsterdam"
    assert first["due_at"] == "2026-11-23T10:30:00Z"  # 11:30: half an hour on Friday, 3:30 on Monday
    assert first["ahead"]["intervals"] == [
        ["2026-11-20T15:30:00Z", "2026-11-20T16:00:00Z"],
        ["2026-11-23T07:00:00Z", "2026-11-23T10:30:00Z"],
    ]
    assert (first["rule"], first["budget_seconds"]) == ("other", 4 * 3600)
    assert api.post(ANA, "/desks/noord/trials", body | {"opened_at": "2026-11-20T15:30:00Z"}).json == tried


def test_unsaved_edits_can_be_tried(api: Gateway) -> None:
    body = {
        "tenant": "acme", "opened_at": "2026-11-20T16:30", "policy": "new",
        "calendars": {"nights": {"zone": "UTC", "week": {"sat": [["00:00", "24:00"]]}}},
        "policies": {"new": {"rules": [RULE | {"calendar": "nights", "targets": {"resolution": "PT4H"}}]}},
    }  # fmt: skip
    tried = api.post(ANA, "/desks/noord/trials", body).json

    assert [c["due_at"] for c in tried["clocks"]] == ["2026-11-21T04:00:00Z"]
    assert [one["id"] for one in api.get(ANA, "/desks/noord/policies").json["items"]] == ["standard"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"opened_at": "tomorrow"}, "opened_at"),
        ({"opened_at": "1066-10-14T09:00"}, "opened_at"),
        ({"tenant": "globex"}, "tenant"),
        ({"policy": "none"}, "policy"),
        ({"calendars": {"office": {"zone": "x"}}}, "calendars.office.zone"),
        ({"policies": {"p": {"rules": [{"id": "x"}]}}}, "policies.p"),
        ({"tenants": {"acme": "none"}}, "tenants.acme"),
    ],
)
def test_a_trial_that_cannot_be_made_says_what_is_wrong(
    api: Gateway, given: dict[str, object], field: str
) -> None:
    body = {"tenant": "acme", "opened_at": "2026-11-20T16:30"} | given
    reply = api.post(ANA, "/desks/noord/trials", body)

    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert reply.json["field"].startswith(field)


def test_a_lead_sees_why_a_ticket_is_due_when_it_is(api: Gateway, desks: Desks) -> None:
    api.post(KIM, "/tickets", {"subject": "x", "text": "y"})
    desks.later(hours=1)
    api.put(ANA, "/tickets/ACME-1/state", {"state": "waiting-customer"})
    desks.later(hours=2)
    api.put(ANA, "/tickets/ACME-1/state", {"state": "open"})
    why = api.get(LARS, "/tickets/acme-1/clocks").json
    clock = next(c for c in why["clocks"] if c["clock"] == "resolution")

    assert (why["key"], clock["rule"], clock["calendar"], clock["target"]) == (
        "ACME-1",
        "other",
        "office",
        "P2D",
    )
    assert clock["pauses"] == [["2026-11-16T10:00:00Z", "2026-11-16T12:00:00Z"]]
    assert clock["spent_seconds"] == 3600
    assert clock["counted"][0]["intervals"] == [["2026-11-16T09:00:00Z", "2026-11-16T10:00:00Z"]]
    assert [step["id"] for step in clock["steps"]] == ["warn-75", "breach"]


def test_clocks_say_what_comes_next_to_the_desk_alone(api: Gateway) -> None:
    api.post(KIM, "/tickets", {"subject": "x", "text": "y"})
    to_desk = api.get(ANA, "/tickets/ACME-1").json["ticket"]["clocks"][0]
    to_kim = api.get(KIM, "/tickets/ACME-1").json["ticket"]["clocks"][0]

    assert to_desk["next_step"] == {"kind": "warn", "at": "2026-11-16T12:00:00Z", "percent": 75}
    assert to_desk["budget_seconds"] == 4 * 3600
    assert to_kim["next_step"] is None


def test_a_hand_over_shows_the_teams_own_promise(api: Gateway, desks: Desks) -> None:
    api.post(KIM, "/tickets", {"subject": "x", "text": "y"})
    desks.editor.put_policy("noord", desks.memory.configs["noord"].policies["standard"])
    reply = api.put(ANA, "/tickets/ACME-1/team", {"team": "first", "reason": "theirs"}, if_match='"1"')

    assert reply.json["team"] == {"id": "first", "name": "First line"}
    assert reply.headers["ETag"] == '"2"'
    assert api.put(ANA, "/tickets/ACME-1/team", {"team": None}, if_match='"1"').status == 409
    assert api.put(ANA, "/tickets/ACME-1/team", {"team": "none"}).json["field"] == "team"


def test_what_is_left_out_of_a_classification_stays(api: Gateway) -> None:
    api.post(KIM, "/tickets", {"subject": "x", "text": "y"})
    api.put(ANA, "/tickets/ACME-1/classification", {"category": "network/vpn", "service": "vpn"})
    after = api.put(ANA, "/tickets/ACME-1/classification", {"type": "request", "service": None}).json

    assert (after["type"], after["category"], after["service"]) == ("request", "network/vpn", None)
    assert api.put(ANA, "/tickets/ACME-1/classification", {"category": "Net work"}).status == 422
