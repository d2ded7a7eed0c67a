"""A finger's scroll of a long list on a slow phone: how smooth it is, what it costs, what stays blank.

The page must not have been used through Playwright's locators: these listen to touches in a way that makes
every scroll wait for the page. The browser itself makes the gesture, a distance for each frame: its kind is
a wheel's, as headless Chromium does not scroll by touches that it makes up; what follows is the same.
"""

from typing import Any

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.browser.cpu import recorded

SPEEDS = (1500, 3000)  # px a second: a finger that is in a hurry
SECONDS = 3
SLOWER = 4  # a five-year-old phone against a desktop, as Lighthouse reckons

_WATCH_BLANK = """
() => {
    const far = [...document.querySelectorAll('[role="list"] > [role="presentation"]')];
    window.blank = [];
    window.watchBlank = () => {
        const sees = ({ top, bottom }) => Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top));
        blank.push(far.reduce((all, box) => all + sees(box.getBoundingClientRect()), 0));
    };
    addEventListener('scroll', watchBlank, { capture: true, passive: true });
}
"""
_END_BLANK = """
() => {
    removeEventListener('scroll', watchBlank, { capture: true });
    return blank;
}
"""
_PLAIN = """
<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Plain</title>
<style>p { box-sizing: border-box; block-size: 130px; margin: 0; border-block-end: 1px solid }</style>
"""


class Smoothness(msgspec.Struct, frozen=True, kw_only=True):
    """A scroll at one speed. `frames`: processor time of the page for each, ms on a slow phone, sorted.

    `presented`: frames a second that were shown with the processor slowed; `plain`: the same of a list that
    has nothing to do. `blank`: wherever the list was seen, how many px had no rows yet.
    `waits`: the scroll went through the page's own thread.
    """

    speed: int
    frames: list[float]
    presented: float
    plain: float
    blank: list[float]
    waits: bool

    def said(self) -> str:
        """In one line."""
        blank = sum(px > 0 for px in self.blank)
        return (
            f"scroll at {self.speed} px/s: {self.presented:.0f} frames/s (a plain list {self.plain:.0f})"
            f"{', waits for the page' if self.waits else ''}  processor time a frame: mean {self.mean():.1f},"
            f" median {self.frame(0.5):.1f}, 95 % {self.frame(0.95):.1f}, worst {self.frame(1):.1f} ms"
            f" of {len(self.frames)}  blank: {blank} of {len(self.blank)}, at most {max(self.blank):.0f} px"
        )

    def mean(self) -> float:
        """Below a sixtieth of a second, rows are drawn as fast as they come."""
        return sum(self.frames) / len(self.frames)

    def frame(self, share: float) -> float:
        """What this share of the frames stays below."""
        return self.frames[min(len(self.frames) - 1, int(share * len(self.frames)))]


def smoothness(page: Page, speed: int) -> Smoothness:
    """Three scrolls from the top: for the cost, for the frames, for what is blank."""
    client = page.context.new_cdp_session(page)
    _to_top(page)
    with recorded(page) as cost:
        _scroll(client, speed)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    _to_top(page)
    presented, waits = _shown(page, client, speed)
    _to_top(page)
    page.evaluate(_WATCH_BLANK)
    _scroll(client, speed)
    blank = page.evaluate(_END_BLANK)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    client.detach()
    return Smoothness(
        speed=speed,
        frames=[SLOWER * frame for frame in cost.per_frame()],
        presented=presented,
        plain=_plain(page.context, speed),
        blank=blank,
        waits=waits,
    )


def _plain(context: BrowserContext, speed: int) -> float:
    """What this machine can do now: a static list as long, in the same browser."""
    page = context.new_page()
    page.set_content(_PLAIN + "".join(f"<p>ACME-{n}<br>The printer" for n in range(1000)))
    client = context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    presented, _ = _shown(page, client, speed)
    page.close()
    return presented


def _shown(page: Page, client: CDPSession, speed: int) -> tuple[float, bool]:
    """Frames a second, and whether any of them waited for the page's thread."""
    with recorded(page, FRAMES) as trace:
        _scroll(client, speed)
    reports = [event["args"].get("frame_reporter", {}) for event in trace.all("PipelineReporter")]
    drawn = sorted(event["ts"] / 1e6 for event in trace.all("DrawFrame"))
    scrolling = {report.get("scroll_state") for report in reports}
    return (len(drawn) - 1) / (drawn[-1] - drawn[0]), "SCROLL_MAIN_THREAD" in scrolling


FRAMES = ["cc", "benchmark", "disabled-by-default-devtools.timeline.frame"]


def _to_top(page: Page) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(1000)  # the rows that are near are drawn one a frame


def _scroll(client: CDPSession, speed: int) -> None:
    gesture: dict[str, Any] = {"x": 195, "y": 420, "yDistance": -speed * SECONDS, "speed": speed}
    client.send("Input.synthesizeScrollGesture", gesture | {"gestureSourceType": "mouse"})
