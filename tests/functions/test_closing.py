"""Closing organisations and desks through the API: what waits, what goes, and what is not given again."""

from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import JobKind, finished
from tests.functions.administration_cases import LOGO
from tests.functions.desks import MEI, Desks
from tests.functions.gateway import Gateway
from tests.functions.onboarding import OLIVE, WHOLE, operator


def test_closing_waits_for_open_tickets(api: Gateway) -> None:
    ticket = {"tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": "gil@globex.example"}}
    key = api.post(MEI, "/tickets", ticket | {"subject": "x", "text": "y"}).json["key"]
    refused = api.put(MEI, "/desks/host/tenants/globex/closure", {"name": "Globex"})
    api.put(MEI, f"/tickets/{key}/state", {"state": "solved"})

    assert (refused.status, key in refused.text) == (409, True)
    assert api.put(MEI, "/desks/host/tenants/globex/closure", {"name": "Globex"}).json["suspended"] is True


def test_the_id_of_a_deleted_organisation_is_nobody_elses_for_a_year(api: Gateway, desks: Desks) -> None:
    """Webhooks, spaces and services still name it: they would tell the former customer of the new one."""
    home = "/desks/host/tenants/globex"
    hook = {
        "name": "Theirs", "url": "https://hooks.globex.example/in", "events": ["ticket.opened"],
        "tenants": ["globex"],
    }  # fmt: skip
    assert api.post(MEI, "/desks/host/webhooks", hook).status == 201
    assert api.put(MEI, f"{home}/closure", {"name": "Globex"}).status == 200
    config = desks.memory.configs["host"]
    desks.memory.configs["host"] = replace(config, tenants={})

    refused = api.put(MEI, home, WHOLE)

    assert (refused.status, "choose another id" in refused.text) == (409, True)
    assert desks.webhooks.of_desk("host")[0].tenants == ("globex",)
    assert api.put(MEI, "/desks/host/tenants/initech", WHOLE).status == 200


def test_what_is_being_deleted_gets_nothing_new_that_would_stay(api: Gateway, desks: Desks) -> None:
    home = "/desks/host/tenants/globex"
    ticket = {
        "tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": "new@globex.example"},
        "subject": "x", "text": "y",
    }  # fmt: skip
    assert api.put(MEI, f"{home}/closure", {"name": "Globex"}).status == 200

    closed = api.post(MEI, "/tickets", ticket)
    assert (closed.status, closed.json["field"]) == (422, "tenant")
    assert api.put(MEI, f"{home}/people/gil", {"name": "Gil M."}).status == 200
    assert api.put(MEI, home, {"hosts": ["support.globex.example"]}).status == 200
    desks.later(days=30)
    assert api.put(MEI, home, {"hosts": ["help.globex.example"]}).status == 409
    assert api.put(MEI, f"{home}/logo", LOGO).status == 409
    assert api.put(MEI, f"{home}/people/gil", {"emails": ["g@globex.example"]}).status == 409
    assert api.put(MEI, f"{home}/people/new", {"emails": ["n@globex.example"]}).status == 409


def test_what_goes_with_a_closed_tenant_is_counted_and_there_is_one_job_for_it(
    api: Gateway, desks: Desks
) -> None:
    closure = "/desks/host/tenants/globex/closure"
    assert api.get(MEI, closure).json == {
        "closing_at": None, "tickets": 0, "people": 1, "complete": True, "step": None, "deleted": 0,
    }  # fmt: skip

    for _ in range(2):
        api.put(MEI, closure, {"name": "Globex"})
        shown = api.get(MEI, closure).json
        assert (shown["closing_at"] is not None, shown["step"]) == (True, "doors")
        assert api.call(MEI, "DELETE", closure).status == 204

    (job,) = desks.privacy.of_tenant(TenantRef("host", "globex"))
    assert (job.kind, job.by) == (JobKind.PURGE, MEI)


def test_when_its_time_is_over_a_tenant_is_not_taken_back(api: Gateway, desks: Desks) -> None:
    api.put(MEI, "/desks/host/tenants/globex/closure", {"name": "Globex"})
    desks.later(days=30)

    assert api.call(MEI, "DELETE", "/desks/host/tenants/globex/closure").status == 409


def test_what_goes_with_a_closed_desk_is_counted_and_taken_back_in_time_only(
    desks: Desks, api: Gateway
) -> None:
    operator(desks)
    closure = "/desks/host/closure"
    before = api.get(OLIVE, closure).json
    assert (before["tenants"], before["agents"], before["step"], before["gone"]) == (1, 2, None, False)

    for _ in range(2):
        api.put(OLIVE, closure, {"name": "Host & Co"})
        assert api.get(OLIVE, closure).json["step"] == "doors"
        assert api.call(OLIVE, "DELETE", closure).status == 204
    api.put(OLIVE, closure, {"name": "Host & Co"})
    desks.later(days=30)

    (job,) = desks.privacy.jobs.values()
    assert (job.kind, job.scope, job.by) == (JobKind.DESK_PURGE, TenantRef("host", ""), OLIVE)
    assert api.call(OLIVE, "DELETE", closure).status == 409


def test_a_desk_that_was_deleted_says_so_and_its_id_is_not_given_to_another_customer(
    desks: Desks, api: Gateway
) -> None:
    operator(desks)
    api.put(OLIVE, "/desks/host/closure", {"name": "Host & Co"})
    (job,) = desks.privacy.jobs.values()
    desks.privacy.save(job, finished(replace(job, seen=7), desks.now))
    del desks.memory.configs["host"]

    shown = api.get(OLIVE, "/desks/host/closure").json
    again = {"name": "Host", "admin": {"id": "sam", "name": "Sam", "email": "sam@south.example"}}

    assert (shown["gone"], shown["step"], shown["deleted"]) == (True, "done", 7)
    assert api.put(OLIVE, "/desks/host", again).status == 409
    assert api.get(OLIVE, "/desks/nowhere/closure").status == 404
