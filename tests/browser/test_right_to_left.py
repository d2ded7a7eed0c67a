"""The main screens written from right to left: nothing runs out of the window."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import made_up
from tests.browser.chromium import DESKTOP, PHONE, Screen, open_context, watch
from tests.browser.fake_api import FakeApi
from tests.browser.made_up import Json

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
AGENT = made_up.me("agent", name="Ana Lima")
REQUESTER = made_up.me("requester")

_OUTSIDE = """
() => [...document.querySelectorAll('#main *')]
    .filter(e => e.checkVisibility() && !e.closest('nav, .unseen, [aria-hidden=true]'))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, r]) => r.width > 1 && (r.left < -1 || r.right > innerWidth + 1))
    .map(([e, r]) => `${e.outerHTML.slice(0, 100)} ${r.left}..${r.right}`)
"""


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("path", "me"),
    [
        ("/desk", AGENT),
        ("/desk/tickets", AGENT),
        ("/desk/tickets/ACME-1001", AGENT),
        ("/desk/new", AGENT),
        ("/account", AGENT),
        ("/portal", REQUESTER),
        ("/portal/tickets/ACME-1001", REQUESTER),
    ],
)
def test_nothing_runs_out_of_the_window(
    chromium: Browser, site: str, path: str, me: Json, screen: Screen
) -> None:
    context = open_context(chromium, screen)
    page = context.new_page()
    seen = watch(page)
    FakeApi(me, [made_up.ticket(number, NOW) for number in range(12)], NOW).install(page)
    page.goto(site + path)
    expect(page.locator("#main")).to_be_visible()
    expect(page.locator("[data-skeleton]")).to_have_count(0)

    page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.evaluate("getComputedStyle(document.querySelector('#main')).direction") == "rtl"
    assert page.evaluate(_OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
    assert seen.complaints == []
