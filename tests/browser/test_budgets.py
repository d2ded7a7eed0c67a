"""What a phone has to load before it can do anything; `make lighthouse` measures the rest."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from ops.local.builds.frontend import site as built
from tests.browser import made_up
from tests.browser.chromium import PHONE, open_context
from tests.browser.fake_api import FakeApi
from tests.browser.made_up import Json

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
KB = 1000
AGENT = made_up.me("agent", name="Ana Lima")
REQUESTER = made_up.me("requester")


def kilobytes(file: Path) -> float:
    """Compressed, as CloudFront sends it."""
    return len(gzip.compress(file.read_bytes(), 9)) / KB


@pytest.mark.parametrize(
    ("path", "me", "most"),
    [
        ("/portal", REQUESTER, 90),
        ("/portal/tickets/ACME-1001", REQUESTER, 90),
        ("/desk", AGENT, 130),
        ("/desk/tickets", AGENT, 130),
        ("/desk/tickets/ACME-1001", AGENT, 130),
    ],
)
def test_a_first_load_keeps_its_budget(chromium: Browser, site: str, path: str, me: Json, most: int) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    FakeApi(me, [made_up.ticket(number, NOW) for number in range(12)], NOW).install(page)
    page.goto(site + path)
    expect(page.locator("[data-skeleton]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    context.close()

    scripts = {
        one: kilobytes(built() / one.lstrip("/"))
        for one in asked
        if one.startswith("/_app/") and one.endswith(".js")
    }

    assert len(scripts) > 5
    assert sum(scripts.values()) <= most, sorted(scripts.items(), key=lambda item: -item[1])[:8]
