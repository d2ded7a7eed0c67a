"""Orders from the catalogue: with a file, kept until sent, sent when the network is back, in any language."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE, SENT_MS, Screen
from tests.browser.kept import wait_for_draft
from tests.browser.network import Network
from tests.browser.people import api_of
from tests.browser.test_desk_work import photo
from tests.browser.visits import BOTH, Browse, until_known
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

READY = "navigator.serviceWorker.ready.then(r => r.active?.state === 'activated')"


def order_form(page: Page) -> Locator:
    """The questions of a new laptop."""
    return page.locator("form", has=page.get_by_label("My manager agrees"))


def fill(page: Page, note: str, file: str) -> None:
    """Everything that a new laptop asks."""
    page.get_by_role("button", name="A new laptop").click()
    order_form(page).locator("[data-files=pick]").set_input_files([photo(file)])
    page.get_by_label("Screen").select_option(label="13 inch, light")
    page.get_by_label("My manager agrees").check()
    page.get_by_label("Anything else?").fill(note)


def ordered_by(demo: RunningCloud, email: str, note: str) -> Any:
    """Their ticket with these words."""
    api = api_of(demo, email)
    for row in api.get("/tickets?view=requested&limit=100")["items"]:
        story = api.get(f"/tickets/{row['key']}")
        if note in story["timeline"][0].get("text", ""):
            return story
    return None


@BOTH
def test_an_order_survives_a_reload_with_its_file_and_goes_with_it(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    note = f"The old one by the {screen.name} fell."
    page = browse("noor@acme.example", "/portal", screen)
    fill(page, note, "broken.png")
    expect(page.get_by_text("broken.png is ready")).to_be_attached()
    assert violations(page) == []
    wait_for_draft(page, text=note)

    page.reload()
    page.get_by_role("button", name="A new laptop").click()

    expect(page.get_by_label("Screen")).to_have_value("small")
    expect(page.get_by_label("My manager agrees")).to_be_checked()
    expect(page.get_by_label("Anything else?")).to_have_value(note)
    expect(page.get_by_text("broken.png is ready")).to_be_attached()
    order_form(page).get_by_role("button", name="Send to Noord IT").click()
    expect(page.get_by_role("button", name="View broken.png")).to_be_visible()
    expect(page.locator(".bubble").first).to_contain_text("Screen: 13 inch, light")
    page.goto(f"{demo.local.portal_url}/portal")
    page.get_by_role("button", name="A new laptop").click()
    expect(page.get_by_label("Anything else?")).to_have_value("")


def test_an_order_waits_for_the_network(demo: RunningCloud, browse: Browse, network: Network) -> None:
    note = "From the cellar, without a network."
    page = browse("fatima@acme.example", "/portal", PHONE, network=network)
    expect(page.get_by_role("button", name="A new laptop")).to_be_visible()
    wait_for(lambda: page.evaluate(READY) or None, "the service worker")
    network.cut(page.context)
    page.reload()

    fill(page, note, "cellar.png")
    expect(page.get_by_text("cellar.png").first).to_be_visible()
    order_form(page).get_by_role("button", name="Send to Noord IT").click()

    waits = page.get_by_role("button", name="1 thing waits to be sent")
    waits.click()
    expect(page.locator(".waiting")).to_contain_text("A new laptop")
    expect(page.locator(".waiting")).to_contain_text("cellar.png")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert ordered_by(demo, "fatima@acme.example", note) is None
    network.restore(page.context)
    expect(waits).to_have_count(0, timeout=SENT_MS)
    story = wait_for(lambda: ordered_by(demo, "fatima@acme.example", note), "the order")
    assert story["ticket"]["service"] == "new-laptop"
    assert [file["name"] for file in story["timeline"][0]["attachments"]] == ["cellar.png"]


def test_an_order_that_is_refused_later_is_answered_in_another_way(
    demo: RunningCloud, browse: Browse, network: Network
) -> None:
    note = "From the cellar, to be mended."
    page = browse("tom@acme.example", "/portal", PHONE, network=network)
    expect(page.get_by_role("button", name="A new laptop")).to_be_visible()
    wait_for(lambda: page.evaluate(READY) or None, "the service worker")
    network.cut(page.context)
    page.reload()
    fill(page, note, "mended.png")
    order_form(page).get_by_role("button", name="Send to Noord IT").click()
    waits = page.get_by_role("button", name="1 thing waits to be sent")
    expect(waits).to_be_visible()
    page.route("**/api/v1/tickets", refuse_small)

    network.restore(page.context)

    page.get_by_role("button", name="1 thing needs you").click(timeout=SENT_MS)
    card = page.locator(".waiting")
    expect(card).to_contain_text("Small ones are sold out")
    card.get_by_role("button", name="Change the answers").click()
    expect(card.get_by_label("Screen")).to_have_value("small")
    expect(card.get_by_label("My manager agrees")).to_be_checked()
    expect(card.get_by_label("Anything else?")).to_have_value(note)
    card.get_by_label("My manager agrees").uncheck()
    card.get_by_role("button", name="Save and send").click()
    expect(card.get_by_text("This has to be ticked.")).to_be_visible()
    assert violations(page) == []
    card.get_by_label("My manager agrees").check()
    card.get_by_label("Screen").select_option(label="16 inch")
    card.get_by_role("button", name="Save and send").click()
    expect(card).to_have_count(0, timeout=SENT_MS)  # looking at the page lets `refuse_small` answer
    story = wait_for(lambda: ordered_by(demo, "tom@acme.example", note), "the order")
    assert "Screen: 16 inch" in story["timeline"][0]["text"]
    assert [file["name"] for file in story["timeline"][0]["attachments"]] == ["mended.png"]


def refuse_small(route: Route) -> None:
    """As a desk that changed its form in the meantime."""
    body = route.request.post_data_json if route.request.method == "POST" else {}
    if (body or {}).get("fields", {}).get("size") != "small":
        route.continue_()
        return
    problem = {"code": "invalid", "detail": "Small ones are sold out", "field": "fields.size"}
    route.fulfill(status=422, content_type="application/problem+json", json=problem)


@BOTH
def test_an_admin_says_a_service_in_another_language(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    called = {"phone": "En ny kollega på telefon", "desktop": "En ny kollega ved bordet"}[screen.name]
    page = browse("iris@noord.example", "/desk/settings/noord/categories", screen)
    page.get_by_role("button", name="Questions of A new colleague").click()
    page.get_by_label("Texts in").nth(1).select_option(label="Norsk bokmål")
    page.get_by_label("A new colleague (Norsk bokmål)").fill(called)
    page.get_by_label("First day (Norsk bokmål)").fill("Første dag")
    assert violations(page) == []
    page.locator("form", has=page.get_by_label("First day (Norsk bokmål)")).get_by_role(
        "button", name="Save"
    ).click()
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()

    theirs = browse("ingrid@fjell.example", "/portal", screen, locale="nb-NO")
    service = theirs.get_by_role("button", name=called)
    until_known(theirs, service, "the service in Norwegian")
    service.click()

    expect(theirs.get_by_label("Første dag")).to_be_visible()
    expect(theirs.get_by_label("What will they work with?")).to_be_visible()  # not said: the desk's own words


def test_an_admin_gives_a_category_a_picture_and_a_name(demo: RunningCloud, browse: Browse) -> None:
    page = browse("mei@host.example", "/desk/settings/host/categories", PHONE)
    page.get_by_role("button", name="Picture of Servers").click()
    page.get_by_role("group", name="Picture of Servers").get_by_label("Database").check()
    page.get_by_label("Texts in").first.select_option(label="Русский")
    page.get_by_label("Servers (Русский)").fill("Серверы")
    assert violations(page) == []
    page.get_by_role("button", name="Save").first.click()

    def saved() -> Any:
        items = api_of(demo, "mei@host.example").get("/desks/host/categories")["items"]
        return next((one for one in items if one["names"].get("ru") == "Серверы"), None)

    kept = wait_for(saved, "the category's name")
    assert (kept["id"], kept["icon"], kept["names"]["zh"]) == ("servers", "database", "服务器")
