"""Letters twice as large, as weak eyes need them: nothing is cut off, covered or beside the screen."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.chromium import PHONE, open_context
from tests.browser.fake_api import FakeApi
from tests.browser.whole import overflow

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
TWICE = {"fontSizes": {"standard": 32, "fixed": 26}}


@pytest.mark.parametrize("locale", ["en-GB", "nl-NL", "ru-RU"])
@pytest.mark.parametrize("path", ["/desk", "/desk/tickets", "/desk/tickets/ACME-1001", "/desk/new"])
def test_a_screen_of_the_desk_bears_letters_twice_as_large(
    chromium: Browser, site: str, path: str, locale: str
) -> None:
    context = open_context(chromium, PHONE, locale=locale)
    page = context.new_page()
    context.new_cdp_session(page).send("Page.setFontSizes", TWICE)
    tickets = [made_up.ticket(number, NOW) for number in range(12)]
    FakeApi(made_up.me("agent", name="Ana Lima"), tickets, NOW).install(page)
    page.goto(site + path)
    expect(page.locator("[data-skeleton]")).to_have_count(0)
    expect(page.locator("main :is(h1, input)").first).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert overflow(page) <= 0
    assert spilled(page) == []
    context.close()


def spilled(page: Page) -> list[str]:
    """What can be pressed and has words beside itself, where they cover its neighbours' or are cut off."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary')]
            .filter(e => e.checkVisibility() && !e.classList.contains('skip') && e.innerText.trim())
            .filter(e => {
                const words = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
                const own = e.getBoundingClientRect();
                for (let node = words.nextNode(); node; node = words.nextNode()) {
                    if (!node.textContent.trim() || node.parentElement.closest('.unseen, .clip')) continue;
                    if (!node.parentElement.checkVisibility()) continue;
                    const range = document.createRange();
                    range.selectNodeContents(node);
                    const said = range.getBoundingClientRect();
                    if (said.left < own.left - 1 || said.right > own.right + 1) return true;
                }
                return false;
            })
            .map(e => e.innerText)"""
    )
    return found
