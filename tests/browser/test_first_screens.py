"""The page's first script: it asks what the screen asks, and nothing is asked or fetched twice for it."""

from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.chromium import PHONE, open_context
from tests.browser.fake_api import FakeApi
from tests.browser.made_up import Json

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
AGENT = made_up.me("agent", name="Ana Lima")
REQUESTER = made_up.me("requester")
SCREENS = [
    ("/portal", REQUESTER, ["/api/v1/me", "/api/v1/tickets?view=requested&limit=50"]),
    ("/portal/tickets/ACME-1001", REQUESTER, ["/api/v1/me", "/api/v1/tickets/ACME-1001"]),
    ("/desk", AGENT, ["/api/v1/me", "/api/v1/counts"]),
    ("/desk/tickets", AGENT, ["/api/v1/me", "/api/v1/tickets?view=queue&limit=50"]),
    ("/desk/tickets?view=unassigned", AGENT, ["/api/v1/me", "/api/v1/tickets?view=queue&limit=50"]),
    ("/desk/tickets/ACME-1001", AGENT, ["/api/v1/me", "/api/v1/tickets/ACME-1001"]),
]


@pytest.mark.parametrize(("path", "me", "asks"), SCREENS)
def test_a_screen_takes_what_was_asked_for_it(
    chromium: Browser, site: str, path: str, me: Json, asks: list[str]
) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    asked = listening(page)
    FakeApi(me, [made_up.ticket(number, NOW) for number in range(12)], NOW).install(page)
    page.goto(site + path)
    expect(page.locator("#shell")).to_have_count(0)
    expect(page.locator("[data-skeleton]")).to_have_count(0)
    page.wait_for_function("() => !globalThis.loketAsked?.size")  # taken, or too old to be taken
    page.wait_for_load_state("networkidle")
    context.close()

    assert {ask: asked[ask] for ask in asks} == dict.fromkeys(asks, 1)
    scripts = [one for one in asked if one.startswith("/_app/") and one.endswith(".js")]
    assert max(asked[one] for one in scripts) == 1


def test_before_the_app_is_there_the_page_shows_itself(chromium: Browser, site: str) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    page.route("**/_app/immutable/chunks/**", lambda route: route.abort())
    page.goto(site + "/sign-in")

    expect(page.locator("#shell")).to_be_visible()
    context.close()


def listening(page: Page) -> Counter[str]:
    """How often each address was asked for."""
    asked: Counter[str] = Counter()

    def heard(address: str) -> None:
        parts = urlsplit(address)
        asked[parts.path + (f"?{parts.query}" if parts.query else "")] += 1

    page.on("request", lambda request: heard(request.url))
    return asked


def test_a_part_that_does_not_come_is_said_and_the_ticket_stays(chromium: Browser, site: str) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    FakeApi(AGENT, [made_up.ticket(number, NOW) for number in range(3)], NOW).install(page)
    page.goto(site + "/desk/tickets/ACME-1001")
    assign = page.get_by_role("button", name="Assign", exact=True)
    expect(assign).to_be_visible()
    page.route("**/_app/**", lambda route: route.abort())

    assign.click()

    expect(page.get_by_role("alert").or_(page.get_by_role("status"))).to_contain_text(["no connection"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(assign).to_be_visible()
    context.close()
