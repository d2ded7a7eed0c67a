"""A mail's HTML on screen: readable, and its sender is told nothing."""

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PATIENCE_MS, PHONE, Screen, open_context
from tests.browser.people import api_of, sign_in_by_code, sign_in_by_password
from tests.browser.test_desk_work import photo
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

BOTH = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)
FAR = "far.example"

HOSTILE = f"""
<html><head><meta http-equiv="refresh" content="0; url=https://{FAR}/refresh">
<link rel="stylesheet" href="https://{FAR}/sheet.css"><base href="https://{FAR}/">
<style>@import url(https://{FAR}/import.css); p {{ background: url(https://{FAR}/css.png) }}</style>
<script>parent.postMessage('ran', '*'); top.document.title = 'ran'; fetch('https://{FAR}/script')</script></head>
<body background="https://{FAR}/body.png" onload="top.document.title = 'ran'">
<p style="background-image: url(https://{FAR}/style.png)">Prices for the office</p>
<table border="1"><tr><th>Chair</th><td>120</td></tr><tr><th>Desk</th><td>340</td></tr></table>
<img alt="our shop" src="https://{FAR}/shop.png" width="40" height="30">
<img alt="crack" src="cid:crack@acme.example">
<img src="x" onerror="top.document.title = 'ran'">
<a href="javascript:top.document.title = 'ran'">press</a>
<a href="https://{FAR}/offer" target="_top">offer</a>
<form action="https://{FAR}/form"><input name="password" autofocus><button>Send it</button></form>
<iframe src="https://{FAR}/frame"></iframe><object data="https://{FAR}/object"></object>
<video autoplay src="https://{FAR}/video" poster="https://{FAR}/poster"></video>
<svg onload="top.document.title = 'ran'"><image href="https://{FAR}/svg.png"></image></svg>
</body></html>
"""


def by_mail(demo: RunningCloud, subject: str) -> str:
    """That mail from Pim, with a picture of its own; gives its ticket's key."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "pim@acme.example", "support@acme.example", subject
    mail.set_content(f"{subject}: prices for the office.")
    mail.add_alternative(HOSTILE, subtype="html")
    html = mail.get_payload()[1]  # type: ignore[index]  # the alternative that was just added
    html.add_related(photo()["buffer"], "image", "png", cid="<crack@acme.example>")  # type: ignore[union-attr]
    demo.send(mail, sender="pim@acme.example", to="support@acme.example")
    api = api_of(demo, "ana@noord.example")

    def key() -> str | None:
        items = api.get("/tickets?view=organisation&desk=noord&tenant=acme&limit=100")["items"]
        return next((str(one["key"]) for one in items if one["subject"] == subject), None)

    return wait_for(key, "the mail to become a ticket")


class Outside(ThreadingHTTPServer):
    """A proxy that lets nothing through: `asked` is how often a letter's own house was wanted.

    Frames without an origin are processes of their own, whose requests the browser's tools do not show.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Refusing)
        self.asked: list[str] = []


class _Refusing(BaseHTTPRequestHandler):
    def do_CONNECT(self) -> None:
        assert isinstance(self.server, Outside)
        if FAR in self.path:  # and not the browser's own errands
            self.server.asked.append(self.path)
        self.send_error(HTTPStatus.FORBIDDEN)

    def do_GET(self) -> None:
        self.do_CONNECT()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Nobody reads it."""


@pytest.fixture
def outside() -> Iterator[Outside]:
    server = Outside()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def watched_person(
    chromium: Browser, demo: RunningCloud, outside: Outside
) -> Iterator[Callable[[Screen], Page]]:
    """A browser of somebody's whose every step out of this machine is seen."""
    contexts: list[BrowserContext] = []

    def open_browser(screen: Screen) -> Page:
        proxy = f"http://127.0.0.1:{outside.server_address[1]}"
        contexts.append(open_context(chromium, screen, proxy=proxy))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(demo.local.portal_url)
        return page

    yield open_browser
    for context in contexts:
        context.close()


def letter(page: Page) -> FrameLocator:
    """The letter, within its two frames."""
    return page.frame_locator("iframe").first.frame_locator("iframe")


def look(page: Page, demo: RunningCloud, address: str) -> FrameLocator:
    page.goto(f"{demo.local.portal_url}{address}")
    page.get_by_role("button", name="As it was made").click()
    inside = letter(page)
    expect(inside.get_by_text("Prices for the office")).to_be_visible()
    return inside


@BOTH
def test_a_letter_is_read_without_telling_its_sender(
    demo: RunningCloud, watched_person: Callable[[Screen], Page], outside: Outside, screen: Screen
) -> None:
    key = by_mail(demo, f"Prices on the {screen.name}")
    page = watched_person(screen)
    sign_in_by_password(page, "ana@noord.example")
    expect(page.get_by_role("heading", name="Good")).to_be_visible()

    inside = look(page, demo, f"/desk/tickets/{key}")

    expect(inside.get_by_role("cell", name="340")).to_be_visible()
    expect(inside.get_by_role("img", name="crack")).to_have_js_property("naturalWidth", 60)
    assert outside.asked == []
    assert violations(page) == []

    page.get_by_role("button", name="Show pictures").click()
    expect(letter(page).get_by_role("img", name="our shop")).to_have_js_property("complete", True)
    assert set(outside.asked) == {f"{FAR}:443"}
    assert "ran" not in page.title()


def test_what_the_cleaning_might_miss_is_held_by_the_frame(
    demo: RunningCloud, watched_person: Callable[[Screen], Page], outside: Outside
) -> None:
    key = by_mail(demo, "Prices, raw")
    page = watched_person(DESKTOP)
    sign_in_by_code(page, demo, "pim@acme.example")
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    raw = f"data:text/html;base64,{b64encode(HOSTILE.encode()).decode()}"
    page.route("**/attachments/*/html", lambda route: route.fulfill(json={"url": raw, "seconds": 300}))

    inside = look(page, demo, f"/portal/tickets/{key}")

    inside.get_by_role("button", name="Send it").click()
    inside.get_by_text("press").click()
    expect(inside.get_by_text("Prices for the office")).to_be_visible()
    assert outside.asked == []
    assert "ran" not in page.title()
    assert page.url.endswith(key)


@BOTH
def test_a_letter_takes_the_height_it_needs(
    demo: RunningCloud, watched_person: Callable[[Screen], Page], screen: Screen
) -> None:
    key = by_mail(demo, f"Heights on the {screen.name}")
    page = watched_person(screen)
    sign_in_by_password(page, "ana@noord.example")
    expect(page.get_by_role("heading", name="Good")).to_be_visible()

    inside = look(page, demo, f"/desk/tickets/{key}")

    cut = "e => e.ownerDocument.documentElement.scrollHeight - e.ownerDocument.documentElement.clientHeight"
    wait_for(
        lambda: inside.locator("body").evaluate(cut) <= 0 or None, "the frame to be as high as its letter"
    )
    assert (
        inside.locator("body").evaluate("e => e.ownerDocument.documentElement.clientHeight - e.scrollHeight")
        <= 2 * 24
    )
