"""Debian's Chromium, quiet and offline, and the two sizes that everything is looked at in."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ProxySettings, sync_playwright

Scheme = Literal["light", "dark"]

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """A size, and whether fingers are used on it."""

    name: str
    width: int
    height: int
    touch: bool
    density: float = 1


PHONE = Screen(name="phone", width=390, height=844, touch=True, density=2)
DESKTOP = Screen(name="desktop", width=1440, height=900, touch=False)
PATIENCE_MS = 30_000
"""How long to wait for what should be there: the first call of a function on a busy machine takes seconds."""
SENT_MS = 120_000
"""How long until what waited for the network is sent: a try that came too early is made again after 20 s."""


def find_chromium() -> Path | None:
    """Where a Chromium is on this machine."""
    found = (shutil.which(name) for name in _NAMES)
    return next((Path(path) for path in found if path), None)


def chromium_or_skip() -> Path:
    """A Chromium; without one the tests are skipped loudly, and fail where they must run (CI)."""
    found = find_chromium()
    if found is not None:
        return found
    sentence = "BROWSER TESTS DID NOT RUN: no Chromium on this machine (apt-get install chromium)"
    if os.environ.get("CI"):  # noqa: TID251 - whether this is CI is no setting of the product
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def browser(path: Path) -> Iterator[Browser]:
    """One browser; its pages come from `open_context`."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(_ARGS))
        try:
            yield running
        finally:
            running.close()


def open_context(
    running: Browser,
    screen: Screen,
    *,
    scheme: Scheme = "light",
    locale: str = "en-GB",
    proxy: str = "",
    network: str = "",
) -> BrowserContext:
    """A fresh profile on that screen; motion is off so that pictures and clicks are steady.

    `proxy`: where all requests go that are not for this machine. `network`: where really all of them go.
    """
    through: ProxySettings | None = None
    if network:
        through = {"server": network, "bypass": "<-loopback>"}
    elif proxy:
        through = {"server": proxy, "bypass": "127.0.0.1"}
    return running.new_context(
        viewport={"width": screen.width, "height": screen.height},
        device_scale_factor=screen.density,
        has_touch=screen.touch,
        is_mobile=screen.touch,
        color_scheme=scheme,
        locale=locale,
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
        proxy=through,
    )


class Watched(msgspec.Struct):
    """What a page complained about while it was used."""

    complaints: list[str]


def watch(page: Page) -> Watched:
    """Collects errors of scripts and refusals of the content policy; tests end by looking at them."""
    seen = Watched(complaints=[])
    page.on("pageerror", lambda error: seen.complaints.append(f"page error: {error}"))

    def on_console(message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A status of 4xx or 5xx is shown to the reader by the app itself; the console repeats it.
        if kind == "error" and not text.startswith("Failed to load resource"):
            seen.complaints.append(text)

    page.on("console", on_console)
    return seen
