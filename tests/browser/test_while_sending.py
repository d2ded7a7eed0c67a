"""A slow network: what is sent goes once, and nobody types words that go nowhere."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import made_up
from tests.browser.chromium import DESKTOP
from tests.browser.fake_api import FakeApi
from tests.browser.visits import NewPage, visits

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock says how long ago something was
TICKET = made_up.ticket(1, NOW)


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    with visits(chromium) as make:
        yield make


class Slow:
    """Takes what is sent, and answers when it is told to."""

    def __init__(self, page: Page, path: str) -> None:
        self.taken: list[Route] = []
        page.route(f"**/api/v1{path}", self._take)

    def _take(self, route: Route) -> None:
        if route.request.method == "POST":
            self.taken.append(route)
        else:
            route.fallback()

    def answer(self) -> None:
        for route in self.taken:
            route.fulfill(status=201, content_type="application/json", body=msgspec.json.encode(TICKET))


@pytest.mark.parametrize(
    ("role", "path", "box"),
    [
        ("agent", "/desk/tickets/ACME-1001?do=message", "#answer"),
        ("requester", "/portal/tickets/ACME-1001", "#reply"),
        ("requester", "/portal", "#ask"),
    ],
    ids=["answer", "reply", "question"],
)
def test_what_is_on_its_way_goes_once_and_as_it_was(
    new_page: NewPage, site: str, role: str, path: str, box: str
) -> None:
    page, _ = new_page(DESKTOP)
    FakeApi(made_up.me(role), [TICKET], NOW).install(page)
    slow = Slow(page, "/tickets" if box == "#ask" else "/tickets/*/messages")
    page.goto(site + path)
    field = page.locator(box)
    field.fill("It works again.")

    send = page.get_by_role("button", name="Send").last
    if role == "agent":
        field.press("Control+Enter")
        field.press("Control+Enter")
    else:
        send.dblclick()
    expect(send).to_be_disabled()
    field.press_sequentially(" And the lamp?")

    expect(field).to_have_value("It works again.")
    slow.answer()
    expect(page.locator(box, has_text="It works again.")).to_have_count(0)
    assert len(slow.taken) == 1
