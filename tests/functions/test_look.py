"""What strangers see of an organisation: how its door looks if it shows that, and nothing of anybody else."""

import msgspec
import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef
from tests.functions.administration_cases import LOGO
from tests.functions.desks import ANA, KIM, MEI, Desks
from tests.functions.gateway import Gateway, Reply
from tests.functions.shelves import fill_shelves

HOST = "support.globex.example"
GLOBEX = "/desks/host/tenants/globex"
NOTHING = {"organisation": None}


def look(api: Gateway, **query: str) -> Reply:
    return api.get(None, "/look", **query)


def at_its_host(api: Gateway, host: str = HOST) -> object:
    found = look(api, host=host)
    assert found.status == 200
    return found.json["organisation"]


def test_an_organisation_is_known_by_its_host_name(api: Gateway) -> None:
    branding = {"colour": "#8a2be2", "title": "Globex IT", "footer": "Only below mails"}
    asked = {"hosts": [" Support.GLOBEX.example. "], "languages": ["nl"], "branding": branding}
    stored = api.put(MEI, GLOBEX, asked)
    api.put(MEI, f"{GLOBEX}/logo", LOGO)

    assert (stored.status, stored.json["hosts"], stored.json["open_look"]) == (200, [HOST], False)
    found = look(api, host="SUPPORT.globex.example")
    shown = found.json["organisation"]
    assert shown["logo"].startswith("data:image/png;base64,iVBOR")
    assert {name: value for name, value in shown.items() if name != "logo"} == {
        "at": "host/globex", "name": "Globex IT", "colour": "#8a2be2", "language": "zh", "languages": ["nl"],
        "knowledge": None, "portal": "https://help.example",
    }  # fmt: skip
    assert found.headers["Cache-Control"] == "public, max-age=300, stale-while-revalidate=300"


def test_without_a_host_name_it_is_shown_by_its_link_once_it_wants_to_be(api: Gateway) -> None:
    before = look(api, at="host/globex")
    api.put(MEI, GLOBEX, {"open_look": True})

    assert before.json == NOTHING
    assert look(api, at="host/globex").json["organisation"]["name"] == "Globex"
    api.put(MEI, GLOBEX, {"open_look": False})
    assert look(api, at="host/globex").text == before.text


@pytest.mark.parametrize(
    "query",
    [
        {}, {"host": "nobody.example"}, {"host": ""}, {"at": "noord/acme"}, {"at": "noord/nobody"},
        {"at": "nowhere/acme"}, {"at": "noord"}, {"at": "noord/"}, {"at": "noord/acme/x"},
        {"at": "NOORD/ACME"},
        {"at": "noord#CONFIG/acme"}, {"host": "x" * 260}, {"host": "\ud800"}, {"host": "help.example"},
        {"host": "support@acme.example"}, {"host": "ACME"},
    ],
)  # fmt: skip
def test_who_does_not_exist_and_who_does_not_show_themselves_are_the_same(
    api: Gateway, query: dict[str, str]
) -> None:
    found = look(api, **query)
    nobody = look(api, at="no/body")

    assert (found.status, found.text) == (200, nobody.text)
    assert msgspec.json.decode(found.text) == NOTHING
    assert set(found.headers) == set(nobody.headers)


def test_a_host_name_goes_before_a_link_to_somebody_else(api: Gateway, desks: Desks) -> None:
    api.put(MEI, GLOBEX, {"hosts": [HOST]})
    acme = desks.memory.configs["noord"].tenants["acme"]
    desks.editor.put_tenant(replace(acme, open_look=True))

    assert look(api, host=HOST, at="noord/acme").json["organisation"]["at"] == "host/globex"
    assert look(api, host="help.example", at="noord/acme").json["organisation"]["at"] == "noord/acme"


def test_who_is_suspended_shows_nothing_and_keeps_the_name(api: Gateway, desks: Desks) -> None:
    api.put(MEI, GLOBEX, {"hosts": [HOST]})
    api.put(MEI, GLOBEX, {"suspended": True})

    assert at_its_host(api) is None
    taken = api.put(MEI, "/desks/host/tenants/initech", INITECH | {"hosts": [HOST]})
    assert (taken.status, taken.json["field"]) == (422, "hosts[0]")
    api.put(MEI, GLOBEX, {"suspended": False})
    assert at_its_host(api) is not None
    desk = desks.memory.configs["host"].desk
    desks.editor.put_desk(replace(desk, suspended=True))
    assert at_its_host(api) is None


INITECH = {"name": "Initech", "address": "help@initech.example", "policy": "standard"}


def test_no_two_organisations_have_one_name_and_nobody_has_everybodys(api: Gateway, desks: Desks) -> None:
    acme = desks.memory.configs["noord"].tenants["acme"]
    desks.editor.put_tenant(replace(acme, hosts=("support.acme.example",)))

    for hosts, field in (
        (["fine.example", "SUPPORT.acme.example"], "hosts[1]"),
        (["help.example"], "hosts[0]"),
        (["https://globex.example/"], "hosts[0]"),
        (["127.0.0.1"], "hosts[0]"),
    ):
        reply = api.put(MEI, GLOBEX, {"hosts": hosts})
        assert (reply.status, reply.json["field"]) == (422, field), reply.text
    assert api.put(MEI, GLOBEX, {"hosts": [f"h{n}.example" for n in range(6)]}).status == 422
    assert api.put(ANA, "/desks/noord/tenants/acme", {"hosts": []}).status == 403
    assert api.put(KIM, "/desks/noord/tenants/acme", {"open_look": True}).status in {403, 404}
    assert desks.directory.tenant_of_host("fine.example") is None


def test_a_name_that_was_given_up_is_free(api: Gateway) -> None:
    api.put(MEI, GLOBEX, {"hosts": [HOST, HOST.upper()]})
    assert api.get(MEI, GLOBEX).json["hosts"] == [HOST]
    api.put(MEI, GLOBEX, {"hosts": []})

    assert at_its_host(api) is None
    assert api.put(MEI, "/desks/host/tenants/initech", INITECH | {"hosts": [HOST]}).status == 200
    assert look(api, host=HOST).json["organisation"]["name"] == "Initech"


def test_public_knowledge_is_named_when_there_is_some(api: Gateway, desks: Desks) -> None:
    fill_shelves(desks)
    for scope in (TenantRef("noord", "acme"), TenantRef("host", "globex")):
        tenant = desks.memory.configs[scope.desk].tenants[scope.tenant]
        desks.editor.put_tenant(replace(tenant, open_look=True))

    assert look(api, at="noord/acme").json["organisation"]["knowledge"] == "noord"
    assert look(api, at="host/globex").json["organisation"]["knowledge"] is None


def test_a_logo_that_cannot_be_had_keeps_nobody_out(api: Gateway, desks: Desks) -> None:
    globex = desks.memory.configs["host"].tenants["globex"]
    branding = replace(globex.branding, logo="host/globex/gone")
    desks.editor.put_tenant(replace(globex, hosts=(HOST,), branding=branding))

    assert look(api, host=HOST).json["organisation"]["logo"] is None


def test_nothing_of_its_people_or_terms_is_told(api: Gateway) -> None:
    api.put(MEI, GLOBEX, {"hosts": [HOST]})
    told = look(api, host=HOST)

    assert set(told.json["organisation"]) == {
        "at", "name", "colour", "logo", "language", "languages", "knowledge", "portal",
    }  # fmt: skip
    assert "@" not in told.text
    assert "standard" not in told.text
