"""Whose door it is, before anybody has signed in: by the name of the page, or by a link."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.people import sign_in_by_code
from tests.browser.visits import visits
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

VIOLET, BLUE, GREEN = "rgb(138, 43, 226)", "rgb(11, 87, 208)", "rgb(0, 105, 92)"


def test_a_name_of_ones_own_is_a_door_of_ones_own(chromium: Browser, demo: RunningCloud) -> None:
    port = demo.local.portal_port
    with visits(chromium) as new_page:
        acme, _ = new_page(PHONE)
        acme.goto(f"http://support.acme.localhost:{port}/")
        expect(acme.get_by_role("heading", name="Acme", exact=True)).to_be_visible()
        expect(acme).to_have_title("Sign in · Acme")
        logo = acme.locator("header img")
        expect(logo).to_have_js_property("naturalWidth", 300)
        expect(acme.get_by_role("button", name="E-mail me a code")).to_have_css("background-color", VIOLET)
        assert violations(acme) == []

        globex, _ = new_page(PHONE)
        with globex.expect_response("**/api/v1/look?*") as asked:
            globex.goto(f"http://support.globex.localhost:{port}/sign-in?at=noord/acme")
        expect(globex.get_by_role("heading", name="Globex", exact=True)).to_be_visible()
        expect(globex.get_by_role("button", name="E-mail me a code")).to_have_css("background-color", BLUE)
        said = asked.value.text() + globex.locator("body").inner_html()
        assert not re.search("acme", said, re.IGNORECASE)

        dutch, _ = new_page(PHONE)
        dutch.goto(f"{demo.local.portal_url}/sign-in?at=noord/duinrand")
        expect(dutch.get_by_role("button", name="Mail mij een code")).to_have_css("background-color", GREEN)
        expect(dutch.get_by_role("link", name="Antwoorden zonder inloggen")).to_be_visible()

        sign_in_by_code(acme, demo, "tom@acme.example")
        expect(acme).to_have_url(re.compile(r"^http://support\.acme\.localhost:\d+/portal$"))
        expect(acme.get_by_role("heading", name="Good")).to_contain_text("Tom")
