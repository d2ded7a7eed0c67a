"""An admin lets somebody go, parts two people again, sets SAML up, follows what was asked for a person."""

from typing import Any, cast

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import DESKTOP, PHONE, Scheme, Screen
from tests.browser.people import api_of
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import Api, RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

IRIS, LARS, MEI = "iris@noord.example", "lars@noord.example", "mei@host.example"
SOON_MS = 240_000
"""For what is read again every few seconds, by functions that a busy machine starts slowly."""

SAML = {
    "entity_id": "urn:amazon:cognito:sp:eu-west-1_Pool",
    "reply_url": "https://loket.auth.eu-west-1.amazoncognito.com/saml2/idpresponse",
    "names": ["p1", "p2"],
}


@pytest.fixture
def iris(demo: RunningCloud) -> Api:
    return api_of(demo, IRIS)


def _leaver(iris: Api, name: str) -> str:
    """Somebody new at the desk; their id."""
    body = {"name": name, "email": f"{name.lower()}@noord.example", "role": "agent"}
    iris.put(f"/desks/noord/agents/{name.lower()}", body)
    return name.lower()


def _give(iris: Api, agent: str) -> str:
    """They get a ticket; its key."""
    body = {"tenant": {"desk": "noord", "tenant": "acme"}, "requester": {"email": "pim@acme.example"}}
    key: str = iris.post("/tickets", body | {"subject": f"For {agent}", "text": "x"})["key"]
    iris.put(f"/tickets/{key}/assignee", {"agent": agent})
    return key


def test_who_leaves_hands_over_what_they_have(browse: Browse, iris: Api) -> None:
    key = _give(iris, _leaver(iris, "Leandra"))
    page = browse(IRIS, "/desk/settings/noord/staff", PHONE)
    page.get_by_role("button", name="Leandra").click()
    page.get_by_role("button", name="Remove Leandra").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 open ticket")
    is_whole(page, phone=True)
    dialog.get_by_label("One person").check()
    expect(dialog.get_by_role("button", name="Remove Leandra")).to_be_disabled()
    dialog.get_by_label("To", exact=True).select_option("lars")
    dialog.get_by_role("button", name="Remove Leandra").click()

    expect(dialog).to_have_count(0)
    expect(page.get_by_text("It goes to Lars")).to_be_visible()
    expect(page.get_by_role("button", name="leandra@noord.example")).to_have_count(0)
    is_whole(page, phone=True)
    assert iris.get(f"/tickets/{key}")["ticket"]["assignee"]["id"] == "lars"


def test_who_is_suspended_has_nothing_left_and_can_be_let_in_again(browse: Browse, iris: Api) -> None:
    key = _give(iris, _leaver(iris, "Susan"))
    page = browse(IRIS, "/desk/settings/noord/staff", DESKTOP)
    row = page.get_by_role("listitem").filter(has_text="susan@noord.example")
    row.get_by_role("button", name="Susan").first.click()
    row.get_by_role("button", name="Suspend …").click()
    page.get_by_role("dialog").get_by_role("button", name="Suspend Susan").click()

    expect(row.get_by_label("Suspended")).to_be_checked()
    expect(row.get_by_text("It goes back to their teams.")).to_be_visible()
    is_whole(page)
    assert iris.get(f"/tickets/{key}")["ticket"]["assignee"] is None
    row.get_by_label("Suspended").uncheck()
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_role("button", name="Suspend …")).to_be_visible()


def test_the_only_admin_cannot_go(browse: Browse) -> None:
    page = browse(MEI, "/desk/settings/host/staff", DESKTOP)
    page.get_by_role("button", name=MEI).click()
    page.get_by_role("button", name="Remove").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("is the only admin of this desk")
    expect(dialog.get_by_role("button", name="Remove")).to_be_disabled()
    is_whole(page)


def test_two_admins_at_one_member_lose_nothing(browse: Browse, iris: Api) -> None:
    agent = f"/desks/noord/agents/{_leaver(iris, 'Stella')}"
    page = browse(IRIS, "/desk/settings/noord/staff", PHONE)
    row = page.get_by_role("listitem").filter(has_text="stella@noord.example")
    row.get_by_role("button", name="Stella").first.click()
    iris.put(agent, {"name": "Stella Eerst"})
    row.get_by_label("Name", exact=True).fill("Stella Later")
    row.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Stella Eerst")
    expect(dialog).to_contain_text("Stella Later")
    is_whole(page, phone=True)
    dialog.get_by_role("button", name="Close").click()
    expect(row.get_by_label("Name", exact=True)).to_have_value("Stella Later")
    row.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Save what I typed").click()

    expect(row.get_by_text("Saved")).to_be_visible()
    members = iris.get("/desks/noord/agents")["agents"]
    assert next(one["name"] for one in members if one["id"] == "stella") == "Stella Later"


def test_two_people_who_were_merged_by_mistake_are_two_again(browse: Browse, iris: Api) -> None:
    people = "/desks/noord/tenants/acme/people"
    for id_, name in (("apart-one", "Apart One"), ("apart-two", "Apart Two")):
        iris.put(f"{people}/{id_}", {"name": name, "emails": [f"{id_}@acme.example"]})
    iris.post("/desks/noord/tenants/acme/merges", {"gone": "apart-two", "kept": "apart-one"}, expect=200)

    page = browse(LARS, "/desk/settings/noord/organisations/acme/people", PHONE)
    page.get_by_label("Find by name, address or number").fill("apart")
    page.get_by_role("button", name="Apart One").click()
    expect(page.get_by_text("Apart Two was made a part of them.")).to_be_visible()
    is_whole(page, phone=True)
    page.get_by_role("button", name="Make two of them again").click()
    page.get_by_role("dialog").get_by_role("button", name="Make two of them again").click()

    expect(page.get_by_text("2 people", exact=True)).to_be_visible()
    expect(page.get_by_text("Undone by")).to_be_visible()
    assert iris.get(f"{people}/apart-two")["emails"] == ["apart-two@acme.example"]


def test_from_a_person_to_their_data_and_what_was_asked_for_is_followed(browse: Browse, iris: Api) -> None:
    body = {"name": "Petra Privaat", "emails": ["petra.privaat@acme.example"]}
    iris.put("/desks/noord/tenants/acme/people/petra-privaat", body)
    page = browse(IRIS, "/desk/settings/noord/organisations/acme/people", DESKTOP)
    page.get_by_label("Find by name, address or number").fill("petra privaat")
    page.get_by_role("button", name="Petra Privaat").click()
    page.get_by_role("link", name="Export or erase their data").click()
    page.get_by_role("button", name="Make an export").click()
    expect(page.get_by_text(f"Asked for by {IRIS}")).to_be_visible()

    page.get_by_role("navigation", name="Parts").get_by_role("link", name="data").first.click()
    asked = page.locator("ul.card > li", has_text="Export").first
    expect(asked).to_contain_text("done", timeout=SOON_MS)
    is_whole(page)


def test_a_keys_rate_is_what_the_api_says(browse: Browse, iris: Api) -> None:
    rate = iris.get("/desks/noord/keys")["requests_per_minute"]
    page = browse(IRIS, "/desk/settings/noord/keys", PHONE)
    expect(page.get_by_text(f"Each key has {rate} requests a minute")).to_be_visible()
    is_whole(page, phone=True)


def _knows_saml(page: Page, saml: dict[str, Any] | None) -> None:
    """The laptop's user pool does not speak SAML: these answers are a deployment's whose pool does."""
    kept: list[dict[str, Any]] = []

    def put(route: Route) -> None:
        wanted = cast("dict[str, Any]", route.request.post_data_json)
        id_ = route.request.url.rpartition("/")[2]
        kept[:] = [wanted | {"id": id_, "redirect_uri": "https://help.example/sign-in/back"}]
        route.fulfill(json=kept[0])

    page.route("**/api/v1/desks/host/sso", lambda route: route.fulfill(json={"items": kept, "saml": saml}))
    page.route("**/api/v1/desks/host/sso/*", put)
    page.reload()


@pytest.mark.parametrize(("screen", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_saml_is_set_up_with_what_both_sides_need(browse: Browse, screen: Screen, scheme: Scheme) -> None:
    page = browse(MEI, "/desk/settings/host/sign-in", screen, scheme)
    _knows_saml(page, SAML)
    page.get_by_role("button", name="Add an organisation").click()
    page.get_by_label("SAML").check()
    expect(page.get_by_label("Entity ID", exact=True)).to_have_value(str(SAML["entity_id"]))
    expect(page.get_by_label("Reply URL (ACS)", exact=True)).to_have_value(str(SAML["reply_url"]))
    page.get_by_text("It is not in the list").click()
    page.get_by_label("Address of its metadata").fill("https://idp.acme.example/metadata")
    line = page.get_by_label("Line for whoever runs this deployment", exact=True)
    expect(line).to_have_value("p3=https://idp.acme.example/metadata")
    is_whole(page, phone=screen is PHONE)

    page.get_by_label("Provider’s name in the user pool").select_option("p2")
    page.get_by_label("Short name").fill("umbrella")
    page.get_by_label("Name on the button").fill("Umbrella")
    page.get_by_label("Mail domains").fill("umbrella.example")
    page.get_by_role("button", name="Save").click()
    card = page.get_by_role("region", name="Umbrella")
    expect(card).to_contain_text("SAML · p2")
    card.get_by_text("Try it").click()
    expect(card.get_by_label("Address to try", exact=True)).to_have_value(
        page.url.partition("/desk/")[0] + "/sign-in?email=%40umbrella.example"
    )
    is_whole(page, phone=screen is PHONE)


def test_without_saml_an_admin_reads_how_it_comes_about(browse: Browse) -> None:
    page = browse(MEI, "/desk/settings/host/sign-in", PHONE)
    _knows_saml(page, None)
    page.get_by_role("button", name="Add an organisation").click()
    page.get_by_label("SAML").check()
    expect(page.get_by_role("heading", name="This deployment knows no SAML provider yet")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.get_by_label("Address of its metadata").fill("idp.acme.example")
    expect(page.get_by_text("This has to be an address that begins with https://")).to_be_visible()
    is_whole(page, phone=True)


def test_a_desk_is_suspended_then_closed_by_its_name_and_taken_back(browse: Browse, iris: Api) -> None:
    first = {"id": "kees", "name": "Kees", "email": "kees@short.example"}
    iris.put("/desks/short-lived", {"name": "Short Lived", "language": "en", "admin": first})
    page = browse(IRIS, "/desks", PHONE)
    row = page.get_by_role("listitem").filter(has_text="Short Lived")
    row.get_by_role("button", name="Short Lived").click()
    row.get_by_role("button", name="Suspend …").click()
    is_whole(page, phone=True)
    page.get_by_role("dialog").get_by_role("button", name="Suspend", exact=True).click()
    row.get_by_role("button", name="Let them work again").click()
    expect(row.get_by_role("button", name="Suspend …")).to_be_visible()

    row.get_by_label("Type “Short Lived” to go on").fill("Short")
    row.get_by_role("button", name="Close this desk").click()
    expect(row.get_by_label("Type “Short Lived” to go on")).to_have_attribute("aria-invalid", "true")
    row.get_by_label("Type “Short Lived” to go on").fill("Short Lived")
    row.get_by_role("button", name="Close this desk").click()
    expect(row.get_by_text("It is deleted for good after")).to_be_visible()
    is_whole(page, phone=True)
    row.get_by_role("button", name="Take it back").click()
    expect(row.get_by_role("button", name="Close this desk")).to_be_visible()
