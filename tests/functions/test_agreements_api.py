"""Calendars, policies, trials and previews through the API, as the gateway calls it."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.recalculations import SETTLING
from helpdesk.ports import TicketWrite
from helpdesk.usecases.agreement_trying import Proposal, preview
from helpdesk.usecases.check_promises import CheckerDeps, check
from helpdesk.usecases.entering import principal_of
from tests.fakes import FakeAttempts, FakeCheckerStore
from tests.functions.desks import ANA, KIM, LARS, MEI, Desks
from tests.functions.gateway import Gateway

WEEK = {day: [["08:00", "12:00"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE = {"zone": "Europe/Amsterdam", "week": WEEK, "holidays": {"country": "NL"}}
RULE = {"id": "all", "calendar": "office", "targets": {"first-response": "PT4H", "resolution": "P2D"}}
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Company day
DTSTART;VALUE=DATE:20261224
END:VEVENT
BEGIN:VEVENT
SUMMARY:Stand-up
DTSTART:20261224T090000Z
END:VEVENT
END:VCALENDAR"""


def for_globex(api: Gateway, subject: str = "x", **more: object) -> Any:
    place = {"tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": "gil@globex.example"}}
    reply = api.post(MEI, "/tickets", {"subject": subject, "text": "y", **place, **more})
    assert reply.status == 201
    return reply.json


def run_checker(desks: Desks) -> None:
    """As the schedule does."""
    deps = CheckerDeps(
        store=FakeCheckerStore(desks.memory), directory=desks.directory, agreements=desks.deps.agreements,
        attempts=FakeAttempts(), redeliver=lambda _: None, now=lambda: desks.now, new_id=desks.deps.new_id,
    )  # fmt: skip
    check(deps, lambda: True)


def test_a_calendar_is_listed_as_it_was_set(api: Gateway) -> None:
    put = api.put(MEI, "/desks/host/calendars/office", {"name": "  Office \n hours ", "spec": OFFICE})
    listed = api.get(MEI, "/desks/host/calendars").json["items"]

    assert put.status == 200
    assert listed == [put.json]
    assert listed[0]["name"] == "Office hours"
    assert listed[0]["spec"]["week"] == WEEK
    assert listed[0]["used_by"] == [{"id": "standard", "name": "standard"}]


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"zone": "Mars/Olympus", "week": WEEK}, "spec.zone"),
        ({"zone": "UTC", "week": {}}, "spec.week"),
        ({"zone": "UTC", "week": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "spec.week.mon[1]"),
        ({"zone": "UTC", "week": {"someday": [["09:00", "12:00"]]}}, "spec.week.someday"),
        ({"zone": "UTC", "week": {"mon": [["9", "12:00"]]}}, "spec.week.mon[0]"),
        ({"zone": "UTC", "week": WEEK, "holidays": {"country": "XX"}}, "spec.holidays.country"),
        ({"zone": "UTC", "week": WEEK, "holidays": {"country": "NL", "subdivision": "ZZ"}},
         "spec.holidays.subdivision"),
        ({"zone": "UTC", "week": WEEK, "holiday": {}}, "spec.holiday"),
        ({"zone": "UTC", "week": WEEK, "overrides": {"2026-02-30": []}}, "spec.overrides.2026-02-30"),
        ({"week": WEEK}, "spec"),
        ({"zone": "UTC", "overrides": {"2026-02-20": [["09:00", "10:00"]]}}, "spec"),  # one hour in all
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_is_refused_naming_the_field(
    api: Gateway, spec: dict[str, object], field: str
) -> None:
    before = api.get(MEI, "/desks/host/calendars").json
    reply = api.put(MEI, "/desks/host/calendars/office", {"name": "x", "spec": spec})

    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert reply.json["field"].startswith(field)
    assert api.get(MEI, "/desks/host/calendars").json == before


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ([], "rules"),
        ([RULE, RULE], "rules[1].id"),
        ([RULE | {"calendar": "moon"}], "rules[0].calendar"),
        ([RULE | {"targets": {"resolution": "soon"}}], "rules[0].targets.resolution"),
        ([RULE | {"targets": {"sleep": "PT4H"}}], "rules[0].targets"),
        ([RULE | {"targets": {"resolution": "P9000D"}}], "rules[0].targets.resolution"),
        ([RULE | {"when": {"priority": ["huge"]}}], "rules[0].when.priority"),
        ([RULE | {"when": {"tenant": ["acme"]}}], "rules[0].when.tenant"),  # of another desk
        ([RULE | {"when": {"mood": ["bad"]}}], "rules[0].when.mood"),
        ([RULE | {"warn_at": [100]}], "rules[0].warn_at[0]"),
        ([RULE | {"escalations": [{"id": "e", "percent": 90, "set_team": "none"}]}],
         "rules[0].escalations[0].set_team"),
        ([RULE | {"escalations": [{"id": "e", "after": "PT1H", "set_priority": "P1"}]}],
         "rules[0].escalations[0].set_priority"),
        ([RULE | {"escalations": [{"id": "e"}]}], "rules[0].escalations[0].after"),
        ([RULE | {"notify": ["everybody"]}], "rules[0].notify[0]"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused_naming_the_field(
    api: Gateway, rules: list[object], field: str
) -> None:
    reply = api.put(MEI, "/desks/host/policies/gold", {"rules": rules})

    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert reply.json["field"].startswith(field)
    assert [policy["id"] for policy in api.get(MEI, "/desks/host/policies").json["items"]] == ["standard"]


def test_what_is_used_cannot_be_deleted_and_what_is_not_can(api: Gateway) -> None:
    api.put(MEI, "/desks/host/calendars/nights", {"name": "Nights", "spec": OFFICE})
    api.put(MEI, "/desks/host/policies/gold", {"rules": [RULE | {"calendar": "nights"}]})

    assert "Globex" in api.call(MEI, "DELETE", "/desks/host/policies/standard").json["detail"]
    assert "gold" in api.call(MEI, "DELETE", "/desks/host/calendars/nights").json["detail"]
    assert api.call(MEI, "DELETE", "/desks/host/policies/gold").status == 204
    assert api.call(MEI, "DELETE", "/desks/host/calendars/nights").status == 204
    assert api.call(MEI, "DELETE", "/desks/host/calendars/nights").status == 404
    assert api.call(MEI, "DELETE", "/desks/host/policies/gold").status == 404


def test_open_tickets_follow_an_edit_as_the_preview_said(api: Gateway, desks: Desks) -> None:
    early = for_globex(api, "early")
    desks.later(hours=3)
    late = for_globex(api, "late")
    edit = {
        "name": "Standard",
        "rules": [RULE | {"targets": {"first-response": "PT2H", "resolution": "P2D"}}],
    }
    said = api.post(MEI, "/desks/host/previews", {"policies": {"standard": edit}}).json
    untouched = desks.memory.tickets.copy()

    assert (said["examined"], said["moved"], said["late"], said["complete"]) == (2, 2, 1, True)
    assert [(one["key"], one["late"]) for one in said["tickets"]] == [
        (early["key"], True),
        (late["key"], False),
    ]
    assert [move["clock"] for move in said["tickets"][0]["moves"]] == ["first-response"]
    assert desks.memory.tickets == untouched
    assert desks.memory.recalculations == {}

    assert api.put(MEI, "/desks/host/policies/standard", edit).status == 200
    desks.now += SETTLING
    run_checker(desks)
    for ticket, foretold in ((early, said["tickets"][0]), (late, said["tickets"][1])):
        after = api.get(MEI, f"/tickets/{ticket['key']}").json
        first = next(c for c in after["ticket"]["clocks"] if c["kind"] == "first-response")
        assert first["due_at"] == foretold["moves"][0]["due_at"]
        assert after["ticket"]["updated_at"] == ticket["updated_at"]
        assert after["timeline"][-1]["step"] == "retargeted"


def test_a_calendar_edit_and_a_tenants_other_policy_are_followed_too(api: Gateway, desks: Desks) -> None:
    ticket = for_globex(api)
    api.put(MEI, "/desks/host/calendars/office", {"name": "x", "spec": OFFICE})
    api.put(MEI, "/desks/host/policies/gold", {"rules": [RULE | {"targets": {"resolution": "PT1H"}}]})
    assert len(desks.memory.recalculations) == 1  # the calendar's; nobody has gold yet
    assert api.put(MEI, "/desks/host/tenants/globex/policy", {"policy": "none"}).json["field"] == "policy"
    assert api.put(MEI, "/desks/host/tenants/globex/policy", {"policy": "gold"}).json == {
        "tenant": "globex", "policy": "gold",
    }  # fmt: skip
    assert len(desks.memory.recalculations) == 2
    desks.now += SETTLING
    run_checker(desks)

    clocks = api.get(MEI, f"/tickets/{ticket['key']}").json["ticket"]["clocks"]
    assert {c["kind"]: c["state"] for c in clocks} == {"first-response": "stopped", "resolution": "running"}
    assert desks.memory.tickets[next(iter(desks.memory.tickets))].policy == "gold"


def test_saving_the_same_again_moves_nobody(api: Gateway, desks: Desks) -> None:
    listed = api.get(MEI, "/desks/host/policies").json["items"][0]
    api.put(MEI, "/desks/host/policies/standard", {"name": listed["name"], "rules": listed["rules"]})
    calendar = api.get(MEI, "/desks/host/calendars").json["items"][0]
    api.put(MEI, "/desks/host/calendars/office", {"name": "Renamed", "spec": calendar["spec"]})

    assert desks.memory.recalculations == {}
    assert api.get(MEI, "/desks/host/calendars").json["items"][0]["name"] == "Renamed"


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


def test_states_do_to_clocks_what_the_desk_says(api: Gateway) -> None:
    default = api.get(MEI, "/desks/host/clock-behaviour").json
    own = api.put(
        MEI, "/desks/host/clock-behaviour", {"states": {"waiting-other": {"resolution": "pause"}}}
    ).json

    assert (default["own"], own["own"]) == (False, True)
    assert own["states"]["waiting-other"] == {"ola": "pause", "resolution": "pause"}
    assert own["states"]["solved"] == default["states"]["solved"]
    bad = api.put(MEI, "/desks/host/clock-behaviour", {"states": {"asleep": {}}})
    assert bad.json["field"] == "states.asleep"
    odd = api.put(MEI, "/desks/host/clock-behaviour", {"states": {"open": {"resolution": "hop"}}})
    assert odd.json["field"] == "states.open.resolution"
    assert api.get(MEI, "/desks/host/clock-behaviour").json == own
    assert api.put(MEI, "/desks/host/clock-behaviour", {"states": None}).json == default


def test_holidays_can_be_picked_and_imported(api: Gateway) -> None:
    choices = api.get(ANA, "/calendar-choices").json
    german = next(c for c in choices["countries"] if c["code"] == "DE")
    days = api.get(ANA, "/holidays", country="DE", subdivision="BY", year="2026").json["items"]
    read = api.post(ANA, "/desks/noord/holiday-imports", {"file": ICS, "through": 2027}).json

    assert {"Europe/Amsterdam", "UTC", "America/Argentina/Ushuaia"} <= set(choices["zones"])
    assert not {"EST", "posixrules", "right/UTC"} & set(choices["zones"])
    assert "BY" in german["subdivisions"]
    assert {"day": "2026-06-04", "name": "Fronleichnam"} in days
    assert read["items"] == [{"day": "2026-12-24", "name": "Company day"}]
    assert len(read["skipped"]) == 1
    assert api.get(ANA, "/holidays", country="XX", year="2026").json["field"] == "country"
    assert (
        api.post(ANA, "/desks/noord/holiday-imports", {"file": "x", "through": 2027}).json["field"] == "file"
    )


def test_a_long_list_of_moves_is_cut_late_ones_first(api: Gateway, desks: Desks) -> None:
    for number in range(60):
        for_globex(api, f"T{number}")
    desks.later(hours=3)
    store = FakeCheckerStore(desks.memory)
    for ref in list(desks.memory.tickets)[:5]:
        ticket = store.get(ref)
        store.write(TicketWrite(ticket=ticket))
    edit = {"rules": [RULE | {"targets": {"first-response": "PT2H"}}]}
    said = api.post(MEI, "/desks/host/previews", {"policies": {"standard": edit}}).json

    assert (said["moved"], said["late"], len(said["tickets"])) == (60, 60, 50)


def test_a_preview_that_takes_too_long_says_so(api: Gateway, desks: Desks) -> None:
    for number in range(3):
        for_globex(api, f"T{number}")
    moments = iter(desks.now + timedelta(seconds=10 * n) for n in range(100))
    slow = replace(desks.deps, now=lambda: next(moments))
    said = preview(slow, principal_of(desks.directory, MEI), "host", Proposal())

    assert not said.complete
    assert said.examined < 3
