"""Browsers of the people of the demo: each a profile of its own, its complaints read in the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import DESKTOP, PATIENCE_MS, PHONE, Scheme, Screen, Watched, open_context, watch
from tests.browser.network import Network
from tests.local.running import wait_for

BOTH = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)

Opened = tuple[Page, Watched]
Open = Callable[[Screen], Opened]
"""What the fixture `person` gives: another person's browser, on the portal's first page."""


class Browse(Protocol):
    """What the fixture `browse` gives: somebody's browser at a place of the app, signed in.

    `network`: how it reaches the world, where that is to be taken away.
    """

    def __call__(
        self,
        who: str,
        path: str,
        screen: Screen = DESKTOP,
        scheme: Scheme = "light",
        *,
        locale: str = "en-GB",
        network: Network | None = None,
    ) -> Page: ...


class NewPage(Protocol):
    """An empty page in a new profile."""

    def __call__(
        self,
        screen: Screen,
        *,
        scheme: Scheme = "light",
        locale: str = "en-GB",
        network: Network | None = None,
    ) -> Opened: ...


@contextmanager
def visits(chromium: Browser) -> Iterator[NewPage]:
    """New profiles, closed in the end; fails when a page complained."""
    contexts: list[BrowserContext] = []
    watches: list[Watched] = []

    def new_page(
        screen: Screen,
        *,
        scheme: Scheme = "light",
        locale: str = "en-GB",
        network: Network | None = None,
    ) -> Opened:
        way = network.address if network else ""
        context = open_context(chromium, screen, scheme=scheme, locale=locale, network=way)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        watches.append(watch(page))
        return page, watches[-1]

    yield new_page
    complaints = [line for seen in watches for line in seen.complaints]
    for context in contexts:
        context.close()
    assert complaints == []


_MINUTE_AND_MORE = 150.0


def until_known(page: Page, there: Locator, what: str, *, all_answered: bool = True) -> None:
    """Loads the page anew until it shows what was set up: each process of the API remembers for a minute."""

    def shown() -> bool:
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if all_answered:
            page.wait_for_load_state("networkidle")
        return there.count() > 0

    assert wait_for(shown, what, _MINUTE_AND_MORE)


_SCREENS_LONG = 60
_TWO_FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(0))))"


def come_to(page: Page, row: Locator) -> Locator:
    """Go down the list of tickets until this is drawn: of a long list, only what is near the window is.

    Gives it back; where it never comes, whoever expects it says so.
    """
    rows = page.locator(".item")
    expect(rows.first).to_be_visible()
    for _ in range(_SCREENS_LONG):
        if row.count():
            break
        rows.last.scroll_into_view_if_needed()
        page.evaluate(_TWO_FRAMES)
    return row
