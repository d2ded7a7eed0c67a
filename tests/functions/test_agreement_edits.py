"""An edit of a calendar or policy: what its preview says is what open tickets then do."""

from datetime import timedelta

from msgspec.structs import replace

from helpdesk.domain.recalculations import SETTLING
from helpdesk.ports import TicketWrite
from helpdesk.usecases.agreement_trying import Proposal, preview
from helpdesk.usecases.entering import principal_of
from tests.fakes import FakeCheckerStore
from tests.functions.agreements import OFFICE, RULE, for_globex, run_checker
from tests.functions.desks import MEI, Desks
from tests.functions.gateway import Gateway


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
