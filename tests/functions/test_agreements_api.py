"""Calendars, policies and clock behaviour through the API: set, refused naming the field, deleted."""

import pytest

from tests.functions.agreements import OFFICE, RULE, WEEK
from tests.functions.desks import ANA, MEI
from tests.functions.gateway import Gateway

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
