"""What browser tests start from: one Chromium, the portal alone, and the whole system with its demo."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ops.local.builds.frontend import build_frontend
from tests.browser.chromium import browser, chromium_or_skip
from tests.browser.site import serving_site
from tests.local.running import RunningCloud, deployed, seeded

PATIENCE_MS = 20_000
"""How long to wait for what should be there: the first call of a function on a busy machine takes seconds."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; each test opens a profile of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with browser(chromium_or_skip()) as running:
        yield running


@pytest.fixture(scope="session")
def site(chromium: Browser) -> Iterator[str]:
    """The address of the built portal; tests put an API of their own behind it."""
    assert chromium
    with serving_site() as address:
        yield address


@pytest.fixture(scope="session")
def demo(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCloud]:
    """The whole system on ports of its own, with the demo in it."""
    assert chromium
    build_frontend()
    with deployed(tmp_path_factory.mktemp("cloud")) as running:
        yield seeded(running)
