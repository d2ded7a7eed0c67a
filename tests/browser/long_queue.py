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
from tests.browser.site import serving_site

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
MANY = 1000
SLOWER = 4  # a five-year-old phone against a desktop, as Lighthouse reckons
FRAME = 1000 / 60  # ms
PRESS = 200.0  # ms to the next paint

_OBSERVE = """
window.measured = { shift: 0 };
new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (!e.hadRecentInput) measured.shift += e.value;
})).observe({ type: 'layout-shift', buffered: true });
"""

_SCROLL = """
async () => {
    for (let i = 0; i < 120; i++) {
        window.scrollBy(0, 160);
        await new Promise(requestAnimationFrame);
    }
}
"""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What it cost, ms on a slow phone. `presses`: the longest the page was busy after each."""

    presses: list[float]
    frames: list[float]
    shift: float
    drawn: int

    def said(self) -> str:
        """In one line."""
        return (
            f"presses {', '.join(f'{press:.0f}' for press in self.presses)} ms"
            f"  frames {len(self.frames)}: median {self.frame(0.5):.1f}, 95 % {self.frame(0.95):.1f},"
            f" worst {self.frame(1):.1f} ms, {self.late()} late  shift {self.shift:.3f}  drawn {self.drawn}"
        )

    def frame(self, share: float) -> float:
        """What this share of the frames stays below."""
        return self.frames[min(len(self.frames) - 1, int(share * len(self.frames)))]

    def late(self) -> int:
        """How many frames of the scroll took longer than a sixtieth of a second."""
        return sum(frame > FRAME for frame in self.frames)


@contextmanager
def long_queue(chromium: Browser, site: str) -> Iterator[Page]:
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


def measure(queue: Page) -> Cost:
    """Scroll from the top, look at other views, open a ticket."""
    queue.evaluate("window.scrollTo(0, 0)")
    expect(queue.locator("a.ticket", has_text="ACME-1000").first).to_be_visible()
    queue.evaluate("measured.shift = 0")
    with recorded(queue) as scroll:
        queue.evaluate(_SCROLL)
    drawn = queue.locator("a.ticket").count()
    shift = queue.evaluate("measured.shift")
    presses = [_look_at(queue, view) for view in ("Mine", "All open", "New", "All open")]
    with recorded(queue) as opening:
        queue.locator("a.ticket").nth(3).tap()
        expect(queue.get_by_role("heading", level=1)).to_be_visible()
    return Cost(
        presses=[SLOWER * trace.longest() for trace in (*presses, opening)],
        frames=[SLOWER * frame for frame in scroll.per_frame()],
        shift=shift,
        drawn=drawn,
    )


def _look_at(queue: Page, view: str) -> Trace:
    with recorded(queue) as press:
        queue.get_by_role("navigation", name="Which tickets").get_by_role("link", name=view, exact=True).tap()
        expect(queue.get_by_role("heading", name=view, exact=True)).to_be_visible()
    return press


def measured() -> Cost:
    """On the built portal, in a browser of its own."""
    with browser(chromium_or_skip()) as chromium, serving_site() as site, long_queue(chromium, site) as page:
        return measure(page)


if __name__ == "__main__":
    sys.stdout.write(f"{MANY} tickets, processor {SLOWER} times slower: {measured().said()}\n")
