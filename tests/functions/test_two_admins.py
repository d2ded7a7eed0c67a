"""Two admins who save different things of the same organisation, desk or person at once: both are kept.

What a request leaves out stays as it is stored when it is written, not as it was when it was read.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, Desk, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person, PersonRef, Role
from helpdesk.domain.policies import Policy
from tests.functions.administration_cases import LOGO
from tests.functions.desks import ANA, LARS, Desks
from tests.functions.gateway import Gateway

OLIVE = "olive@work.example"
SCOPE = TenantRef("noord", "acme")
ACME = "/desks/noord/tenants/acme"
HOSTS = ("support.acme.example",)


class Mine(NamedTuple):
    """One request, and what it must have done."""

    method: str
    path: str
    body: Any
    done: Callable[[Any], object]


def tenant(desks: Desks) -> Tenant:
    return desks.memory.configs["noord"].tenants["acme"]


def desk(desks: Desks) -> Desk:
    return desks.memory.configs["noord"].desk


def ana(desks: Desks) -> Agent:
    return desks.memory.configs["noord"].agents["ana"]


def kim(desks: Desks) -> Person:
    return desks.memory.people[SCOPE, "kim"]


@pytest.fixture
def busy(desks: Desks) -> Desks:
    desks.promote(LARS)
    desks.deps.admin.rows.put_operator(PersonRef(id="operator", name="Olive", email=OLIVE))
    desks.editor.put_policy(
        "noord", Policy(id="gold", rules=desks.memory.configs["noord"].policies["standard"].rules)
    )
    return desks


OF_TENANT = [
    Mine("PUT", ACME, {"name": "Acme Ltd"}, lambda found: found.name == "Acme Ltd"),
    Mine("PUT", f"{ACME}/logo", LOGO, lambda found: found.branding.logo),
    Mine("PUT", f"{ACME}/policy", {"policy": "gold"}, lambda found: found.policy == "gold"),
    Mine("PUT", f"{ACME}/closure", {"name": "Acme"}, lambda found: found.closing_at),
    Mine("DELETE", f"{ACME}/closure", None, lambda found: not found.suspended),
]


@pytest.mark.parametrize("mine", OF_TENANT, ids=lambda mine: f"{mine.method} {mine.path}")
def test_of_an_organisation_both_are_kept(busy: Desks, mine: Mine) -> None:
    api = Gateway(busy)
    if mine.method == "DELETE":
        assert api.put(LARS, mine.path, {"name": "Acme"}).status == 200
    busy.memory.before_write.append(lambda: busy.editor.put_tenant(replace(tenant(busy), hosts=HOSTS)))

    assert api.call(LARS, mine.method, mine.path, body=mine.body).status < 300

    assert mine.done(tenant(busy))
    assert tenant(busy).hosts == HOSTS


OF_DESK = [
    Mine("PUT", "/desks/noord", {"name": "North"}, lambda found: found.name == "North"),
    Mine("PUT", "/desks/noord/clock-behaviour", {"states": {"waiting-other": {"resolution": "pause"}}},
         lambda found: found.clock_behaviour),
    Mine("PUT", "/desks/noord/closure", {"name": "Noord IT"}, lambda found: found.closing_at),
    Mine("DELETE", "/desks/noord/closure", None, lambda found: not found.suspended),
]  # fmt: skip


@pytest.mark.parametrize("mine", OF_DESK, ids=lambda mine: f"{mine.method} {mine.path}")
def test_of_a_desk_both_are_kept(busy: Desks, mine: Mine) -> None:
    api, who = Gateway(busy), OLIVE if "closure" in mine.path else LARS
    if mine.method == "DELETE":
        assert api.put(who, mine.path, {"name": "Noord IT"}).status == 200
    busy.memory.before_write.append(lambda: busy.editor.put_desk(replace(desk(busy), reopen_days=3)))

    assert api.call(who, mine.method, mine.path, body=mine.body).status < 300

    assert mine.done(desk(busy))
    assert desk(busy).reopen_days == 3


def test_of_a_member_of_the_desk_both_are_kept(busy: Desks) -> None:
    api = Gateway(busy)
    hers = replace(ana(busy), role=Role.LEAD)
    busy.memory.before_write.append(lambda: busy.editor.put_agent("noord", hers))

    assert api.put(LARS, "/desks/noord/agents/ana", {"language": "nl"}).status == 200

    assert (ana(busy).role, ana(busy).language) == (Role.LEAD, "nl")


def test_whose_work_is_handed_over_has_the_role_given_last(busy: Desks) -> None:
    api = Gateway(busy)
    hers = replace(ana(busy), role=Role.LEAD)
    busy.memory.before_write.append(lambda: busy.editor.put_agent("noord", hers))

    asked = {"to": "lars", "then": "suspend"}
    assert api.post(LARS, "/desks/noord/agents/ana/handovers", asked).status == 202

    assert (ana(busy).role, ana(busy).suspended) == (Role.LEAD, True)


def test_of_a_person_both_are_kept(busy: Desks) -> None:
    api = Gateway(busy)
    busy.memory.before_write.append(lambda: busy.editor.put_person(replace(kim(busy), suspended=True)))

    assert api.put(LARS, f"{ACME}/people/kim", {"name": "Kim B."}).status == 200

    assert (kim(busy).name, kim(busy).suspended) == ("Kim B.", True)


def test_of_two_new_organisations_with_one_id_the_second_is_refused_or_told_of_the_first(busy: Desks) -> None:
    api = Gateway(busy)
    theirs = replace(
        tenant(busy), ref=TenantRef("noord", "winch"), prefix="WINCH", name="Winch",
        address="a@winch.example", mail_key="11" * 32,
    )  # fmt: skip
    busy.memory.before_write.append(lambda: busy.editor.put_tenant(theirs))

    asked = {"name": "Winch", "address": "a@winch.example", "policy": "standard"}
    assert api.put(LARS, "/desks/noord/tenants/winch", asked).status == 200

    # Mail that was answered in between is still theirs.
    assert busy.memory.configs["noord"].tenants["winch"].mail_key == theirs.mail_key


def test_a_manager_whom_a_mail_made_known_meanwhile_is_appointed(busy: Desks) -> None:
    boss = Person(scope=SCOPE, id="boss", name="", emails=("boss@acme.example",))
    busy.memory.before_write.append(lambda: busy.editor.put_person(boss))

    asked = {"managers": [{"email": "Boss@acme.example", "name": "The Boss"}]}
    assert Gateway(busy).put(LARS, ACME, asked).status == 200

    assert busy.memory.people[SCOPE, "boss"].role is Role.MANAGER


LISTS = {
    "categories": {"id": "mine", "name": "Mine"},
    "services": {"id": "mine", "name": "Mine"},
}


@pytest.mark.parametrize("what", LISTS)
def test_what_somebody_else_added_to_a_list_is_retired_and_not_forgotten(busy: Desks, what: str) -> None:
    api, path = Gateway(busy), f"/desks/noord/{what}"
    theirs = {"items": [{**LISTS[what], "id": "theirs", "name": "Theirs"}]}
    busy.memory.before_write.append(lambda: api.put(LARS, path, theirs))

    assert api.put(LARS, path, {"items": [LISTS[what]]}).status == 200

    found = {one["id"]: one["retired"] for one in api.get(LARS, path).json["items"]}
    assert (found["mine"], found["theirs"]) == (False, True)


def test_nobody_is_given_the_place_of_those_who_were_erased(busy: Desks) -> None:
    refused = Gateway(busy).put(LARS, f"{ACME}/people/erased", {"emails": ["who@acme.example"]})

    assert (refused.status, refused.json["field"]) == (422, "person")
    assert (SCOPE, "erased") not in busy.memory.people


def test_an_organisation_that_is_gone_by_then_does_not_come_back(busy: Desks) -> None:
    api = Gateway(busy)

    def purged() -> None:
        config = busy.memory.configs["noord"]
        left = {name: one for name, one in config.tenants.items() if name != "acme"}
        busy.memory.configs["noord"] = replace(config, tenants=left)

    busy.memory.before_write.append(purged)

    assert api.put(LARS, f"{ACME}/logo", LOGO).status == 404
    assert "acme" not in busy.memory.configs["noord"].tenants


GOLD = {"name": "Gold", "rules": [{"id": "all", "calendar": "office", "targets": {"resolution": "PT8H"}}]}
NIGHTS = {"name": "Nights", "spec": {"zone": "UTC", "week": {"mon": [["00:00", "06:00"]]}}}
RULES = {"rules": [{"id": "vip", "name": "VIP", "set": {"team": "first"}}]}
LETTERS = {"letters": {"answer": {"": {"subject": "We read it", "text": "", "html": ""}}}}
WHOLE = [
    ("/desks/noord/policies/gold", GOLD, {**GOLD, "name": "Golden"}),
    ("/desks/noord/calendars/nights", NIGHTS, {**NIGHTS, "name": "By night"}),
    ("/desks/noord/routing", RULES, {"rules": []}),
    ("/desks/noord/templates", LETTERS, {"letters": {}}),
]


@pytest.mark.parametrize(
    ("path", "theirs", "mine"), WHOLE, ids=lambda each: each if isinstance(each, str) else ""
)
def test_what_is_written_as_a_whole_is_written_over_what_was_seen(
    busy: Desks, path: str, theirs: Any, mine: Any
) -> None:
    api = Gateway(busy)
    first = api.put(LARS, path, mine)
    tag = first.headers["ETag"]
    assert api.put(LARS, path, theirs, if_match=tag).status == 200

    refused = api.put(LARS, path, mine, if_match=tag)

    now = api.put(LARS, path, theirs)
    assert (refused.status, refused.json["code"]) == (409, "version-conflict")
    assert refused.json["current"] == now.json != first.json
    assert api.put(LARS, path, mine, if_match=now.headers["ETag"]).json == first.json


def test_lists_and_reading_tell_the_version_that_saving_names(busy: Desks) -> None:
    api = Gateway(busy)
    for path, field in (("/desks/noord/policies", "gold"), ("/desks/noord/calendars", "office")):
        (found,) = (one for one in api.get(LARS, path).json["items"] if one["id"] == field)
        body = {"name": found["name"] or "x"} | {
            name: found[name] for name in ("rules", "spec") if name in found
        }
        assert api.put(LARS, f"{path}/{field}", body, if_match=f'"{found["version"]}"').status == 200
    for path in ("/desks/noord/routing", "/desks/noord/templates"):
        tag = api.get(LARS, path).headers["ETag"]
        assert api.put(LARS, path, RULES if "routing" in path else LETTERS, if_match=tag).status == 200


PARTING = [
    ("PUT", "/desks/noord/agents/ana", {"role": "agent"}),
    ("PUT", "/desks/noord/agents/ana", {"suspended": True}),
    ("POST", "/desks/noord/agents/ana/handovers", {"to": "lars", "then": "suspend"}),
    ("POST", "/desks/noord/agents/ana/handovers", {"to": "lars", "then": "remove"}),
]


@pytest.mark.parametrize(("method", "path", "body"), PARTING)
def test_two_admins_who_let_each_other_go_do_not_leave_a_desk_without_one(
    busy: Desks, method: str, path: str, body: Any
) -> None:
    busy.promote(ANA)
    agents = busy.memory.configs["noord"].agents
    lars = next(one for one in agents.values() if one.person.email == LARS)
    busy.memory.before_write.append(lambda: busy.editor.put_agent("noord", replace(lars, role=Role.AGENT)))

    assert Gateway(busy).call(LARS, method, path, body=body).status == 409

    left = busy.memory.configs["noord"].agents.values()
    assert [one.person.email for one in left if one.role is Role.ADMIN and not one.suspended] == [ANA]


def test_an_admin_who_may_not_name_admins_changes_nothing_of_the_desk_either(busy: Desks) -> None:
    asked = {"reopen_days": 3, "admin": {"id": "bo", "name": "Bo", "email": "bo@noord.example"}}

    assert Gateway(busy).put(LARS, "/desks/noord", asked).status == 403

    assert desk(busy).reopen_days == 14
