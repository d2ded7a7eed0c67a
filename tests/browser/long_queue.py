"""A queue of a thousand tickets on a slow phone: what presses and a scroll cost.

Processor time is counted, and reckoned `SLOWER` times: so it does not matter what else the machine does.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.chromium import PHONE, browser, chromium_or_skip, open_context
from tests.browser.cpu import Trace, recorded
from tests.browser.fake_api import FakeApi
from tests.browser.finger import SLOWER, SPEEDS, Smoothness, smoothness
from tests.browser.site import serving_site

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
MANY = 1000
FRAME = 1000 / 60  # ms
PRESS = 200.0  # ms to the next paint

_OBSERVE = """
window.measured = { shift: 0 };
new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (!e.hadRecentInput) measured.shift += e.value;
})).observe({ type: 'layout-shift', buffered: true });
"""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What it cost, ms on a slow phone. `presses`: the longest the page was busy after each."""

    presses: list[float]
    shift: float
    drawn: int

    def said(self) -> str:
        """In one line."""
        presses = ", ".join(f"{press:.0f}" for press in self.presses)
        return f"presses {presses} ms  shift {self.shift:.3f}  drawn {self.drawn}"


@contextmanager
def untouched_queue(chromium: Browser, site: str) -> Iterator[Page]:
    """The whole queue, read to its end, on a phone; nothing of Playwright listens in it yet."""
    context = open_context(chromium, PHONE)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    tickets = [made_up.ticket(number, NOW, state="open") for number in range(MANY)]
    FakeApi(made_up.me("agent", name="Ana Lima"), tickets, NOW).install(page)
    page.goto(site + "/desk/tickets")
    while not page.evaluate("document.body.innerText.includes('1,000 tickets')"):
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_timeout(50)
    yield page
    context.close()


@contextmanager
def long_queue(chromium: Browser, site: str) -> Iterator[Page]:
    """The same, with rows to press."""
    with untouched_queue(chromium, site) as page:
        expect(page.get_by_text("1,000 tickets")).to_be_visible()
        yield page


def measure(queue: Page) -> Cost:
    """Go far down, look at other views, open a ticket."""
    queue.evaluate("window.scrollTo(0, 0)")
    expect(queue.locator("a.ticket", has_text="ACME-1000").first).to_be_visible()
    queue.evaluate("measured.shift = 0")
    queue.evaluate("window.scrollBy(0, 20000)")
    expect(queue.locator("a.ticket").nth(10)).to_be_visible()
    drawn = queue.locator("a.ticket").count()
    shift = queue.evaluate("measured.shift")
    presses = [_look_at(queue, view) for view in ("Mine", "All open", "New", "All open")]
    with recorded(queue) as opening:
        queue.locator("a.ticket").nth(3).tap()
        expect(queue.get_by_role("heading", level=1)).to_be_visible()
    return Cost(
        presses=[SLOWER * trace.longest() for trace in (*presses, opening)],
        shift=shift,
        drawn=drawn,
    )


def _look_at(queue: Page, view: str) -> Trace:
    with recorded(queue) as press:
        queue.get_by_role("navigation", name="Which tickets").get_by_role("link", name=view, exact=True).tap()
        expect(queue.get_by_role("heading", name=view, exact=True)).to_be_visible()
    return press


def measured() -> tuple[Cost, list[Smoothness]]:
    """On the built portal, in a browser of its own."""
    with browser(chromium_or_skip()) as chromium, serving_site() as site:
        with untouched_queue(chromium, site) as page:
            scrolls = [smoothness(page, speed) for speed in SPEEDS]
        with long_queue(chromium, site) as page:
            return measure(page), scrolls


if __name__ == "__main__":
    cost, scrolls = measured()
    for line in (cost.said(), *(scroll.said() for scroll in scrolls)):
        sys.stdout.write(f"{MANY} tickets, processor {SLOWER} times slower: {line}\n")
