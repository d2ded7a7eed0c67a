"""A thousand tickets on a slow phone: little of it is drawn, presses answer at once, nothing jumps."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.finger import smoothness
from tests.browser.long_queue import FRAME, PRESS, long_queue, measure, untouched_queue

pytestmark = pytest.mark.browser


@pytest.fixture
def queue(chromium: Browser, site: str) -> Iterator[Page]:
    """The whole queue, read to its end, on a phone."""
    with long_queue(chromium, site) as page:
        yield page


def test_only_what_is_near_is_drawn_and_all_of_it_can_be_reached(queue: Page) -> None:
    assert queue.locator("a.ticket").count() <= 100
    queue.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(queue.locator("a.ticket", has_text="ACME-1999")).to_be_visible()
    last = queue.locator('[role="listitem"]').last
    assert (last.get_attribute("aria-posinset"), last.get_attribute("aria-setsize")) == ("1000", "1000")

    queue.evaluate("window.scrollTo(0, 0)")

    expect(queue.locator("a.ticket", has_text="ACME-1000").first).to_be_visible()
    expect(queue.locator("a.ticket", has_text="ACME-1999")).to_have_count(0)


def test_presses_answer_at_once_and_nothing_jumps(queue: Page) -> None:
    cost = measure(queue)

    assert max(cost.presses) < 3 * PRESS, (
        cost
    )  # the measure is `make lighthouse`'s; a busy machine counts more
    assert cost.shift < 0.1, cost
    assert cost.drawn <= 120, cost


def test_a_finger_moves_the_list_without_waiting_for_the_page(chromium: Browser, site: str) -> None:
    with untouched_queue(chromium, site) as page:
        scroll = smoothness(page, 1500)

    assert not scroll.waits, scroll
    assert scroll.frame(0.5) < 3 * FRAME, scroll  # the measure is `make lighthouse`'s
    assert len(scroll.blank) > 10, scroll
