"""The portal where things are not as usual: nothing at an address, nobody signed in, a great many tickets."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE, open_context, watch

pytestmark = pytest.mark.browser


def test_an_address_that_is_not_there_says_so_and_stays(chromium: Browser, site: str) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    watched = watch(page)
    loads: list[str] = []
    page.on("load", lambda here: loads.append(here.url))

    page.goto(f"{site}/nowhere/at/all")

    expect(page.get_by_role("heading", name="There is nothing here", level=1)).to_be_visible()
    expect(page).to_have_title("There is nothing here · Loket")
    assert loads == [f"{site}/nowhere/at/all"]
    assert violations(page) == []
    assert watched.complaints == []
    context.close()
