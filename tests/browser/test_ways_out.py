"""Nobody gets stuck or lost: where a ticket cannot be read, at the door, and on paper."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.fake_api import FakeApi
from tests.browser.visits import visits

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock says how long ago something was
AGENT = made_up.me("agent", name="Ana Lima")
Opened = Callable[[str, Screen], Page]


@pytest.fixture
def desk(chromium: Browser, site: str) -> Iterator[Opened]:
    """A page of the desk in front of an API that has a few tickets."""
    with visits(chromium) as make:

        def open_page(path: str, screen: Screen) -> Page:
            page, _ = make(screen)
            FakeApi(AGENT, [made_up.ticket(number, NOW) for number in range(3)], NOW).install(page)
            page.goto(site + path)
            return page

        yield open_page


def test_a_ticket_that_cannot_be_read_leaves_a_way_back_on_a_phone(desk: Opened) -> None:
    page = desk("/desk/tickets/ACME-99", PHONE)

    expect(page.get_by_role("heading", name="ACME-99", level=1)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("it is not yours to see")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="Back").click()

    expect(page.locator(".ticket").first).to_be_visible()


def test_whoever_is_signed_in_goes_on_by_the_link_of_an_organisation(desk: Opened) -> None:
    page = desk("/sign-in?at=noord/acme&to=/desk/tickets/ACME-1001", PHONE)

    expect(page.get_by_role("heading", name="VPN drops every hour", level=1)).to_be_visible()


def test_a_ticket_on_paper_is_what_was_said_and_all_of_it(desk: Opened) -> None:
    page = desk("/desk/tickets/ACME-1001", DESKTOP)
    last = page.get_by_text("Nine is fine. The room is open, ask for Joost.")
    expect(page.get_by_role("button", name="Answer")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="VPN drops every hour", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Answer")).to_be_hidden()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.locator(".list")).to_be_hidden()
    expect(last).to_be_visible()
    assert page.locator("article").evaluate("e => e.clientWidth") > DESKTOP.width / 2
    heights = page.locator(".main").evaluate("e => [e.clientHeight, e.scrollHeight]")
    assert heights[0] == heights[1], "what scrolls is cut off on paper"
