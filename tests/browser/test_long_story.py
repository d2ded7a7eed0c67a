"""A ticket on which much was said: all of it is there, what comes later too, and the box to answer in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.chromium import PHONE
from tests.browser.fake_api import FakeApi
from tests.browser.visits import NewPage, visits

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock says how long ago something was
MANY = 81
ANA = made_up.person("Ana Lima")


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    with visits(chromium) as make:
        yield make


def _said(number: int) -> made_up.Json:
    at = NOW - timedelta(hours=MANY - number)
    return made_up.message(number, at, ANA | {"kind": "agent"}, f"Answer number {number}.")


def _open(page: Page, site: str, role: str, path: str) -> FakeApi:
    ticket = made_up.ticket(1, NOW)
    api = FakeApi(made_up.me(role), [ticket], NOW)
    api.timeline = [_said(number) for number in range(MANY)]
    api.install(page)
    page.goto(f"{site}{path}/{ticket['key']}")
    return api


@pytest.mark.parametrize(
    ("role", "path"), [("requester", "/portal/tickets"), ("agent", "/desk/tickets")], ids=["portal", "desk"]
)
def test_all_of_it_is_there_in_order(new_page: NewPage, site: str, role: str, path: str) -> None:
    page, _ = new_page(PHONE)
    api = _open(page, site, role, path)
    said = page.get_by_text("Answer number")
    expect(said).to_have_count(MANY)
    assert said.all_inner_texts() == [f"Answer number {number}." for number in range(MANY)]
    expect(page.locator("#reply, .opener")).to_be_visible()

    assert api.timeline
    api.timeline = [*api.timeline, _said(MANY)]
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(said).to_have_count(MANY + 1)
