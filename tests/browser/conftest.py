"""What browser tests start from: one Chromium, the portal alone, and the whole system with its demo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ops.local import process
from ops.local.builds.frontend import build_frontend
from tests.browser.chromium import DESKTOP, PATIENCE_MS, Scheme, Screen, browser, chromium_or_skip
from tests.browser.network import Network
from tests.browser.people import keeping, token_of
from tests.browser.site import serving_site
from tests.browser.visits import Browse, Open, Opened, visits
from tests.local.running import RunningCloud, deployed, seeded


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--stack FOLDER`: on the Loket that runs with this state folder, for trying a test again and again."""
    parser.addoption("--stack", type=Path, default=None, help="state folder of a running Loket with its demo")


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
def demo(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[RunningCloud]:
    """The whole system on ports of its own, with the demo in it; one for all tests."""
    assert chromium
    folder: Path | None = pytestconfig.getoption("stack")
    if folder:
        present = process.running(folder)
        assert present, f"no Loket runs with {folder}"
        yield RunningCloud(present.cloud(folder))
        return
    build_frontend()
    with deployed(tmp_path_factory.mktemp("cloud")) as running:
        yield seeded(running)


@pytest.fixture
def network() -> Iterator[Network]:
    """What a browser reaches the world by."""
    network = Network()
    yield network
    network.close()


@pytest.fixture
def person(chromium: Browser, demo: RunningCloud) -> Iterator[Open]:
    """Another person's browser, on the portal's first page."""
    with visits(chromium) as new_page:

        def open_browser(screen: Screen) -> Opened:
            page, seen = new_page(screen)
            page.goto(demo.local.portal_url)
            return page, seen

        yield open_browser


@pytest.fixture
def browse(chromium: Browser, demo: RunningCloud) -> Iterator[Browse]:
    """Somebody's browser at a place of the app, signed in."""
    with visits(chromium) as new_page:

        def open_page(
            who: str,
            path: str,
            screen: Screen = DESKTOP,
            scheme: Scheme = "light",
            *,
            locale: str = "en-GB",
            network: Network | None = None,
        ) -> Page:
            page, _ = new_page(screen, scheme=scheme, locale=locale, network=network)
            page.add_init_script(keeping(token_of(demo, who)))
            page.goto(demo.local.portal_url + path)
            return page

        yield open_page
