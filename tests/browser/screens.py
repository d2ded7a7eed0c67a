"""`python -m tests.browser.screens [STATE]`: takes the pictures in docs/screens.

On the demo in a private copy, or in the Loket that runs with that state folder.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from ops.local import process
from ops.local.builds.frontend import build_frontend
from ops.local.cloud import ROOT
from tests.browser.chromium import DESKTOP, PHONE, Scheme, Screen, browser, chromium_or_skip, open_context
from tests.browser.people import PASSWORD, api_of, keeping, token_of
from tests.local.running import RunningCloud, deployed, seeded

FOLDER = ROOT / "docs" / "screens"
PATIENCE_MS = 60_000


def main() -> None:
    """Takes all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with _demo(sys.argv[1:]) as running, browser(chromium_or_skip()) as chromium:
        _agent_on_a_phone(chromium, running)
        _agent_on_a_desktop(chromium, running)
        _requester(chromium, running)


@contextmanager
def _demo(named: list[str]) -> Iterator[RunningCloud]:
    if named:
        folder = Path(named[0])
        present = process.running(folder)
        if present is None:
            sys.exit(f"no Loket runs with {folder}")
        yield RunningCloud(present.cloud(folder))
        return
    build_frontend()
    with tempfile.TemporaryDirectory() as folder_of_its_own, deployed(Path(folder_of_its_own)) as running:
        yield seeded(running)


def _agent_on_a_phone(chromium: Browser, demo: RunningCloud) -> None:
    key = _busiest(demo)
    with _agent(chromium, demo, PHONE) as page:
        _shoot(page, "phone-home")
        page.get_by_role("link", name="Tickets", exact=True).click()
        expect(page.locator(".ticket").nth(4)).to_be_visible()
        _shoot(page, "phone-queue")
        page.goto(f"{demo.local.portal_url}/tickets/{key}")
        expect(page.locator(".words").first).to_be_visible()
        _shoot(page, "phone-ticket")
        page.get_by_role("button", name="Answer", exact=False).first.click()
        page.locator("#answer").fill("We have a new part here. Is tomorrow at nine all right?")
        _shoot(page, "phone-answer")
        page.get_by_role("button", name="Note", exact=True).click()
        _shoot(page, "phone-note")
        _without_network(page)
    with _agent(chromium, demo, PHONE, scheme="dark") as page:
        page.goto(f"{demo.local.portal_url}/desk/tickets")
        expect(page.locator(".ticket").nth(4)).to_be_visible()
        _shoot(page, "phone-queue-dark")


def _without_network(page: Page) -> None:
    """An answer that waits; it goes with the browser that it waits in."""
    page.get_by_role("button", name="Answer", exact=True).click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Send to").click()
    expect(page.locator(".waiting")).to_be_visible(timeout=PATIENCE_MS)
    page.locator(".waiting").scroll_into_view_if_needed()
    _shoot(page, "phone-offline")


def _agent_on_a_desktop(chromium: Browser, demo: RunningCloud) -> None:
    with _agent(chromium, demo, DESKTOP) as page:
        page.goto(f"{demo.local.portal_url}/tickets/{_busiest(demo)}")
        expect(page.locator(".words").first).to_be_visible()
        expect(page.locator(".ticket").nth(4)).to_be_visible()
        _shoot(page, "desktop-ticket")
    with _agent(chromium, demo, DESKTOP, email="mei@host.example") as page:
        page.goto(f"{demo.local.portal_url}/desk/settings/host/calendars/always")
        expect(page.get_by_label("Time zone")).to_be_visible(timeout=PATIENCE_MS)
        _shoot(page, "desktop-settings")


def _requester(chromium: Browser, demo: RunningCloud) -> None:
    # The demo's people sign in by code; the pool's tokens are put where the portal keeps them.
    with _signed_in(chromium, demo, "pim@acme.example", "en-GB") as page:
        _shoot(page, "portal-phone")
        page.get_by_label("Tell us what’s wrong").fill("The printer says paper jam, but I see no paper")
        expect(
            page.get_by_role("region", name="Perhaps this helps").get_by_role("button").first
        ).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_role("button", name="Send to").scroll_into_view_if_needed()
        page.mouse.wheel(0, 260)
        _shoot(page, "portal-typing")
        page.get_by_label("Tell us what’s wrong").fill("")
        page.goto(f"{demo.local.portal_url}/portal/knowledge")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        _shoot(page, "portal-knowledge")
        page.goto(demo.local.portal_url)
        page.locator("section li a").first.click()
        expect(page.locator(".bubble").first).to_be_visible()
        _shoot(page, "portal-ticket")
    with _signed_in(chromium, demo, "li.wei@globex.example", "zh-CN") as page:
        _shoot(page, "portal-phone-zh")


@contextmanager
def _agent(
    chromium: Browser,
    demo: RunningCloud,
    screen: Screen,
    *,
    scheme: Scheme = "light",
    email: str = "ana@noord.example",
) -> Iterator[Page]:
    context = open_context(chromium, screen, scheme=scheme)
    page = context.new_page()
    page.goto(demo.local.portal_url)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Use a password").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".number:not(.waiting)").nth(3)).to_be_visible(timeout=PATIENCE_MS)
    yield page
    context.close()


@contextmanager
def _signed_in(chromium: Browser, demo: RunningCloud, email: str, locale: str) -> Iterator[Page]:
    context = open_context(chromium, PHONE, locale=locale)
    page = context.new_page()
    page.add_init_script(keeping(token_of(demo, email)))
    page.goto(demo.local.portal_url)
    expect(page.locator("section li a").first).to_be_visible(timeout=PATIENCE_MS)
    yield page
    context.close()


def _busiest(demo: RunningCloud) -> str:
    """The open ticket of the desk with the most to read."""
    api = api_of(demo, "ana@noord.example")
    tickets: list[dict[str, Any]] = api.get("/tickets?view=queue&limit=100")["items"]
    return str(max(tickets, key=lambda t: len(api.get(f"/tickets/{t['key']}")["timeline"]))["key"])


def _shoot(page: Page, name: str) -> None:
    expect(page.locator("[data-skeleton]")).to_have_count(0)
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stdout.write(f"docs/screens/{name}.png\n")


if __name__ == "__main__":
    main()
