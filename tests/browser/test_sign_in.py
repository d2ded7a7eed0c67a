"""Signing in by one's own organisation, a second factor, and one's sessions: on the whole system, by eye."""

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen, open_context, watch
from tests.browser.people import PASSWORD, api_of
from tests.local.running import RunningCloud
from tests.oidc.issuer import Issuer, running

pytestmark = [pytest.mark.browser, pytest.mark.local]


@pytest.fixture(scope="module")
def issuer(demo: RunningCloud) -> Iterator[Issuer]:
    """Globex's own provider, set up by the admin of the desk."""
    with running(Issuer()) as made:
        made.redirect_uris.add(f"{demo.local.portal_url}/sign-in/back")
        body = {
            "name": "Globex", "tenant": "globex", "issuer": made.url, "client_id": made.client_id,
            "client_secret": made.client_secret, "domains": ["globex.example"], "newcomers": "requester",
        }  # fmt: skip
        api_of(demo, "mei@host.example").put("/desks/host/sso/globex", body)
        yield made


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_by_ones_own_organisation(
    chromium: Browser, demo: RunningCloud, issuer: Issuer, screen: Screen
) -> None:
    page = open_context(chromium, screen).new_page()
    seen = watch(page)
    page.goto(f"{demo.local.portal_url}/sign-in?to=/account")
    page.get_by_label("Your e-mail address").fill("neo@globex.example")
    own = page.get_by_role("button", name="Continue with Globex")
    expect(own).to_be_visible()
    assert violations(page) == []
    own.click()

    expect(page.get_by_role("heading", name="Acme sign-in")).to_be_visible()
    assert page.get_by_label("Address").input_value() == "neo@globex.example"
    page.get_by_role("button", name="Let me in").click()

    expect(page.get_by_text("neo@globex.example")).to_be_visible()
    expect(page.get_by_text("This device ·")).to_be_visible()
    assert "code=" not in page.url
    assert violations(page) == []
    assert issuer.problems == []
    assert seen.complaints == []


def test_what_comes_back_to_another_browser_opens_nothing(
    chromium: Browser, demo: RunningCloud, issuer: Issuer
) -> None:
    assert issuer.url
    page = open_context(chromium, PHONE).new_page()

    page.goto(f"{demo.local.portal_url}/sign-in/back?code=x&state=y")

    expect(page.get_by_role("alert")).to_contain_text("begun in another window")
    assert violations(page) == []
    assert page.url == f"{demo.local.portal_url}/sign-in/back"


def test_a_second_factor_from_the_account_page_to_the_next_sign_in(
    chromium: Browser, demo: RunningCloud
) -> None:
    page = open_context(chromium, PHONE).new_page()
    _password(page, demo)
    page.goto(f"{demo.local.portal_url}/account")
    page.get_by_role("button", name="Set up a second factor").click()
    expect(page.get_by_alt_text("QR code for an authenticator app")).to_be_visible()
    assert violations(page) == []
    app = pyotp.TOTP(page.locator("code").inner_text())
    page.get_by_label("Code from your authenticator app").fill(app.now())
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()
    recovery = page.locator("li code").first.inner_text()
    assert violations(page) == []
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("Recovery codes left: 10")).to_be_visible()

    other = open_context(chromium, DESKTOP).new_page()
    _password(other, demo)
    expect(other.get_by_role("heading", name="Second factor")).to_be_visible()
    assert violations(other) == []
    code = other.get_by_label("Code from your authenticator app")
    code.fill("000000")
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("alert")).to_contain_text("not right")
    code.fill(recovery)
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("heading", name="Second factor")).to_be_hidden()
    other.goto(f"{demo.local.portal_url}/account")
    other.get_by_role("button", name="Sign out everywhere").click()
    expect(other.get_by_label("Your e-mail address")).to_be_visible()


def _password(page: Page, demo: RunningCloud) -> None:
    page.goto(f"{demo.local.portal_url}/sign-in")
    page.get_by_label("Your e-mail address").fill("sofie@noord.example")
    page.get_by_role("button", name="Use a password").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(f"{demo.local.portal_url}/sign-in")
