"""Setting desks up through the API: onboarding twice, moving categories, testing addresses."""

from msgspec.structs import replace

from helpdesk.domain.catalogue import path_of
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.people import Role
from helpdesk.usecases.administration import staff
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.receive import Fate, receive
from tests.fakes import FakeDirectory
from tests.functions.administration_cases import LOGO
from tests.functions.desks import ANA, GIL, KIM, MEI, OMAR, Desks
from tests.functions.gateway import Gateway
from tests.functions.onboarding import OLIVE, WHOLE, operator


def test_onboarding_is_one_call_and_the_same_again_changes_nothing(desks: Desks, api: Gateway) -> None:
    first = api.put(MEI, "/desks/host/tenants/initech", WHOLE)
    before = (dict(desks.memory.people), desks.memory.configs["host"])
    again = api.put(MEI, "/desks/host/tenants/initech", WHOLE)

    assert (first.status, again.status) == (200, 200)
    assert again.json == first.json
    assert again.headers["ETag"] == first.headers["ETag"]
    assert (desks.memory.people, desks.memory.configs["host"]) == before
    assert [each["address"] for each in first.json["addresses"]] == [
        "help@initech.example",
        "it@initech.example",
    ]
    assert api.get("boss@initech.example", "/me").json["memberships"][0]["role"] == "manager"
    assert "mail_key" not in first.text


def test_what_is_wrong_with_a_tenant_is_said_by_field(api: Gateway) -> None:
    for wrong, field in (
        ({"prefix": "GLOBEX"}, "prefix"),
        ({"address": "support@acme.example"}, "address"),
        ({"policy": "nothing"}, "policy"),
        ({"language": "xx"}, "language"),
        ({"branding": {"colour": "#ffcc00"}}, "branding.colour"),
    ):
        reply = api.put(MEI, "/desks/host/tenants/initech", WHOLE | wrong)
        assert (reply.status, reply.json["field"]) == (422, field), reply.text
    proposed = api.put(MEI, "/desks/host/tenants/initech", WHOLE | {"branding": {"colour": "#ffcc00"}}).text
    colour = proposed.partition("4.5:1; ")[2][:7]
    assert api.put(MEI, "/desks/host/tenants/initech", WHOLE | {"branding": {"colour": colour}}).status == 200


def test_an_edit_of_what_somebody_else_changed_is_refused_with_what_stands(api: Gateway) -> None:
    seen = api.get(MEI, "/desks/host/tenants/globex").headers["ETag"]
    assert api.put(MEI, "/desks/host/tenants/globex", {"name": "Globex Corp"}, if_match=seen).status == 200
    late = api.put(MEI, "/desks/host/tenants/globex", {"name": "Other"}, if_match=seen)

    assert late.status == 409
    assert late.json["current"]["name"] == "Globex Corp"


def test_a_moved_and_renamed_category_keeps_its_tickets_and_a_dropped_one_is_retired(
    desks: Desks, api: Gateway
) -> None:
    tree = [{"id": "network", "name": "Network"}, {"id": "vpn", "name": "VPN", "parent": "network"}]
    empty = api.get(MEI, "/desks/host/categories").headers["ETag"]
    made = api.put(MEI, "/desks/host/categories", {"items": tree}, if_match=empty)
    ticket = {"tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": "gil@globex.example"}}
    key = api.post(MEI, "/tickets", ticket | {"subject": "x", "text": "y"}).json["key"]
    put = api.put(MEI, f"/tickets/{key}/classification", {"category": "network/vpn"})
    assert (made.status, put.json["category"]) == (200, "vpn")
    assert api.put(MEI, f"/tickets/{key}/classification", {"category": "fax"}).status == 422

    moved = [{"id": "vpn", "name": "Remote access"}]
    after = api.put(MEI, "/desks/host/categories", {"items": moved}, if_match=made.headers["ETag"])

    assert [(each["id"], each["retired"]) for each in after.json["items"]] == [
        ("vpn", False),
        ("network", True),
    ]
    assert api.get(MEI, f"/tickets/{key}").json["ticket"]["category"] == "vpn"
    assert path_of(desks.directory.desk("host").categories, "vpn") == "vpn"
    assert (
        api.put(MEI, "/desks/host/categories", {"items": tree}, if_match=made.headers["ETag"]).status == 409
    )
    circle = [{"id": "a", "name": "A", "parent": "b"}, {"id": "b", "name": "B", "parent": "a"}]
    assert "circle" in api.put(MEI, "/desks/host/categories", {"items": circle}).text


def test_an_operator_makes_and_closes_desks_and_sees_no_ticket(desks: Desks, api: Gateway) -> None:
    operator(desks)
    new = {"name": "South", "admin": {"id": "sam", "name": "Sam", "email": "sam@south.example"}}

    assert api.put(OLIVE, "/desks/south", new).status == 200
    assert api.put(OLIVE, "/desks/south", new).status == 200
    assert {desk["id"] for desk in api.get(OLIVE, "/desks").json["items"]} == {"noord", "host", "south"}
    assert api.get("sam@south.example", "/desks/south").json["role"] == "admin"
    assert api.put(OLIVE, "/desks/south/closure", {"name": "north"}).status == 422
    assert api.put(OLIVE, "/desks/south/closure", {"name": " south "}).json["suspended"] is True
    assert api.call(OLIVE, "DELETE", "/desks/south/closure").status == 204
    assert api.get(OLIVE, "/desks/noord/quarantine").status == 404
    assert api.get(OLIVE, "/tickets", view="queue").status == 403
    assert api.put(MEI, "/desks/north", new).status == 404


def test_a_manager_who_cannot_be_one_keeps_the_organisation_as_it_was(desks: Desks, api: Gateway) -> None:
    bad = {"managers": [{"email": "boss@globex.example"}, {"email": "boss@localhost"}]}
    people = dict(desks.memory.people)

    for path, asked in (("globex", {"name": "New"}), ("initech", WHOLE)):
        refused = api.put(MEI, f"/desks/host/tenants/{path}", asked | bad)
        assert (refused.status, refused.json["field"]) == (422, "managers[1].email")
    assert "initech" not in desks.memory.configs["host"].tenants
    assert desks.memory.configs["host"].tenants["globex"].name == "Globex"
    assert desks.memory.people == people


def test_an_admin_who_cannot_be_added_keeps_the_desk_as_it_was(desks: Desks, api: Gateway) -> None:
    operator(desks)
    asked = {"name": "North", "admin": {"id": "ana", "name": "Bo", "email": "bo@noord.example"}}

    assert api.put(OLIVE, "/desks/noord", asked).status == 409
    assert desks.memory.configs["noord"].desk.name == "Noord IT"


def test_two_admins_at_one_team_or_member_overwrite_nothing(api: Gateway) -> None:
    listed = api.get(MEI, "/desks/host/teams")
    (team,) = listed.json["items"]
    seen = f'"{team["version"]}"'
    name = team["name"]
    first = api.put(MEI, "/desks/host/teams/first", {"name": name, "members": ["mei"]}, if_match=seen)
    late = api.put(MEI, "/desks/host/teams/first", {"name": name, "members": ["omar-h"]}, if_match=seen)
    assert (first.status, late.status, late.json["code"]) == (200, 409, "version-conflict")
    assert late.json["current"] == first.json
    assert first.headers["ETag"] == f'"{first.json["version"]}"'
    assert api.get(MEI, "/desks/host/teams").headers["ETag"] != listed.headers["ETag"]

    before = api.get(MEI, "/desks/host/agents")
    omar = next(one for one in before.json["agents"] if one["id"] == "omar-h")
    seen = f'"{omar["version"]}"'
    assert api.put(MEI, "/desks/host/agents/omar-h", {"role": "lead"}, if_match=seen).status == 200
    late = api.put(MEI, "/desks/host/agents/omar-h", {"teams": ["first"]}, if_match=seen)
    assert (late.status, late.json["current"]["role"]) == (409, "lead")
    assert api.get(MEI, "/desks/host/agents").headers["ETag"] != before.headers["ETag"]


def test_a_members_role_is_not_lost_to_a_change_of_their_team(desks: Desks, api: Gateway) -> None:
    """Somebody makes Omar a lead between reading and writing."""
    agent = desks.memory.configs["host"].agents["omar-h"]
    stale = desks.memory.configs["host"]
    desks.editor.put_agent("host", replace(agent, role=Role.LEAD))
    reads = iter([stale, stale])
    fresh = desks.directory.fresh

    class Late(FakeDirectory):
        def fresh(self, desk: str) -> DeskConfig:
            return next(reads, None) or fresh(desk)

    deps = replace(desks.deps, directory=Late(desks.memory))
    mei = principal_of(desks.directory, MEI)
    staff.put_team(deps, mei, "host", "first", "First line", members=("mei",))

    after = desks.memory.configs["host"].agents["omar-h"]
    assert (after.role, after.teams) == (Role.LEAD, ())


def test_the_last_admin_stays(api: Gateway) -> None:
    assert api.put(MEI, "/desks/host/agents/mei", {"role": "agent"}).status == 409
    assert api.put(MEI, "/desks/host/agents/mei", {"suspended": True}).status == 409
    assert api.call(MEI, "DELETE", "/desks/host/agents/mei").status == 409


def test_an_address_is_verified_when_its_test_mail_comes_in_by_whatever_way(
    desks: Desks, api: Gateway
) -> None:
    api.put(MEI, "/desks/host/tenants/globex", {"addresses": ["globex@in.example"]})
    assert (
        api.post(MEI, "/desks/host/tenants/globex/address-checks", {"address": "eve@evil.example"}).status
        == 422
    )
    asked = api.post(MEI, "/desks/host/tenants/globex/address-checks", {"address": "support@globex.example"})
    (mail,) = desks.mailer.sent
    assert asked.json["verified_at"] is None

    desks.raw.mails["inbound/t1"] = mail.raw
    notice = Notice(
        raw="inbound/t1",
        received_at=desks.now,
        sender="no-reply@loket.example",
        recipients=("globex@in.example",),
    )
    forged = replace(notice, raw="inbound/t2")
    desks.raw.mails["inbound/t2"] = (
        b"From: e@evil.example\r\nSubject: loket-check-0123456789abcdef\r\n\r\nx\r\n"
    )
    assert receive(desks.deps.intake, notice)[0].fate is Fate.STOPPED
    assert receive(desks.deps.intake, forged)[0].fate is not Fate.STOPPED

    shown = api.get(MEI, "/desks/host/tenants/globex").json["addresses"]
    assert [(each["address"], each["verified_at"] is not None) for each in shown] == [
        ("support@globex.example", True), ("globex@in.example", False),
    ]  # fmt: skip


def test_a_picture_is_drawn_anew_and_what_is_none_is_refused(api: Gateway) -> None:
    assert api.put(MEI, "/desks/host/tenants/globex/logo", LOGO).json["branding"]["has_logo"] is True
    assert (
        api.get("gil@globex.example", "/desks/host/tenants/globex/logo")
        .json["url"]
        .startswith("data:image/png;base64,iVBOR")
    )
    assert api.put(MEI, "/desks/host/tenants/globex/logo", {"image": "PHN2Zy8+"}).status == 422
    assert api.get(KIM, "/desks/host/tenants/globex/logo").status == 404
    assert api.get(ANA, "/desks/host/tenants/globex/logo").status == 404


def test_who_works_for_two_desks_has_one_queue_over_both(api: Gateway) -> None:
    for who, subject in ((KIM, "Of noord"), (GIL, "Of host"), (KIM, "Of noord again")):
        assert api.post(who, "/tickets", {"subject": subject, "text": "Please help."}).status == 201
    queue = api.get(OMAR, "/tickets", view="queue").json["items"]
    assert {each["subject"] for each in queue} == {"Of noord", "Of host", "Of noord again"}
    assert {each["subject"] for each in api.get(ANA, "/tickets", view="queue").json["items"]} == {
        "Of noord",
        "Of noord again",
    }


def test_one_is_told_that_one_runs_the_deployment(desks: Desks, api: Gateway) -> None:
    operator(desks)
    assert api.get(OLIVE, "/me").json["operator"] is True
    assert api.get(OLIVE, "/me").json["memberships"] == []
    assert api.get(MEI, "/me").json["operator"] is False
