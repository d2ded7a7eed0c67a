"""Asking for exports and erasures: a preview first, and a confirmation that fits."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.privacy.jobs import finished
from tests.functions.desks import GIL, LARS, MEI, PIM, Desks
from tests.functions.gateway import Gateway

GILS = "/desks/host/tenants/globex/people/gil"
KIMS = "/desks/noord/tenants/acme/people/kim"


def test_what_there_is_is_counted_first(desks: Desks, api: Gateway) -> None:
    api.post(GIL, "/tickets", {"subject": "x", "text": "y"})
    api.post(GIL, "/tickets", {"subject": "x", "text": "y"})

    preview = api.get(MEI, f"{GILS}/erasures").json["preview"]

    assert preview["confirm"] == GIL
    assert (preview["open"], preview["complete"], preview["elsewhere"]) == (2, True, False)
    assert (preview["counts"]["tickets"], preview["counts"]["messages"]) == (2, 2)


def test_the_confirmation_must_be_their_address(desks: Desks, api: Gateway) -> None:
    refused = api.post(MEI, f"{GILS}/erasures", {"confirm": "gil"})
    taken = api.post(MEI, f"{GILS}/erasures", {"confirm": f" {GIL.upper()} ", "texts": "remove"})
    again = api.post(MEI, f"{GILS}/erasures", {"confirm": GIL})

    assert (refused.status, taken.status, again.status) == (422, 202, 409)
    (job,) = desks.privacy.jobs.values()
    assert (job.choices.texts, job.identity.emails, job.by) == ("remove", (GIL,), MEI)
    assert [one["state"] for one in api.get(MEI, f"{GILS}/erasures").json["items"]] == ["working"]


def test_an_export_is_offered_for_a_week(desks: Desks, api: Gateway) -> None:
    started = api.post(MEI, f"{GILS}/exports", None)
    job = desks.privacy.jobs[started.json["id"]]
    assert api.get(MEI, f"{GILS}/exports").json["items"][0]["volumes"] == []
    desks.privacy.save(job, finished(replace(job, parts=2), desks.now))

    (ready,) = api.get(MEI, f"{GILS}/exports").json["items"]
    desks.now = desks.now.replace(day=desks.now.day + 7)
    (late,) = api.get(MEI, f"{GILS}/exports").json["items"]

    assert [volume["name"] for volume in ready["volumes"]] == [
        f"globex-{job.id}-1.zip",
        f"globex-{job.id}-2.zip",
    ]
    assert "_exports/host/globex/" in ready["volumes"][0]["url"]
    assert late["volumes"] == []


@pytest.mark.parametrize("who", ["nobody", "×ø", "a#b"])
def test_there_must_be_somebody(api: Gateway, who: str) -> None:
    nobody = f"/desks/host/tenants/globex/people/{who}"

    assert api.post(MEI, f"{nobody}/exports", None).status == 404
    assert api.post(MEI, f"{nobody}/erasures", {"confirm": "x@y.example"}).status == 404
    asked = api.get(MEI, f"{nobody}/erasures")
    assert (asked.status, asked.json.get("items", [])) == (200 if who == "nobody" else 404, [])


def test_a_desk_lists_its_jobs_and_never_whom_an_erasure_is_about(desks: Desks, api: Gateway) -> None:
    desks.promote(LARS)
    assert api.post(LARS, f"{KIMS}/exports", None).status == 202
    assert api.post(LARS, "/desks/noord/tenants/acme/people/pim/erasures", {"confirm": PIM}).status == 202

    erasure, export = api.get(LARS, "/desks/noord/privacy-jobs").json["items"]

    assert (erasure["kind"], erasure["person"], erasure["step"]) == ("erasure", None, "doors")
    assert (export["kind"], export["person"], export["tenant"]) == ("export", "kim", "acme")
    assert (export["state"], export["by"], export["done_at"]) == ("working", LARS, None)
    assert api.get(MEI, "/desks/host/privacy-jobs").json["items"] == []
