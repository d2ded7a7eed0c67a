"""An admin says how people get in: an organisation's own sign-in, and a second factor; phone and wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen, open_context
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud
from tests.oidc.issuer import Issuer, running

pytestmark = [pytest.mark.browser, pytest.mark.local]

MEI = "mei@host.example"
PLACE = "/desk/settings/host/sign-in"


@pytest.fixture(scope="module")
def issuer(demo: RunningCloud) -> Iterator[Issuer]:
    with running(Issuer()) as made:
        made.redirect_uris.add(f"{demo.local.portal_url}/sign-in/back")
        yield made


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_organisation_is_set_up_tried_changed_and_deleted(
    chromium: Browser, browse: Browse, issuer: Issuer, screen: Screen
) -> None:
    page = browse(MEI, PLACE, screen)
    expect(page.get_by_role("heading", name="Single sign-on")).to_be_visible()
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name="Add an organisation").click()
    page.get_by_label("Whose people").select_option(label="Globex")
    page.get_by_label("Short name").fill("umbrella")
    page.get_by_label("Name on the button").fill("Umbrella")
    page.get_by_label("Issuer").fill(issuer.url + "/nobody-here")
    page.get_by_label("Client ID").fill(issuer.client_id)
    page.get_by_label("Client secret").fill(issuer.client_secret)
    page.get_by_label("Mail domains").fill("@Umbrella.example")
    page.get_by_label("Who is not known yet").select_option("requester")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Issuer")).to_have_attribute("aria-invalid", "true")
    is_whole(page, phone=screen is PHONE)

    page.get_by_label("Issuer").fill(issuer.url)
    page.get_by_role("button", name="Save").click()
    card = page.get_by_role("region", name="Umbrella")
    expect(card).to_contain_text("umbrella.example")
    card.get_by_text("Try it").click()
    address = card.get_by_label("Address to try", exact=True).input_value()
    is_whole(page, phone=screen is PHONE)

    other = open_context(chromium, PHONE).new_page()
    other.goto(address)
    email = other.get_by_label("Your e-mail address")
    expect(email).to_have_value("@umbrella.example")
    email.fill("ada@umbrella.example")
    expect(other.get_by_role("button", name="Continue with Umbrella")).to_be_visible()
    assert violations(other) == []

    card.get_by_role("button", name="Change Umbrella").click()
    expect(page.get_by_label("Client secret")).to_have_value("")
    page.get_by_label("In use").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("switched off")
    card.get_by_role("button", name="Change Umbrella").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Umbrella is deleted")).to_be_visible()
    expect(card).to_have_count(0)


def test_what_would_leave_nobody_a_way_in_is_refused_and_the_tick_goes_back(browse: Browse) -> None:
    page = browse(MEI, PLACE, DESKTOP)
    only = page.get_by_label("Take the desk’s own single sign-on only")
    only.click()

    expect(page.get_by_role("alert")).to_contain_text("identity provider")
    expect(only).not_to_be_checked()
    is_whole(page)


def test_leads_are_told_that_admins_do_this(browse: Browse) -> None:
    page = browse("lars@noord.example", "/desk/settings/noord/sign-in", PHONE)

    expect(page.get_by_text("Only administrators of the desk can change this.")).to_be_visible()
    is_whole(page, phone=True)
