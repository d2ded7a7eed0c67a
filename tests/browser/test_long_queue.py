"""A thousand tickets on a slow phone: little of it is drawn, presses answer at once, nothing jumps."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.chromium import PHONE, open_context
from tests.browser.fake_api import FakeApi

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
MANY = 1000
SLOWER = 4  # a five-year-old phone against a desktop, as Lighthouse reckons

_OBSERVE = """
window.measured = { presses: [], shift: 0 };
new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (e.interactionId) measured.presses.push(e.duration);
})).observe({ type: 'event', durationThreshold: 16, buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (!e.hadRecentInput) measured.shift += e.value;
})).observe({ type: 'layout-shift', buffered: true });
"""

_SCROLL = """
async () => {
    const frames = [];
    let last = performance.now();
    for (let i = 0; i < 120; i++) {
        window.scrollBy(0, 160);
        const at = await new Promise(requestAnimationFrame);
        frames.push(at - last);
        last = at;
    }
    frames.sort((a, b) => a - b);
    return { median: frames[60], p95: frames[114], drawn: document.querySelectorAll('a.ticket').length };
}
"""


@pytest.fixture
def queue(chromium: Browser, site: str) -> Iterator[Page]:
    """The whole queue, read to its end, on a phone."""
    context = open_context(chromium, PHONE)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    tickets = [made_up.ticket(number, NOW, state="open") for number in range(MANY)]
    FakeApi(made_up.me("agent", name="Ana Lima"), tickets, NOW).install(page)
    page.goto(site + "/desk/tickets")
    expect(page.locator("a.ticket").first).to_be_visible()
    everything = page.get_by_text("1,000 tickets")
    while not everything.is_visible():
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function("() => !document.querySelector('.end button[disabled]')")
    yield page
    context.close()


def test_only_what_is_near_is_drawn_and_all_of_it_can_be_reached(queue: Page) -> None:
    assert queue.locator("a.ticket").count() <= 100
    queue.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(queue.locator("a.ticket", has_text="ACME-1999")).to_be_visible()
    last = queue.locator('[role="listitem"]').last
    assert (last.get_attribute("aria-posinset"), last.get_attribute("aria-setsize")) == ("1000", "1000")

    queue.evaluate("window.scrollTo(0, 0)")

    expect(queue.locator("a.ticket", has_text="ACME-1000").first).to_be_visible()
    expect(queue.locator("a.ticket", has_text="ACME-1999")).to_have_count(0)


def test_presses_answer_at_once_and_nothing_jumps(queue: Page) -> None:
    figures = measure(queue)

    assert figures["presses"], figures
    assert figures["shift"] < 0.1, figures
    assert figures["drawn"] <= 120, figures


def measure(queue: Page) -> dict[str, Any]:
    """Figures of this machine: how long presses took, how even the scroll was."""
    queue.evaluate("window.scrollTo(0, 0)")
    queue.context.new_cdp_session(queue).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    queue.evaluate("measured.shift = 0")
    scroll: dict[str, Any] = queue.evaluate(_SCROLL)
    shift = queue.evaluate("measured.shift")
    for view in ("Mine", "All open", "New", "All open"):
        queue.get_by_role("navigation", name="Which tickets").get_by_role("link", name=view, exact=True).tap()
        expect(queue.get_by_role("heading", name=view, exact=True)).to_be_visible()
    queue.locator("a.ticket").nth(3).tap()
    expect(queue.get_by_role("heading", level=1)).to_be_visible()
    queue.wait_for_function("() => measured.presses.length > 0")
    return {**scroll, "shift": shift, "presses": queue.evaluate("measured.presses")}
